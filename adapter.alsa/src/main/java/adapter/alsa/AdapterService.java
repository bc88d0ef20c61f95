package adapter.alsa;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

import portcls.api.adapter.Adapter;

import java.util.Map;

/** A device that is plugged in: its service is there until it is pulled out. */
record AdapterService(AlsaDevice device, ServiceRegistration<Adapter> registration) {
    private static final String DEVICE_ID = "portcls.device.id";

    /** Registers the device; drivers may bid for it at once. If that fails it is closed. */
    static AdapterService plug(BundleContext context, AlsaDevice device) {
        try {
            return new AdapterService(
                    device,
                    context.registerService(
                            Adapter.class,
                            device,
                            FrameworkUtil.asDictionary(Map.of(DEVICE_ID, device.id()))));
        } catch (RuntimeException e) {
            device.close();
            throw e;
        }
    }

    /**
     * Unregisters the device; when this returns its driver has let go, and what it left open is
     * closed.
     *
     * @param gone whether the device went by itself
     */
    void pull(boolean gone) {
        if (gone) {
            device.goes();
        }
        try {
            registration.unregister();
        } finally {
            device.close();
        }
    }
}

package adapter.jdk;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

import portcls.api.adapter.Adapter;

import java.util.Map;

/** A device that is plugged in: its service is there until it is pulled out. */
final class AdapterService {
    private static final String DEVICE_ID = "portcls.device.id";

    private final ServiceRegistration<Adapter> registration;

    private AdapterService(ServiceRegistration<Adapter> registration) {
        this.registration = registration;
    }

    /** Registers the device; drivers may bid for it at once. */
    static AdapterService plug(BundleContext context, Adapter device) {
        return new AdapterService(
                context.registerService(
                        Adapter.class,
                        device,
                        FrameworkUtil.asDictionary(Map.of(DEVICE_ID, device.id()))));
    }

    /** Unregisters the device; when this returns its driver has let go. */
    void pull() {
        registration.unregister();
    }
}

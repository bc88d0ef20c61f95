package adapter.virtual;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

import portcls.api.adapter.Adapter;

import java.util.Dictionary;
import java.util.Map;

/** A device that is plugged in: its service is there until it is pulled out. */
public final class AdapterService {
    private static final String DEVICE_ID = "portcls.device.id";

    private final ServiceRegistration<Adapter> registration;
    private final Adapter device;

    private AdapterService(ServiceRegistration<Adapter> registration, Adapter device) {
        this.registration = registration;
        this.device = device;
    }

    /** Registers the device; drivers may bid for it at once. */
    public static AdapterService plug(BundleContext context, Adapter device) {
        return new AdapterService(
                context.registerService(Adapter.class, device, properties(device)), device);
    }

    /** Says that the device has changed; drivers that failed with it are tried again. */
    public void changed() {
        registration.setProperties(properties(device));
    }

    /** Unregisters the device; when this returns its driver has let go. */
    public void pull() {
        registration.unregister();
    }

    private static Dictionary<String, Object> properties(Adapter device) {
        return FrameworkUtil.asDictionary(Map.of(DEVICE_ID, device.id()));
    }
}

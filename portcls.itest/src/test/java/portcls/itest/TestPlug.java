package portcls.itest;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import portcls.api.adapter.Adapter;

/** A device that is plugged in until it is pulled out. */
final class TestPlug {
    private final ServiceRegistration<Adapter> registration;
    private boolean pulled;

    TestPlug(BundleContext context, Adapter device) {
        registration = context.registerService(Adapter.class, device, null);
    }

    /** Pulls it out; harmless when it is out. */
    void pull() {
        if (!pulled) {
            pulled = true;
            registration.unregister();
        }
    }
}

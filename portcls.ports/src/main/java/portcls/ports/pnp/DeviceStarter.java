package portcls.ports.pnp;

import portcls.api.adapter.Adapter;
import portcls.api.client.Removal;

/** Who brings devices and drivers together, as a rebalance needs it. On a thread that may block. */
public interface DeviceStarter {
    /** Lets go of every driver of a device; the device stays known. Limited in time. */
    void stop(Adapter device, Removal reason);

    /** Starts it anew, with the resources that its adapter grants now. */
    void start(Adapter device);
}

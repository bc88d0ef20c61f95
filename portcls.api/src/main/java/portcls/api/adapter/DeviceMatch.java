package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Optional on miniports that must look at a device before they bid for it. Without it the bid
 * follows from the place of the matched hardware id: {@code 100} for the most special, 10 less for
 * each further one.
 */
@ConsumerType
public interface DeviceMatch {
    /** No bid. */
    int NONE = 0;

    /**
     * How well this driver fits the device: {@link #NONE}, or 1 … 1000. Must not touch the device.
     */
    @Irql(Level.PASSIVE)
    int match(Adapter adapter);
}

package portcls.api;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql.Level;

/** Optional on miniports whose streams do not all cost the same ({@code nn-portcls-ipincount}). */
@ConsumerType
public interface IPinCount {
    /**
     * Revises the instance counts of a pin ({@code nf-portcls-ipincount-pincount}). Called when a
     * client asks for the counts and before each new stream. Must not create or destroy streams.
     *
     * @param pinId pin factory
     * @param counts the port's own counts
     * @return the counts that shall hold
     */
    @Irql(Level.PASSIVE)
    Counts pinCount(int pinId, Counts counts);

    /**
     * Instance counts; "possible" counts may be {@link portcls.api.ks.PinDescriptor#UNLIMITED}.
     *
     * @param filterNecessary needed before the filter can work
     * @param filterCurrent open on this handle
     * @param filterPossible most on one handle
     * @param globalCurrent open over all handles
     * @param globalPossible most over all handles
     */
    record Counts(
            int filterNecessary,
            int filterCurrent,
            int filterPossible,
            int globalCurrent,
            int globalPossible) {}
}

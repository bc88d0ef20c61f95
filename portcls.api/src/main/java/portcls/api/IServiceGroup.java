package portcls.api;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;

/**
 * A list of sinks that are served together, and one timer ({@code nn-portcls-iservicegroup}). Made
 * by {@link PortCls#newServiceGroup}; may itself be a member of a group.
 */
@ProviderType
public interface IServiceGroup extends IServiceSink {
    /**
     * Queues one round over all members ({@code nf-portcls-iservicegroup-requestservice}). Several
     * requests before the dispatch thread comes to it may be served by one round.
     */
    @Override
    @Irql(Level.ANY)
    void requestService();

    /** Adds a sink ({@code nf-portcls-iservicegroup-addmember}); it is held until it is removed. */
    @Irql(Level.PASSIVE)
    void addMember(IServiceSink sink);

    /**
     * Removes a sink ({@code nf-portcls-iservicegroup-removemember}); when this returns it gets no
     * further calls, unless called from the dispatch thread itself. A sink that is no member is
     * ignored.
     */
    @Irql(Level.PASSIVE)
    void removeMember(IServiceSink sink);

    /**
     * Prepares the timer ({@code nf-portcls-iservicegroup-supportdelayedservice}); once, before the
     * first delayed request.
     */
    @Irql(Level.ANY)
    void supportDelayedService();

    /**
     * Queues a round for later ({@code nf-portcls-iservicegroup-requestdelayedservice}). There is
     * one timer: a new request replaces a pending one.
     *
     * @param delay100ns negative: so many 100 ns from now; positive: at that master time
     * @throws PortClsException INVALID_DEVICE_REQUEST before {@link #supportDelayedService}
     */
    @Irql(Level.ANY)
    void requestDelayedService(long delay100ns);

    /**
     * Forgets a pending delayed request ({@code nf-portcls-iservicegroup-canceldelayedservice}).
     */
    @Irql(Level.ANY)
    void cancelDelayedService();
}

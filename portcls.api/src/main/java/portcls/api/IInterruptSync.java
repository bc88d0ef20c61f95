package portcls.api;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;

/**
 * Keeps interrupt routines and synchronised routines of a device apart ({@code
 * nn-portcls-iinterruptsync}, {@code interrupt-sync-objects}). Made by {@link
 * PortCls#newInterruptSync}, or offered by an adapter.
 */
@ProviderType
public interface IInterruptSync {
    /** Which routines run on an interrupt. */
    enum Mode {
        /** In list order until the first success. */
        NORMAL,
        /** Each once. */
        ALL,
        /** Whole passes until one pass has no success. */
        REPEAT
    }

    /** A routine; runs while the interrupt is held off: short, no blocking, no allocation. */
    @FunctionalInterface
    interface Routine {
        /** Does its work and says whether this interrupt was its own. */
        boolean service(IInterruptSync sync);
    }

    /**
     * Runs a routine on this thread while no interrupt routine of this object runs ({@code
     * nf-portcls-iinterruptsync-callsynchronizedroutine}).
     *
     * @return what the routine returned
     */
    @Irql(Level.ANY)
    boolean callSynchronizedRoutine(Routine routine);

    /**
     * Connects to the interrupt ({@code nf-portcls-iinterruptsync-connect}); from here on routines
     * are called.
     *
     * @throws PortClsException INVALID_DEVICE_STATE when connected already
     */
    @Irql(Level.PASSIVE)
    void connect();

    /**
     * Disconnects ({@code nf-portcls-iinterruptsync-disconnect}); when this returns no routine runs
     * and none will.
     */
    @Irql(Level.PASSIVE)
    void disconnect();

    /**
     * Adds a routine ({@code nf-portcls-iinterruptsync-registerserviceroutine}).
     *
     * @param first true: head of the list; false: tail
     */
    @Irql(Level.PASSIVE)
    void registerServiceRoutine(Routine routine, boolean first);
}

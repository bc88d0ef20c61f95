package portcls.api.midi;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.IPort;
import portcls.api.IServiceGroup;
import portcls.api.Irql;
import portcls.api.Irql.Level;

/** The MIDI port as its miniport sees it ({@code nn-portcls-iportmidi}). */
@ProviderType
public interface IPortMidi extends IPort {
    /**
     * Tells the port that the device has something ({@code nf-portcls-iportmidi-notify}). Called by
     * the miniport's interrupt routine after it has cleared the interrupt; only queues. Each member
     * of the group is then served on the dispatch thread.
     *
     * @param group the group to serve; null = the miniport's own
     */
    @Irql(Level.ANY)
    void notify(@Nullable IServiceGroup group);

    /**
     * Registers the miniport's group before its {@code init} has returned, so that interrupts can
     * be handled as soon as they are enabled ({@code nf-portcls-iportmidi-registerservicegroup}).
     * It must be the same group that {@link IMiniportMidi#serviceGroup()} gives, if that gives one.
     */
    @Irql(Level.PASSIVE)
    void registerServiceGroup(IServiceGroup group);

    /** Tells the port that something arrived for every stream: the same as {@code notify(null)}. */
    @Irql(Level.ANY)
    default void notifyArrival() {
        notify(null);
    }
}

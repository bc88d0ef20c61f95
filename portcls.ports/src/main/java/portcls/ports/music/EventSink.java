package portcls.ports.music;

/** The next stage. Called on the thread of the stage before; the event is its own from then on. */
@FunctionalInterface
public interface EventSink {
    /** Gets an event, or the first of a chain. */
    void accept(KernelEvent event);
}

package adapter.virtual;

/** What is plugged into a MIDI OUT connector. */
@FunctionalInterface
public interface MidiOut {
    /**
     * Takes a byte. Called in order of time by one thread at a time, also on a dispatch thread:
     * must not block.
     *
     * @param exitTime100ns master time at which the byte has left the connector; a few milliseconds
     *     ahead of the clock when bytes queue
     * @param value 0 … 255
     */
    void accept(long exitTime100ns, int value);
}

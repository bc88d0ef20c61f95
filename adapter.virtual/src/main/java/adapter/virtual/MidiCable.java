package adapter.virtual;

/** The electrical facts of a MIDI cable. */
public final class MidiCable {
    /** How long a byte takes: ten bits at 31 250 baud, 320 µs, in units of 100 ns. */
    public static final long BYTE_TIME_100NS = 3_200;

    private MidiCable() {}
}

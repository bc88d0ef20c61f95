package miniport.fmsynth;

/**
 * Makes messages of MIDI bytes: running status, real-time bytes anywhere, the begin of each system
 * exclusive. One thread; allocates nothing.
 */
final class MidiReader {
    /** Takes messages. */
    interface Sink {
        /** A channel message; {@code data2} is 0 where there is none. */
        void message(int status, int data1, int data2);

        /** A system exclusive without F0 and F7; no more than its begin when it is long. */
        void systemExclusive(byte[] data, int length);

        /** Everything is to be as it was at power-on. */
        void reset();
    }

    private static final int STATUS = 0x80;
    private static final int SYSTEM = 0xF0;
    private static final int END = 0xF7;
    private static final int FIRST_REAL_TIME = 0xF8;
    private static final int RESET = 0xFF;

    private final Sink sink;
    private final byte[] exclusive = new byte[16];

    /** Of the message under way, running status included; 0 = none. */
    private int status;

    /** Its first data byte; −1 = has not come. */
    private int data1 = -1;

    /** Bytes of a system exclusive; −1 = none is under way. */
    private int exclusiveLength = -1;

    MidiReader(Sink sink) {
        this.sink = sink;
    }

    /** Forgets what is under way. */
    void clear() {
        status = 0;
        data1 = -1;
        exclusiveLength = -1;
    }

    /** Takes a byte, 0 … 255. */
    void accept(int value) {
        if (value >= FIRST_REAL_TIME) {
            if (value == RESET) {
                clear();
                sink.reset();
            }
        } else if (value >= STATUS) {
            begin(value);
        } else if (exclusiveLength >= 0) {
            if (exclusiveLength < exclusive.length) {
                exclusive[exclusiveLength++] = (byte) value;
            }
        } else if (status != 0) {
            data(value);
        }
    }

    private void begin(int value) {
        if (value == END && exclusiveLength >= 0) {
            sink.systemExclusive(exclusive, exclusiveLength);
        }
        exclusiveLength = value == SYSTEM ? 0 : -1;
        status = value < SYSTEM ? value : 0; // a system message ends the running status
        data1 = -1;
    }

    private void data(int value) {
        boolean single = (status & 0xE0) == 0xC0; // program change and channel pressure
        if (single) {
            sink.message(status, value, 0);
        } else if (data1 < 0) {
            data1 = value;
        } else {
            int first = data1;
            data1 = -1;
            sink.message(status, first, value);
        }
    }
}

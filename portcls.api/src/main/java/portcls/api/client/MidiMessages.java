package portcls.api.client;

/**
 * Short MIDI messages as one {@code int}: status in the low byte, then the first and the second
 * data byte. Channels are 0 … 15.
 */
public final class MidiMessages {
    private static final int MAX_DATA = 127;
    private static final int CENTER = 8192;

    private MidiMessages() {}

    public static int noteOn(int channel, int key, int velocity) {
        return of(0x90, channel, key, velocity);
    }

    public static int noteOff(int channel, int key) {
        return of(0x80, channel, key, 64);
    }

    public static int controlChange(int channel, int controller, int value) {
        return of(0xB0, channel, controller, value);
    }

    public static int programChange(int channel, int program) {
        return of(0xC0, channel, program, 0);
    }

    /** Pitch bend, −8192 … 8191. */
    public static int pitchBend(int channel, int bend) {
        int value = bend + CENTER;
        return of(0xE0, channel, value & MAX_DATA, value >> 7);
    }

    /** All notes off. */
    public static int allNotesOff(int channel) {
        return controlChange(channel, 123, 0);
    }

    /** A message from its bytes. */
    public static int of(int status, int data1, int data2) {
        return (status & 0xFF) | ((data1 & 0xFF) << 8) | ((data2 & 0xFF) << 16);
    }

    /**
     * Number of bytes of the message with that status byte: 1, 2 or 3; 0 for system exclusive,
     * undefined status and data bytes.
     */
    public static int length(int status) {
        return switch (status & 0xF0) {
            case 0x80, 0x90, 0xA0, 0xB0, 0xE0 -> 3;
            case 0xC0, 0xD0 -> 2;
            case 0xF0 ->
                    switch (status & 0xFF) {
                        case 0xF1, 0xF3 -> 2;
                        case 0xF2 -> 3;
                        case 0xF6, 0xF8, 0xFA, 0xFB, 0xFC, 0xFE, 0xFF -> 1;
                        default -> 0;
                    };
            default -> 0;
        };
    }

    private static int of(int status, int channel, int data1, int data2) {
        check("channel", channel, 15);
        check("data1", data1, MAX_DATA);
        check("data2", data2, MAX_DATA);
        return of(status | channel, data1, data2);
    }

    private static void check(String name, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(
                    name + " must lie in 0 … " + max + ": " + name + "=" + value);
        }
    }
}

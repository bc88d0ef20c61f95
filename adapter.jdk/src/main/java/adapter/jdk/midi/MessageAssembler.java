package adapter.jdk.midi;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;

/**
 * Makes whole messages of the bytes of a MIDI cable: running status is written out, a real-time
 * byte is a message at once wherever it stands, system exclusive is collected, and what is longer
 * than the memory for it goes in parts as Java Sound has them (each but the first begins with F7).
 * Not thread-safe. The message is used again: whoever gets it is done with it when he returns.
 */
final class MessageAssembler {
    /** Where messages go. */
    @FunctionalInterface
    interface Sink {
        void message(MidiMessage message);
    }

    private static final int SYSEX = 0xF0;
    private static final int END_OF_SYSEX = 0xF7;
    private static final int FIRST_REAL_TIME = 0xF8;
    private static final int STATUS_BIT = 0x80;
    private static final int PART_BYTES = 16_384;

    private final Sink sink;
    private final ShortMessage message = new ShortMessage();

    /** Status of the message under way, running status included; 0 = none. */
    private int status;

    private int expected;
    private int count;
    private int first;

    private final byte[] sysex;
    private int sysexLength;
    private boolean inSysex;

    MessageAssembler(Sink sink) {
        this(sink, PART_BYTES);
    }

    MessageAssembler(Sink sink, int partBytes) {
        this.sink = sink;
        sysex = new byte[partBytes];
    }

    /** Takes the next byte, 0 … 255. */
    void accept(int value) {
        if (value >= FIRST_REAL_TIME) {
            send(value, 0, 0);
        } else if (value >= STATUS_BIT) {
            acceptStatus(value);
        } else if (inSysex) {
            addToSysex(value);
        } else if (status != 0) {
            acceptData(value);
        }
    }

    private void acceptStatus(int value) {
        if (inSysex) {
            endSysex(value == END_OF_SYSEX);
        }
        inSysex = value == SYSEX;
        count = 0;
        status = 0;
        if (inSysex) {
            sysexLength = 0;
            addToSysex(value);
            return;
        }
        expected = dataBytes(value);
        if (expected > 0) {
            status = value;
        } else if (expected == 0) {
            send(value, 0, 0);
        }
    }

    private void acceptData(int value) {
        if (++count < expected) {
            first = value;
            return;
        }
        count = 0;
        send(status, expected == 2 ? first : value, expected == 2 ? value : 0);
        if (status >= SYSEX) {
            status = 0; // no running status of system messages
        }
    }

    private void addToSysex(int value) {
        if (sysexLength == sysex.length) {
            sendSysex();
            sysex[0] = (byte) END_OF_SYSEX; // Java Sound's mark of a part; not sent on the cable
            sysexLength = 1;
        }
        sysex[sysexLength++] = (byte) value;
    }

    /** One that was cut off is left out, unless a part of it is on the cable: then it is ended. */
    private void endSysex(boolean whole) {
        inSysex = false;
        boolean begun = (sysex[0] & 0xFF) == END_OF_SYSEX;
        if (!whole && begun) {
            sysexLength = 1;
        }
        if (whole || begun) {
            addToSysex(END_OF_SYSEX);
            sendSysex();
        }
    }

    private void sendSysex() {
        try {
            sink.message(new SysexMessage(sysex, sysexLength));
        } catch (InvalidMidiDataException e) {
            throw new AssertionError("a system exclusive that begins with F0 or F7", e);
        }
    }

    private void send(int messageStatus, int data1, int data2) {
        try {
            message.setMessage(messageStatus, data1, data2);
        } catch (InvalidMidiDataException e) {
            throw new AssertionError("a message of checked bytes", e);
        }
        sink.message(message);
    }

    /**
     * Data bytes after a status byte; −1 = a status that does not exist or stands alone wrongly.
     */
    private static int dataBytes(int status) {
        return switch (status) {
            case 0xF1, 0xF3 -> 1;
            case 0xF2 -> 2;
            case 0xF6 -> 0;
            case 0xF4, 0xF5, END_OF_SYSEX -> -1;
            default -> (status & 0xE0) == 0xC0 ? 1 : 2;
        };
    }
}

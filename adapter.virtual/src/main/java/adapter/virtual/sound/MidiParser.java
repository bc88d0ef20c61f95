package adapter.virtual.sound;

import java.util.Arrays;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;

/**
 * Makes messages of the bytes of a MIDI cable, as a sound module does: running status, real-time
 * bytes anywhere, system exclusive of bounded length. A message has the time of its last byte.
 */
final class MidiParser {
    /** Where messages go. */
    @FunctionalInterface
    interface Sink {
        void message(long time100ns, MidiMessage message);
    }

    private static final int STATUS_BIT = 0x80;
    private static final int SYSEX = 0xF0;
    private static final int END_OF_SYSEX = 0xF7;
    private static final int FIRST_REAL_TIME = 0xF8;
    private static final int MAX_SYSEX = 65_536;

    private final Sink sink;

    /** Status of the message under way, running status included; 0 = none. */
    private int status;

    private int expected;
    private int count;
    private final int[] data = new int[2];
    private byte[] sysex = new byte[256];
    private int sysexLength;
    private boolean inSysex;

    MidiParser(Sink sink) {
        this.sink = sink;
    }

    void accept(long time100ns, int value) {
        if (value >= FIRST_REAL_TIME) {
            if (value == ShortMessage.ACTIVE_SENSING) { // the others mean nothing to a synthesizer
                send(time100ns, value, 0, 0);
            }
        } else if (value >= STATUS_BIT) {
            startMessage(time100ns, value);
        } else if (inSysex) {
            addToSysex(value);
        } else if (status != 0) {
            data[count++] = value;
            if (count == expected) {
                count = 0;
                send(time100ns, status, data[0], expected == 2 ? data[1] : 0);
            }
        }
    }

    private void startMessage(long time100ns, int value) {
        if (value == END_OF_SYSEX && inSysex) {
            addToSysex(value);
            sendSysex(time100ns);
        }
        inSysex = value == SYSEX;
        sysexLength = 0;
        count = 0;
        // System common messages end the running status; a sound module has no use for them.
        status = value < SYSEX ? value : 0;
        expected = (value & 0xF0) == 0xC0 || (value & 0xF0) == 0xD0 ? 1 : 2;
        if (inSysex) {
            addToSysex(value);
        }
    }

    private void addToSysex(int value) {
        if (sysexLength == sysex.length) {
            if (sysexLength == MAX_SYSEX) {
                inSysex = false; // longer than the memory of the module: ignored
                return;
            }
            sysex = Arrays.copyOf(sysex, sysexLength * 2);
        }
        sysex[sysexLength++] = (byte) value;
    }

    private void sendSysex(long time100ns) {
        if (!inSysex) {
            return;
        }
        try {
            sink.message(
                    time100ns, new SysexMessage(Arrays.copyOf(sysex, sysexLength), sysexLength));
        } catch (InvalidMidiDataException e) {
            throw new AssertionError("a system exclusive that begins with F0", e);
        }
    }

    private void send(long time100ns, int messageStatus, int data1, int data2) {
        try {
            sink.message(time100ns, new ShortMessage(messageStatus, data1, data2));
        } catch (InvalidMidiDataException e) {
            throw new AssertionError("a message of checked bytes", e);
        }
    }
}

package adapter.jack.midi;

/**
 * Puts bytes together to whole messages, since JACK takes nothing else: running status is written
 * out, real-time bytes come out of the middle of others, bytes that belong to nothing are dropped.
 * One thread.
 */
final class MessageAssembler {
    /** Longest message; a longer system exclusive is dropped. */
    static final int MAX_MESSAGE = 16_384;

    private static final int STATUS_BIT = 0x80;
    private static final int SYSEX = 0xF0;
    private static final int TIME_CODE = 0xF1;
    private static final int SONG_POSITION = 0xF2;
    private static final int SONG_SELECT = 0xF3;
    private static final int TUNE_REQUEST = 0xF6;
    private static final int END_OF_SYSEX = 0xF7;
    private static final int REAL_TIME = 0xF8;

    private final byte[] message = new byte[MAX_MESSAGE];
    private int length;

    /** Length of the message under way; 0 = none, or system exclusive. */
    private int expected;

    private boolean inSysex;
    private boolean tooLong;

    private final byte[] realTime = new byte[1];
    private byte[] complete = message;
    private int completeLength;
    private long dropped;

    /** How long the message would be that this byte completes; 0 = it completes none. */
    int completes(int value) {
        if (value >= REAL_TIME || value == TUNE_REQUEST) {
            return 1;
        }
        if (value == END_OF_SYSEX) {
            return inSysex && !tooLong ? length + 1 : 0;
        }
        if (value >= STATUS_BIT || inSysex) {
            return 0;
        }
        return expected != 0 && length + 1 == expected ? expected : 0;
    }

    /** Takes a byte; true = it completed a message. */
    boolean accept(int value) {
        if (value >= REAL_TIME) {
            realTime[0] = (byte) value;
            return done(realTime, 1);
        }
        return value >= STATUS_BIT ? acceptStatus(value) : acceptData(value);
    }

    private boolean acceptStatus(int value) {
        if (value == END_OF_SYSEX) {
            boolean whole = inSysex && !tooLong && length < MAX_MESSAGE;
            if (inSysex && !whole) {
                dropped++;
            }
            if (whole) {
                message[length++] = (byte) value;
            }
            int size = length;
            begin(0);
            return whole && done(message, size);
        }
        if (inSysex) {
            dropped++; // ended by another status: never became whole
        }
        begin(lengthOf(value));
        inSysex = value == SYSEX;
        message[0] = (byte) value;
        length = 1;
        if (value == TUNE_REQUEST) {
            begin(0);
            return done(message, 1);
        }
        return false;
    }

    private boolean acceptData(int value) {
        if (inSysex) {
            if (length < MAX_MESSAGE - 1) {
                message[length++] = (byte) value;
            } else {
                tooLong = true;
            }
            return false;
        }
        if (expected == 0) {
            return false;
        }
        message[length++] = (byte) value;
        if (length < expected) {
            return false;
        }
        if ((message[0] & 0xFF) >= SYSEX) {
            int size = length;
            begin(0);
            return done(message, size);
        }
        length = 1; // running status: the status stays for the next
        return done(message, expected);
    }

    private void begin(int newExpected) {
        expected = newExpected;
        length = 0;
        inSysex = false;
        tooLong = false;
    }

    private static int lengthOf(int status) {
        return switch (status < SYSEX ? status & 0xF0 : status) {
            case 0x80, 0x90, 0xA0, 0xB0, 0xE0, SONG_POSITION -> 3;
            case 0xC0, 0xD0, TIME_CODE, SONG_SELECT -> 2;
            default -> 0;
        };
    }

    private boolean done(byte[] bytes, int size) {
        complete = bytes;
        completeLength = size;
        return true;
    }

    /** The message that was completed; its first {@link #size()} bytes, until the next byte. */
    byte[] message() {
        return complete;
    }

    /** Its length. */
    int size() {
        return completeLength;
    }

    /** System exclusive messages that were too long or never ended. */
    long dropped() {
        return dropped;
    }
}

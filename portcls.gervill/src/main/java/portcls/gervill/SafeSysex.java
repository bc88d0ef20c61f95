package portcls.gervill;

/**
 * Which system exclusive messages the synthesizer can stand. It takes some numbers in them as they
 * come, and its thread ends when they are out of range.
 */
final class SafeSysex {
    private static final int FIRST = 0xF0;
    private static final int LAST = 0xF7;
    private static final int CHANNELS = 16;

    private static final int REAL_TIME = 0x7F;
    private static final int DEVICE_CONTROL = 0x04;
    private static final int GLOBAL_PARAMETER_CONTROL = 0x05;
    private static final int DESTINATION_SETTINGS = 0x09;
    private static final int KEY_BASED_CONTROL = 0x0A;

    // Positions in a universal real-time message.
    private static final int SUB_ID_1 = 3;
    private static final int SUB_ID_2 = 4;
    private static final int CHANNEL = 5;
    private static final int PATH_LENGTH = 5;
    private static final int PARAMETER_WIDTH = 6;
    private static final int VALUE_WIDTH = 7;

    private SafeSysex() {}

    /** Whether it is whole: begins and ends as it must, with nothing but data bytes between. */
    static boolean isWhole(byte[] message) {
        int end = message.length - 1;
        if (end < 1 || (message[0] & 0xFF) != FIRST || (message[end] & 0xFF) != LAST) {
            return false;
        }
        for (int i = 1; i < end; i++) {
            if (message[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing in a whole message is out of range where that would do harm. */
    static boolean isHarmless(byte[] message) {
        if (message.length <= VALUE_WIDTH || message[1] != REAL_TIME) {
            return true;
        }
        return switch (message[SUB_ID_1]) {
            case DESTINATION_SETTINGS, KEY_BASED_CONTROL -> message[CHANNEL] < CHANNELS;
            case DEVICE_CONTROL ->
                    message[SUB_ID_2] != GLOBAL_PARAMETER_CONTROL
                            || isGlobalParameterHarmless(message);
            default -> true;
        };
    }

    private static boolean isGlobalParameterHarmless(byte[] message) {
        // Parameters and values of the effects that it knows are one byte wide.
        return message[PATH_LENGTH] == 1
                && message[PARAMETER_WIDTH] == 1
                && message[VALUE_WIDTH] == 1;
    }
}

package portcls.song;

import portcls.api.client.MidiMessages;

/** Whether bytes are whole messages on a MIDI wire. Real-time bytes may stand anywhere. */
final class WireCheck {
    enum Result {
        /** Whole messages. */
        WHOLE,
        /** Whole messages, at the end system exclusive that goes on. */
        OPEN,
        /** Something else; not to be sent. */
        UNSOUND
    }

    private static final int START = 0xF0;
    private static final int END = 0xF7;
    private static final int REAL_TIME = 0xF8;

    private WireCheck() {}

    /**
     * Checks bytes.
     *
     * @param inside whether system exclusive is open before the first of them
     */
    static Result check(byte[] data, int from, int to, boolean inside) {
        boolean exclusive = inside;
        int missing = 0;
        for (int i = from; i < to; i++) {
            int b = data[i] & 0xFF;
            if (b < 0x80) {
                if (!exclusive && missing-- == 0) {
                    return Result.UNSOUND;
                }
            } else if (b >= REAL_TIME) {
                if (MidiMessages.length(b) == 0) {
                    return Result.UNSOUND;
                }
            } else if (b == END && exclusive) {
                exclusive = false;
            } else if (exclusive || missing > 0) {
                return Result.UNSOUND;
            } else if (b == START) {
                exclusive = true;
            } else if (MidiMessages.length(b) == 0) {
                return Result.UNSOUND;
            } else {
                missing = MidiMessages.length(b) - 1;
            }
        }
        if (missing > 0) {
            return Result.UNSOUND;
        }
        return exclusive ? Result.OPEN : Result.WHOLE;
    }
}

package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Keeps channels from being tuned so high that synthesizers fail: some count out of their range,
 * others go round in a short loop a million times for a sample. Pitch bends of up to {@value
 * #MOST_BEND} semitones and tunings of up to {@value #MOST_COARSE} are left as they are, as long as
 * both together are no more than {@value #MOST_OF_BOTH}. Belongs to whoever has the pin's {@link
 * Turn}.
 */
@Irql(Level.DISPATCH)
final class PitchLimits {
    /** Answer of {@link #limited}: it is not to be sent. */
    static final int LEFT_OUT = -1;

    static final int MOST_BEND = 48;
    static final int MOST_COARSE = 24;
    static final int MOST_OF_BOTH = 60;

    private static final int DATA_ENTRY = 6;
    private static final int INCREMENT = 96;
    private static final int DECREMENT = 97;
    private static final int NRPN_LSB = 98;
    private static final int NRPN_MSB = 99;
    private static final int RPN_LSB = 100;
    private static final int RPN_MSB = 101;
    private static final int RESET_CONTROLLERS = 121;

    private static final int BEND_RANGE = 0;
    private static final int COARSE_TUNING = 2;
    private static final int CENTER = 64;
    private static final byte USUAL_BEND = 2;
    private static final byte NONE = 127;

    // A universal real-time message: master coarse tuning.
    private static final int MASTER_TUNING_BYTES = 8;
    private static final int MAKER = 1;
    private static final int SUB_ID_1 = 3;
    private static final int SUB_ID_2 = 4;
    private static final int TUNING_MSB = 6;
    private static final int REAL_TIME = 0x7F;
    private static final int DEVICE_CONTROL = 0x04;
    private static final int MASTER_COARSE_TUNING = 0x04;

    /** The registered parameter that each channel has selected. */
    private final byte[] msb;

    private final byte[] lsb;

    // In semitones.
    private final byte[] bend;
    private final byte[] coarse;

    PitchLimits(int channels) {
        msb = new byte[channels];
        lsb = new byte[channels];
        bend = new byte[channels];
        coarse = new byte[channels];
        reset(0, channels);
    }

    /** As after a reset of the synthesizer. */
    void reset(int from, int to) {
        for (int channel = from; channel < to; channel++) {
            selectNone(channel);
            bend[channel] = USUAL_BEND;
            coarse[channel] = 0;
        }
    }

    private void selectNone(int channel) {
        msb[channel] = NONE;
        lsb[channel] = NONE;
    }

    /** The value with which a control change is to be sent, or {@link #LEFT_OUT}. */
    int limited(int channel, int controller, int value) {
        switch (controller) {
            case RPN_MSB -> msb[channel] = (byte) value;
            case RPN_LSB -> lsb[channel] = (byte) value;
            case NRPN_MSB, NRPN_LSB, RESET_CONTROLLERS -> selectNone(channel);
            case DATA_ENTRY -> {
                return entry(channel, value);
            }
            case INCREMENT, DECREMENT -> {
                return isOfPitch(channel) ? LEFT_OUT : value;
            }
            default -> {
                // Nothing that tunes.
            }
        }
        return value;
    }

    private int entry(int channel, int value) {
        if (!isOfPitch(channel)) {
            return value;
        }
        if (lsb[channel] == BEND_RANGE) {
            int most = Math.min(MOST_BEND, MOST_OF_BOTH - coarse[channel]);
            bend[channel] = (byte) Math.min(value, most);
            return bend[channel];
        }
        int most = Math.min(MOST_COARSE, MOST_OF_BOTH - bend[channel]);
        coarse[channel] = (byte) Math.clamp(value - CENTER, -MOST_COARSE, most);
        return CENTER + coarse[channel];
    }

    /** Whether a whole system exclusive message tunes all channels by more than is allowed. */
    static boolean tunesTooFar(byte[] message, int length) {
        return length == MASTER_TUNING_BYTES
                && message[MAKER] == REAL_TIME
                && message[SUB_ID_1] == DEVICE_CONTROL
                && message[SUB_ID_2] == MASTER_COARSE_TUNING
                && Math.abs(message[TUNING_MSB] - CENTER) > MOST_COARSE;
    }

    private boolean isOfPitch(int channel) {
        return msb[channel] == 0 && (lsb[channel] == BEND_RANGE || lsb[channel] == COARSE_TUNING);
    }
}

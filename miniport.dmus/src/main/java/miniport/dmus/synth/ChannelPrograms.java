package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Which instrument each channel of a pin has selected; the bank counts with the next program
 * change. Belongs to whoever has the pin's {@link Turn}.
 */
@Irql(Level.DISPATCH)
final class ChannelPrograms {
    private static final int GROUP_CHANNELS = 16;
    private static final int PERCUSSION_CHANNEL = 9;

    private final byte[] msb;
    private final byte[] lsb;

    /** A key of {@link Patches} for each channel. */
    private final int[] selected;

    ChannelPrograms(int channels) {
        msb = new byte[channels];
        lsb = new byte[channels];
        selected = new int[channels];
        reset(0, channels);
    }

    /** As after a reset of the synthesizer. */
    void reset(int from, int to) {
        for (int channel = from; channel < to; channel++) {
            msb[channel] = 0;
            lsb[channel] = 0;
            program(channel, 0);
        }
    }

    void bankMsb(int channel, int value) {
        msb[channel] = (byte) value;
    }

    void bankLsb(int channel, int value) {
        lsb[channel] = (byte) value;
    }

    void program(int channel, int program) {
        boolean percussion = channel % GROUP_CHANNELS == PERCUSSION_CHANNEL;
        selected[channel] = Patches.key(msb[channel], lsb[channel], program, percussion);
    }

    /** Key of the channel's instrument, for {@link Patches}. */
    int selected(int channel) {
        return selected[channel];
    }
}

package portcls.api.dmus;

/**
 * How important the notes of a channel are when voices run out ({@code kspropsetid-synth}). Values
 * are unsigned 32-bit; a level or'ed with the offset of the channel.
 */
public final class VoicePriority {
    public static final int CRITICAL = 0xF000_0000;
    public static final int HIGH = 0xC000_0000;
    public static final int STANDARD = 0x8000_0000;
    public static final int LOW = 0x4000_0000;
    public static final int PERSIST = 0x1000_0000;

    private static final int PERCUSSION = 9;
    private static final int HIGHEST_OFFSET = 0xF;

    private VoicePriority() {}

    /**
     * The priority that a channel has by itself: standard, percussion (10) before 1 … 9 before 11 …
     * 16, equal in all groups.
     *
     * @param channel 0 … 15
     */
    public static int ofChannel(int channel) {
        return STANDARD | offset(channel);
    }

    private static int offset(int channel) {
        if (channel < 0 || channel > 15) {
            throw new IllegalArgumentException("a channel lies in 0 … 15: channel=" + channel);
        }
        if (channel == PERCUSSION) {
            return HIGHEST_OFFSET;
        }
        return channel < PERCUSSION ? HIGHEST_OFFSET - 1 - channel : HIGHEST_OFFSET - channel;
    }
}

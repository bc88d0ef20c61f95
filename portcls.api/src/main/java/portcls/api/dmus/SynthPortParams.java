package portcls.api.dmus;

/**
 * How a synthesizer pin works, SYNTH_PORTPARAMS ({@code ns-dmusprop-_synth_portparams}): as a
 * client asks for it, and as the driver gives it.
 *
 * @param validParams which of the members count: {@link #VOICES} … in any combination
 * @param voices notes at a time
 * @param channelGroups groups of 16 channels, from 0
 * @param audioChannels channels of the sound
 * @param sampleRate frames per second
 * @param effectsFlags {@link SynthCaps#EFFECT_REVERB} … in any combination
 * @param share whether groups are shared between pins
 */
public record SynthPortParams(
        int validParams,
        int voices,
        int channelGroups,
        int audioChannels,
        int sampleRate,
        int effectsFlags,
        boolean share) {
    public static final int VOICES = 0x1;
    public static final int CHANNELGROUPS = 0x2;
    public static final int AUDIOCHANNELS = 0x4;
    public static final int SAMPLERATE = 0x8;
    public static final int EFFECT = 0x20;
    public static final int SHARE = 0x40;

    /** All members. */
    public static final int ALL =
            VOICES | CHANNELGROUPS | AUDIOCHANNELS | SAMPLERATE | EFFECT | SHARE;

    /** A wish for voices and channel groups; the rest is the driver's choice. */
    public static SynthPortParams of(int voices, int channelGroups) {
        return new SynthPortParams(VOICES | CHANNELGROUPS, voices, channelGroups, 0, 0, 0, false);
    }

    /** Whether a member counts. */
    public boolean has(int param) {
        return (validParams & param) != 0;
    }
}

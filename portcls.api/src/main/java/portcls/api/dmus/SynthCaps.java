package portcls.api.dmus;

import portcls.api.ks.KsId;

/**
 * What a synthesizer can do, SYNTHCAPS ({@code ns-dmusprop-_synthcaps}).
 *
 * @param guid class id of the synthesizer
 * @param flags {@link #DLS} … in any combination
 * @param memorySize bytes of sample memory, or {@link #SYSTEMMEMORY}
 * @param maxChannelGroups groups of 16 channels; {@link #UNKNOWN} as for the next two
 * @param maxVoices voices at a time
 * @param maxAudioChannels channels of its sound
 * @param effectFlags {@link #EFFECT_REVERB} … in any combination
 * @param description what people read; at most {@link #DESCRIPTION_CHARS} − 1 characters count
 */
public record SynthCaps(
        KsId guid,
        int flags,
        int memorySize,
        int maxChannelGroups,
        int maxVoices,
        int maxAudioChannels,
        int effectFlags,
        String description) {
    public static final int DLS = 0x1;
    public static final int EXTERNAL = 0x2;
    public static final int SOFTWARESYNTH = 0x4;
    public static final int MEMORYSIZEFIXED = 0x8;
    public static final int GMINHARDWARE = 0x10;
    public static final int GSINHARDWARE = 0x20;
    public static final int REVERB = 0x40;
    public static final int DLS2 = 0x200;

    /** As flag: samples lie in system memory; as memory size: as much as there is of it. */
    public static final int SYSTEMMEMORY = 0x7FFF_FFFF;

    public static final int EFFECT_NONE = 0;
    public static final int EFFECT_REVERB = 0x1;
    public static final int EFFECT_CHORUS = 0x2;
    public static final int EFFECT_DELAY = 0x4;

    /** A maximum that nobody knows. */
    public static final int UNKNOWN = -1;

    /** Room for the description in memory, with its zero. */
    public static final int DESCRIPTION_CHARS = 128;

    /** Whether all of these flags are set. */
    public boolean has(int wanted) {
        return (flags & wanted) == wanted;
    }
}

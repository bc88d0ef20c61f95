package portcls.sb16;

import java.util.EnumMap;
import java.util.Map;

/**
 * Volumes, tone, gain and switches of the mixer in 1/65536 dB. The chip has no mute: it is emulated
 * by the lowest volume, −62 dB, and the volume that was set is remembered meanwhile.
 *
 * <p>PASSIVE, one call at a time.
 */
public final class Ct1745Levels {
    /** 1/65536 dB in a decibel. */
    public static final int DECIBEL = 0x10000;

    /** Step of volumes and tone. */
    public static final int STEP = 2 * DECIBEL;

    /** Lowest volume; the highest is 0. */
    public static final int LOWEST_VOLUME = -62 * DECIBEL;

    /** Lowest bass and treble; the highest is its opposite. */
    public static final int LOWEST_TONE = -14 * DECIBEL;

    /** Step of gains, which begin at 0. */
    public static final int GAIN_STEP = 6 * DECIBEL;

    /** Highest gain. */
    public static final int HIGHEST_GAIN = 3 * GAIN_STEP;

    private static final int LOUDEST = 31;
    private static final int VOLUME_SHIFT = 3;
    private static final int TONE_SHIFT = 4;
    private static final int GAIN_SHIFT = 6;

    /** Values of tone registers below this one count twice. */
    private static final int TONE_MIDDLE = 8;

    private final Ct1745 mixer;

    /** Registers of what is muted, as they were set. */
    private final Map<Ct1745Volume, int[]> muted = new EnumMap<>(Ct1745Volume.class);

    public Ct1745Levels(Ct1745 mixer) {
        this.mixer = mixer;
    }

    /** A volume, 1/65536 dB; also of what is muted. */
    public int volume(Ct1745Volume volume, int channel) {
        int[] kept = muted.get(volume);
        int value = kept != null ? kept[channel] : mixer.read(volume.register() + channel);
        return ((value >> VOLUME_SHIFT) - LOUDEST) * STEP;
    }

    /** Sets a volume, 1/65536 dB: to the step below, −62 … 0 dB. What is muted stays so. */
    public void volume(Ct1745Volume volume, int channel, int level) {
        int steps = Math.floorDiv(Math.clamp(level, LOWEST_VOLUME, 0), STEP);
        int value = LOUDEST + steps << VOLUME_SHIFT;
        int[] kept = muted.get(volume);
        if (kept != null) {
            kept[channel] = value;
        } else {
            mixer.write(volume.register() + channel, value);
        }
    }

    /** Whether it is muted. */
    public boolean isMuted(Ct1745Volume volume) {
        return muted.containsKey(volume);
    }

    /** Mutes it, or lets it be heard as before. */
    public void mute(Ct1745Volume volume, boolean mute) {
        if (mute == isMuted(volume)) {
            return;
        }
        int[] kept = muted.remove(volume);
        if (kept != null) {
            for (int channel = 0; channel < kept.length; channel++) {
                mixer.write(volume.register() + channel, kept[channel]);
            }
            return;
        }
        int[] values = new int[volume.channels()];
        for (int channel = 0; channel < values.length; channel++) {
            values[channel] = mixer.read(volume.register() + channel);
            mixer.write(volume.register() + channel, 0);
        }
        muted.put(volume, values);
    }

    /** Bass or treble, 1/65536 dB. */
    public int tone(int register, int channel) {
        int value = mixer.read(register + channel) >> TONE_SHIFT;
        // −14 … 0 dB, then 0 … 14 dB: zero is there twice
        return (value < TONE_MIDDLE ? value - TONE_MIDDLE + 1 : value - TONE_MIDDLE) * STEP;
    }

    /**
     * Sets bass or treble, 1/65536 dB: to the step below, −14 … 14 dB.
     *
     * @param register {@link Ct1745#BASS} or {@link Ct1745#TREBLE}
     */
    public void tone(int register, int channel, int level) {
        int steps = Math.floorDiv(Math.clamp(level, LOWEST_TONE, -LOWEST_TONE), STEP);
        int value = steps < 0 ? steps + TONE_MIDDLE - 1 : steps + TONE_MIDDLE;
        mixer.write(register + channel, value << TONE_SHIFT);
    }

    /** A gain, 1/65536 dB. */
    public int gain(int register, int channel) {
        return (mixer.read(register + channel) >> GAIN_SHIFT) * GAIN_STEP;
    }

    /**
     * Sets a gain, 1/65536 dB: to the step below, 0 … 18 dB.
     *
     * @param register {@link Ct1745#INPUT_GAIN} or {@link Ct1745#OUTPUT_GAIN}
     */
    public void gain(int register, int channel, int level) {
        int steps = Math.clamp(level, 0, HIGHEST_GAIN) / GAIN_STEP;
        mixer.write(register + channel, steps << GAIN_SHIFT);
    }

    /** Whether a converter records a source's own channel. */
    public boolean isRecorded(Ct1745Source source, int channel) {
        return (mixer.read(Ct1745.INPUT_SWITCHES + channel) & source.bit(channel)) != 0;
    }

    /** Lets a converter record a source's own channel, or not. */
    public void record(Ct1745Source source, int channel, boolean recorded) {
        change(Ct1745.INPUT_SWITCHES + channel, source.bit(channel), recorded);
    }

    /** Whether a source is heard. */
    public boolean isHeard(Ct1745Source source) {
        return (mixer.read(Ct1745.OUTPUT_SWITCHES) & source.bits()) != 0;
    }

    /** Lets a source be heard, or not; MIDI and voice always are. */
    public void hear(Ct1745Source source, boolean heard) {
        change(Ct1745.OUTPUT_SWITCHES, source.bits(), heard);
    }

    /** Whether the microphone has automatic gain. */
    public boolean hasAgc() {
        return (mixer.read(Ct1745.MICROPHONE_AGC) & 1) == 0;
    }

    /** Gives the microphone automatic gain, or a fixed one of 20 dB. */
    public void agc(boolean on) {
        mixer.write(Ct1745.MICROPHONE_AGC, on ? 0 : 1);
    }

    private void change(int register, int bits, boolean on) {
        int value = mixer.read(register);
        mixer.write(register, on ? value | bits : value & ~bits);
    }
}

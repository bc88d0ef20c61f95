package portcls.api.adapter;

import org.jspecify.annotations.Nullable;

import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PropertyKey;
import portcls.api.wavert.WaveAudioProperty;

/**
 * A control of a {@link Mixer}; it becomes a node of that name.
 *
 * @param name unique among lines and controls of the mixer
 * @param type kind of node, see {@link NodeTypes}
 * @param property what can be asked and set; null for nodes that only join or convert
 * @param channels number of channels with a value of their own
 * @param range of levels, switches (0 … 1) and inputs; null without a property
 * @param uniform whether all channels always have the same value
 */
public record MixerControl(
        String name,
        KsId type,
        @Nullable PropertyKey<?> property,
        int channels,
        @Nullable Stepping range,
        boolean uniform) {
    private static final Stepping SWITCH = new Stepping(0, 1, 1);
    private static final Stepping PEAK = new Stepping(Integer.MIN_VALUE, Integer.MAX_VALUE, 1);

    public MixerControl {
        if (name.isBlank() || channels < 1) {
            throw new IllegalArgumentException(
                    "a control needs a name and at least one channel: name=\""
                            + name
                            + "\", channels="
                            + channels);
        }
        if ((property == null) != (range == null)) {
            throw new IllegalArgumentException(
                    "a control has a property and its range, or neither: name=\"" + name + "\"");
        }
    }

    /** A level, 1/65536 dB. */
    public static MixerControl volume(String name, int channels, Stepping range) {
        return of(name, NodeTypes.VOLUME, AudioProperty.VOLUMELEVEL, channels, range);
    }

    /** A switch that silences. */
    public static MixerControl mute(String name, int channels) {
        return of(name, NodeTypes.MUTE, AudioProperty.MUTE, channels, SWITCH);
    }

    /**
     * A tone control, 1/65536 dB.
     *
     * @param property BASS, MID or TREBLE of {@link AudioProperty}; one node has one of them, so
     *     that each gets a name of its own
     */
    public static MixerControl tone(
            String name, PropertyKey<Integer> property, int channels, Stepping range) {
        return of(name, NodeTypes.TONE, property, channels, range);
    }

    /** A switch that lifts the bass. */
    public static MixerControl bassBoost(String name, int channels) {
        return of(name, NodeTypes.TONE, AudioProperty.BASS_BOOST, channels, SWITCH);
    }

    /** A switch for automatic gain. */
    public static MixerControl agc(String name, int channels) {
        return of(name, NodeTypes.AGC, AudioProperty.AGC, channels, SWITCH);
    }

    /** A switch that lifts what the ear hears badly when it is soft. */
    public static MixerControl loudness(String name, int channels) {
        return of(name, NodeTypes.LOUDNESS, AudioProperty.LOUDNESS, channels, SWITCH);
    }

    /** Passes on one of its inputs 1 … {@code inputs}. */
    public static MixerControl mux(String name, int inputs) {
        return of(name, NodeTypes.MUX, AudioProperty.MUX_SOURCE, 1, new Stepping(1, inputs, 1));
    }

    /** The highest amplitude since it was read last. */
    public static MixerControl peakMeter(String name, int channels) {
        return of(name, NodeTypes.PEAKMETER, WaveAudioProperty.PEAKMETER2, channels, PEAK);
    }

    /** Adds its inputs. */
    public static MixerControl sum(String name) {
        return of(name, NodeTypes.SUM);
    }

    /** To analog. */
    public static MixerControl dac(String name) {
        return of(name, NodeTypes.DAC);
    }

    /** From analog. */
    public static MixerControl adc(String name) {
        return of(name, NodeTypes.ADC);
    }

    /** A node without a property. */
    public static MixerControl of(String name, KsId type) {
        return new MixerControl(name, type, null, 1, null, true);
    }

    /** The same control whose channels always have the same value. */
    public MixerControl asUniform() {
        return new MixerControl(name, type, property, channels, range, true);
    }

    private static MixerControl of(
            String name, KsId type, PropertyKey<?> property, int channels, Stepping range) {
        return new MixerControl(name, type, property, channels, range, channels == 1);
    }
}

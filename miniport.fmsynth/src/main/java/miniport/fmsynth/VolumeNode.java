package miniport.fmsynth;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * The volume of all that the synthesizer plays ({@code ksproperty-audio-volumelevel}): two channels
 * that share one value, in the chip's own steps of 0.75 dB, and silence. What was set is kept, and
 * set again when the device is back. PASSIVE, one call at a time.
 */
final class VolumeNode {
    /** 0.75 dB in 1/65536 dB. */
    private static final int STEP = 3 * 65_536 / 4;

    private static final int LOWEST = -Loudness.MOST * STEP;
    private static final int SILENCE = Integer.MIN_VALUE;
    private static final int ALL = -1;
    private static final int CHANNELS = 2;

    private final IntConsumer attenuation;
    private final KeptVolume kept;
    private int level;

    /**
     * A volume as it was left, 0 dB at first.
     *
     * @param attenuation is told what the volume takes off, in steps of 0.75 dB
     * @param kept where it is kept
     */
    VolumeNode(IntConsumer attenuation, KeptVolume kept) {
        this.attenuation = attenuation;
        this.kept = kept;
        kept.read().ifPresent(this::apply);
    }

    /** Its node. */
    NodeDescriptor descriptor() {
        Stepping range = new Stepping(LOWEST, 0, STEP);
        return NodeDescriptor.of(NodeTypes.VOLUME)
                .automation(
                        AutomationTable.of(
                                PropertyItem.of(AudioProperty.VOLUMELEVEL)
                                        .get(this::get)
                                        .set(this::set)
                                        .support(
                                                BasicSupport.channels(
                                                        List.of(range, range), true))));
    }

    private Integer get(PropertyRequest<Integer> request) {
        requireChannel(request.channel());
        return level;
    }

    /** Takes the nearest value that the chip has. */
    private void set(PropertyRequest<Integer> request, Integer wanted) {
        requireChannel(request.channel());
        apply(wanted);
        kept.keep(level);
    }

    private void apply(int wanted) {
        if (wanted == SILENCE) {
            level = SILENCE;
            attenuation.accept(Loudness.SILENT);
            return;
        }
        int steps = Math.round(-Math.clamp((long) wanted, LOWEST, 0) / (float) STEP);
        level = -steps * STEP;
        attenuation.accept(steps);
    }

    private static void requireChannel(int channel) {
        if (channel < ALL || channel >= CHANNELS) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "channel=" + channel + " is not there; use 0, 1, or -1 for both");
        }
    }
}

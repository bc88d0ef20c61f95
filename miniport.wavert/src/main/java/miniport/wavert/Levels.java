package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.StreamControls;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.wavert.ChannelTargetType;
import portcls.api.wavert.CurveType;

import java.util.Collections;
import java.util.List;

/**
 * Volume, mute and meter of a stream or a device, as the audio engine interfaces want them. Channel
 * −1 stands for all: it is the loudest one, the highest peak, and muted when all are.
 */
final class Levels {
    private static final int ALL = -1;

    private final StreamControls controls;

    Levels(StreamControls controls) {
        this.controls = controls;
    }

    int channels() {
        return controls.channels();
    }

    /** One range per channel. */
    List<Stepping> steppings(ChannelTargetType target) {
        Stepping one =
                switch (target) {
                    case VOLUME_ATTRIBUTE ->
                            new Stepping(controls.minimumLevel(), controls.maximumLevel(), 1);
                    case MUTE_ATTRIBUTE -> new Stepping(0, 1, 1);
                    case PEAK_METER_ATTRIBUTE ->
                            new Stepping(Integer.MIN_VALUE, Integer.MAX_VALUE, 1);
                };
        return Collections.nCopies(channels(), one);
    }

    int volume(int channel) {
        int loudest = Integer.MIN_VALUE;
        for (int i = first(channel); i < behind(channel); i++) {
            loudest = Math.max(loudest, controls.level(i));
        }
        return loudest;
    }

    /**
     * Sets a volume, the nearest one that the device has; {@link Integer#MIN_VALUE} is silence.
     *
     * @throws PortClsException INVALID_PARAMETER for a curve without its duration, or the reverse
     */
    void volume(int channel, int target, CurveType curve, long duration100ns) {
        if (duration100ns < 0 || curve == CurveType.NONE && duration100ns != 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a duration is 0 or more, and 0 without a curve: curveType="
                            + curve
                            + ", curveDuration100ns="
                            + duration100ns);
        }
        int level =
                target == Integer.MIN_VALUE
                        ? target
                        : Math.clamp(
                                (long) target, controls.minimumLevel(), controls.maximumLevel());
        for (int i = first(channel); i < behind(channel); i++) {
            controls.level(i, level, duration100ns);
        }
    }

    boolean muted(int channel) {
        boolean muted = true;
        for (int i = first(channel); i < behind(channel); i++) {
            muted &= controls.muted(i);
        }
        return muted;
    }

    void muted(int channel, boolean mute) {
        for (int i = first(channel); i < behind(channel); i++) {
            controls.muted(i, mute);
        }
    }

    /** Reading takes it back to 0. */
    int peak(int channel) {
        int highest = 0;
        for (int i = first(channel); i < behind(channel); i++) {
            highest = Math.max(highest, controls.peak(i));
        }
        return highest;
    }

    boolean effects() {
        return controls.effects();
    }

    /**
     * Switches effects.
     *
     * @throws PortClsException NOT_SUPPORTED when there are none to be switched
     */
    void effects(boolean on) {
        controls.effects(on);
        if (controls.effects() != on) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED, "this device cannot switch its effects: enable=" + on);
        }
    }

    private int first(int channel) {
        if (channel < ALL || channel >= channels()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "channel must lie in 0 … "
                            + (channels() - 1)
                            + ", or be -1 for all: channel="
                            + channel);
        }
        return channel == ALL ? 0 : channel;
    }

    private int behind(int channel) {
        return channel == ALL ? channels() : channel + 1;
    }
}

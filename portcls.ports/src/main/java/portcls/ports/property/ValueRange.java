package portcls.ports.property;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;

import java.util.List;

/**
 * Holds a level inside its declared range: setting one outside succeeds with the nearest that there
 * is ({@code ksproperty-audio-volumelevel}).
 */
final class ValueRange {
    private static final int ALL_CHANNELS = -1;

    private ValueRange() {}

    /**
     * The nearest allowed value. For all channels at once it may be any that one of them allows.
     *
     * @throws PortClsException INVALID_PARAMETER for a channel that is not there
     */
    static int clamp(BasicSupport support, int channel, int value) {
        List<Stepping> ranges = support.ranges();
        if (ranges.isEmpty()) {
            return value;
        }
        if (support.multichannel() && channel != ALL_CHANNELS) {
            if (channel < 0 || channel >= ranges.size()) {
                throw new PortClsException(
                        Status.INVALID_PARAMETER,
                        "channel must lie in 0 … "
                                + (ranges.size() - 1)
                                + " or be -1 for all: channel="
                                + channel);
            }
            return ranges.get(channel).clamp(value);
        }
        int minimum = ranges.stream().mapToInt(Stepping::minimum).min().orElseThrow();
        int maximum = ranges.stream().mapToInt(Stepping::maximum).max().orElseThrow();
        return Math.clamp((long) value, minimum, maximum);
    }
}

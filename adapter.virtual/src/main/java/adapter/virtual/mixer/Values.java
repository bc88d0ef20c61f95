package adapter.virtual.mixer;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** How the controls are set. Any thread; the streaming threads read it once for each block. */
final class Values {
    private static final double DECIBELS_PER_DECADE = 20;

    private final int channels;
    private final Map<Controls, AtomicIntegerArray> values = new EnumMap<>(Controls.class);
    private final AtomicIntegerArray peaks;

    /** Where nothing is changed and the microphone is recorded. */
    Values(int channels) {
        this.channels = channels;
        for (Controls control : Controls.values()) {
            values.put(control, new AtomicIntegerArray(channels));
        }
        peaks = new AtomicIntegerArray(channels);
        set(Controls.SOURCE, 0, 1);
    }

    /** Channels of the device. */
    int channels() {
        return channels;
    }

    int get(Controls control, int channel) {
        return of(control).get(channel);
    }

    void set(Controls control, int channel, int value) {
        of(control).set(channel, value);
    }

    private AtomicIntegerArray of(Controls control) {
        return Objects.requireNonNull(values.get(control)); // all are there
    }

    boolean isOn(Controls control) {
        return get(control, 0) != 0;
    }

    double decibels(Controls control, int channel) {
        return (double) get(control, channel) / Controls.DECIBEL;
    }

    /** Highest amplitude since the last call, 0 … {@link Integer#MAX_VALUE}. */
    int takePeak(int channel) {
        return peaks.getAndSet(channel, 0);
    }

    /** The streaming thread: tells an amplitude. */
    void peak(int channel, int peak) {
        int before = peaks.get(channel);
        while (peak > before && !peaks.compareAndSet(channel, before, peak)) {
            before = peaks.get(channel);
        }
    }

    /** The factor that a level is; the lowest one of a volume is still a sound. */
    static float factor(double decibels) {
        return decibels == 0 ? 1 : (float) Math.pow(10, decibels / DECIBELS_PER_DECADE);
    }
}

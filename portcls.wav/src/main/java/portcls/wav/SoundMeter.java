package portcls.wav;

import java.util.Objects;

/**
 * Measures a stream of float samples, channel by channel: peak, level, frequency. ±1 is full scale;
 * NaN counts as silence. Not thread-safe; {@link #add} allocates nothing.
 */
public final class SoundMeter {
    /** A rising edge counts after the signal was this part of its peak below zero: noise is not. */
    private static final double HYSTERESIS = 0.1;

    private final int sampleRate;
    private final Channel[] channels;
    private long frames;

    /**
     * Begins to measure.
     *
     * @param sampleRate frames per second
     */
    public SoundMeter(int channels, int sampleRate) {
        if (channels < 1 || sampleRate < 1) {
            throw new IllegalArgumentException(
                    "channels and sampleRate must be at least 1: channels="
                            + channels
                            + ", sampleRate="
                            + sampleRate);
        }
        this.sampleRate = sampleRate;
        this.channels = new Channel[channels];
        for (int i = 0; i < channels; i++) {
            this.channels[i] = new Channel();
        }
    }

    /**
     * Adds a block of interleaved frames.
     *
     * @param offset index into {@code samples}
     * @param count frames
     */
    public void add(float[] samples, int offset, int count) {
        Objects.checkFromIndexSize(offset, (long) count * channels.length, samples.length);
        for (int i = 0; i < channels.length; i++) {
            channels[i].add(samples, offset + i, channels.length, count, frames);
        }
        frames += count;
    }

    /** Frames measured. */
    public long frames() {
        return frames;
    }

    /** The largest absolute sample. */
    public double peak(int channel) {
        return channels[channel].peak;
    }

    /** Root of the mean square; a sine at full scale has 0.707. */
    public double rms(int channel) {
        return frames == 0 ? 0 : Math.sqrt(channels[channel].squares / frames);
    }

    /**
     * {@link #rms} in dB; a square wave at full scale has 0, a sine −3.01, silence negative
     * infinity.
     */
    public double rmsDbfs(int channel) {
        return 20 * Math.log10(rms(channel));
    }

    /**
     * The frequency in Hz between the first and the last rising edge, which are placed between two
     * samples; 0 when there are not two edges. It is exact for a steady tone around zero.
     */
    public double frequency(int channel) {
        Channel measured = channels[channel];
        return measured.edges < 2
                ? 0
                : sampleRate * (measured.edges - 1.0) / (measured.lastEdge - measured.firstEdge);
    }

    private static final class Channel {
        double peak;
        double squares;
        long edges;
        double firstEdge;
        double lastEdge;
        private double before;
        private boolean wasLow;

        void add(float[] samples, int first, int step, int count, long frame) {
            for (int i = 0; i < count; i++) {
                float sample = samples[first + i * step];
                double now = Float.isNaN(sample) ? 0 : sample;
                peak = Math.max(peak, Math.abs(now));
                squares += now * now;
                if (now < -HYSTERESIS * peak) {
                    wasLow = true;
                }
                if (wasLow && before < 0 && now >= 0) {
                    wasLow = false;
                    edge(frame + i - now / (now - before));
                }
                before = now;
            }
        }

        private void edge(double time) {
            if (edges++ == 0) {
                firstEdge = time;
            }
            lastEdge = time;
        }
    }
}

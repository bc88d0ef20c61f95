package adapter.virtual.wave;

import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.lang.foreign.MemorySegment;

/** A sine on all channels, which begins at 0 with the stream. */
final class ToneSource implements CaptureSource {
    private static final double DECIBELS_PER_DECADE = 20;

    private final SampleCodec codec;
    private final int channels;
    private final int rate;
    private final int frequency;
    private final double amplitude;
    private final float[] samples;

    /**
     * Makes one.
     *
     * @param frequency Hz
     * @param level of its peaks, dB below full scale: 0 or less
     */
    ToneSource(WaveFormat format, int frequency, int level) {
        this.frequency = frequency;
        codec = SampleCodec.of(format);
        channels = format.channels();
        rate = format.samplesPerSecond();
        amplitude = Math.pow(10, level / DECIBELS_PER_DECADE);
        samples = new float[Pacer.blockFrames(rate) * channels];
    }

    @Override
    public int read(long frame, int from, int count, MemorySegment to, long offset) {
        for (int i = 0; i < count; i++) {
            long turn = (frame + i) % rate * frequency % rate; // whole turns in a second
            float sample = (float) (amplitude * Math.sin(2 * Math.PI * turn / rate));
            for (int channel = 0; channel < channels; channel++) {
                samples[i * channels + channel] = sample;
            }
        }
        codec.encode(samples, 0, to, offset, count * channels);
        return 0;
    }
}

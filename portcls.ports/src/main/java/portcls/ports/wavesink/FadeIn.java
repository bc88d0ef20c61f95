package portcls.ports.wavesink;

import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.lang.foreign.MemorySegment;

/**
 * Lets a sound that goes on after a gap begin softly, within 5 ms: long enough not to click, too
 * short to be heard as a fade. Music that begins is not faded, its first note would be dull.
 */
final class FadeIn {
    private static final int PARTS_OF_SECOND = 200;

    private final SampleCodec codec;
    private final int channels;
    private final int frameBytes;
    private final int frames;
    private final float[] samples;
    private int done;

    FadeIn(WaveFormat format) {
        codec = SampleCodec.of(format);
        channels = format.channels();
        frameBytes = format.blockAlign();
        frames = Math.ceilDiv(format.samplesPerSecond(), PARTS_OF_SECOND);
        samples = new float[frames * channels];
    }

    /** Whether it is still fading. */
    boolean isUnderWay() {
        return done < frames;
    }

    /** Makes what comes next softer. */
    void apply(MemorySegment packet) {
        int count = (int) Math.min(packet.byteSize() / frameBytes, frames - done);
        codec.decode(packet, 0, samples, 0, count * channels);
        for (int i = 0; i < count * channels; i++) {
            samples[i] *= (float) (done + i / channels) / frames;
        }
        codec.encode(samples, 0, packet, 0, count * channels);
        done += count;
    }
}

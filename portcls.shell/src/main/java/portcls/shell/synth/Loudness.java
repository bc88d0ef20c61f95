package portcls.shell.synth;

import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.wav.SampleCodec;

import java.lang.foreign.MemorySegment;

/** Finds out how long there has been silence. For one thread. */
final class Loudness {
    /** What nobody hears, −84 dBFS: two steps of 16 bits. */
    private static final float SILENCE = 2f / (1 << 15);

    private final WaveFormat format;
    private final SampleCodec codec;
    private final float[] samples;
    private long silentFrames;

    /**
     * Begins.
     *
     * @param frames of a block
     */
    Loudness(WaveFormat format, int frames) {
        this.format = format;
        codec = SampleCodec.of(format);
        samples = new float[frames * format.channels()];
    }

    /** Adds a block. */
    void add(MemorySegment block) {
        codec.decode(block, 0, samples, 0, samples.length);
        int quiet = 0;
        for (int i = samples.length - 1; i >= 0 && Math.abs(samples[i]) <= SILENCE; i--) {
            quiet++;
        }
        int frames = quiet / format.channels();
        silentFrames = quiet == samples.length ? silentFrames + frames : frames;
    }

    /** How long there has been silence until now, 100 ns. */
    long silence100ns() {
        return silentFrames * ReferenceTime.SECOND / format.samplesPerSecond();
    }
}

package portcls.shell.wave;

import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Float samples that are converted to those of the device. */
final class CodedSound implements Sound {
    private final FloatSource source;
    private final SampleCodec codec;
    private float[] block = new float[0];

    /** Takes a source of the same rate and channels. */
    CodedSound(FloatSource source, WaveFormat format) {
        this.source = source;
        codec = SampleCodec.of(format);
    }

    @Override
    public long frames() {
        return source.frames();
    }

    @Override
    public int fill(MemorySegment packet, int count) throws IOException {
        int samples = count * source.channels();
        if (block.length < samples) {
            block = new float[samples];
        }
        int done = source.read(block, count);
        codec.encode(block, 0, packet, 0, done * source.channels());
        return done;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

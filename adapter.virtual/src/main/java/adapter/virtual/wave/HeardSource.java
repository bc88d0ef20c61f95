package adapter.virtual.wave;

import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * What the device plays, two blocks later, for a stream on another clock. Of another rate it is
 * stretched along straight lines. When nothing plays it is silent.
 */
final class HeardSource implements CaptureSource {
    private static final int BLOCKS_BEHIND = 2;

    private final HeardRing ring;
    private final SampleCodec codec;
    private final int channels;
    private final int rate;
    private final float[] heard;
    private final float[] converted;
    private long position = Long.MAX_VALUE;
    private double fraction;
    private boolean plays;

    HeardSource(HeardRing ring, WaveFormat format) {
        this.ring = ring;
        codec = SampleCodec.of(format);
        channels = format.channels();
        rate = format.samplesPerSecond();
        int frames = Pacer.blockFrames(rate);
        heard = new float[frames * ring.channels()];
        converted = new float[frames * channels];
    }

    @Override
    public int read(long frame, int from, int count, MemorySegment to, long offset) {
        int heardRate = ring.rate();
        long end = ring.written();
        long ahead = end - position;
        if (ahead < 0 || ahead > HeardRing.readable()) {
            position = end;
            ahead = 0;
            plays = false;
        }
        plays |= ahead >= (long) BLOCKS_BEHIND * Pacer.blockFrames(heardRate);
        int done = 0;
        double step = (double) heardRate / rate;
        while (plays && done < count) {
            if (end - position < (fraction == 0 ? 1 : 2)) {
                plays = false;
                fraction = 0;
                position = end;
                break;
            }
            ring.read(position, fraction, heard, done * ring.channels());
            double next = fraction + step;
            position += (long) next;
            fraction = next - (long) next;
            done++;
        }
        ring.silence(heard, done * ring.channels(), count - done);
        Arrays.fill(converted, 0, count * channels, 0);
        Samples.add(heard, 0, ring.channels(), converted, channels, count);
        Samples.clip(converted, count * channels);
        codec.encode(converted, 0, to, offset, count * channels);
        return 0;
    }
}

package adapter.virtual.wave;

import java.util.Arrays;

/**
 * What the device plays, for those who record on another clock: the last frames of the mix. One
 * streaming thread writes, any number read; neither waits for the other, locks or allocates.
 */
final class HeardRing {
    /** Eight blocks at the highest rate. */
    private static final int FRAMES = 1 << 15;

    private final int channels;
    private final float[] frames;
    private volatile int rate = Endpoints.LOWEST_RATE;
    private volatile long written;

    HeardRing(int channels) {
        this.channels = channels;
        frames = new float[FRAMES * channels];
    }

    int channels() {
        return channels;
    }

    /** How many of the last frames can be read for sure: the writer is at the others. */
    static int readable() {
        return FRAMES / 2;
    }

    /** Sample rate of what was written last. */
    int rate() {
        return rate;
    }

    /** Frames that were ever written. */
    long written() {
        return written;
    }

    /** The writer: more frames. */
    void write(float[] samples, int count, int newRate) {
        long at = written;
        int first = Math.min(count, FRAMES - index(at));
        System.arraycopy(samples, 0, frames, index(at) * channels, first * channels);
        System.arraycopy(samples, first * channels, frames, 0, (count - first) * channels);
        rate = newRate;
        written = at + count;
    }

    /** The writer: more frames, of which nothing is heard. */
    void writeSilence(int count, int newRate) {
        long at = written;
        int first = Math.min(count, FRAMES - index(at));
        silence(frames, index(at) * channels, first);
        silence(frames, 0, count - first);
        rate = newRate;
        written = at + count;
    }

    /** A reader: copies frames that lie together, or the one that lies between two. */
    void read(long frame, double fraction, float[] to, int offset) {
        int at = index(frame) * channels;
        int next = index(frame + 1) * channels;
        if (fraction == 0) {
            System.arraycopy(frames, at, to, offset, channels);
            return;
        }
        for (int channel = 0; channel < channels; channel++) {
            float before = frames[at + channel];
            float after = frames[next + channel];
            to[offset + channel] = (float) (before + (after - before) * fraction);
        }
    }

    /** Silence. */
    void silence(float[] to, int offset, int count) {
        Arrays.fill(to, offset, offset + count * channels, 0);
    }

    private static int index(long frame) {
        return (int) (frame & FRAMES - 1);
    }
}

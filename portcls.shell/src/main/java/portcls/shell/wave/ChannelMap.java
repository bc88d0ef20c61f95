package portcls.shell.wave;

import java.io.IOException;

/**
 * The same sound with another number of channels. One channel goes to all; all go to one as their
 * mean; else each goes to its own, those that are too many are left out, those that are missing are
 * silent.
 */
final class ChannelMap implements FloatSource {
    private final FloatSource source;
    private final int channels;
    private float[] block = new float[0];

    ChannelMap(FloatSource source, int channels) {
        this.source = source;
        this.channels = channels;
    }

    /** What it does, for people. */
    static String text(int from, int to) {
        if (from == 1) {
            return "one channel on all " + to;
        }
        if (to == 1) {
            return "the mean of " + from + " channels";
        }
        return from > to
                ? "the first " + to + " of " + from + " channels"
                : from + " channels on the first of " + to;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int rate() {
        return source.rate();
    }

    @Override
    public long frames() {
        return source.frames();
    }

    @Override
    public int read(float[] into, int count) throws IOException {
        int from = source.channels();
        if (block.length < count * from) {
            block = new float[count * from];
        }
        int done = source.read(block, count);
        for (int frame = 0; frame < done; frame++) {
            for (int channel = 0; channel < channels; channel++) {
                into[frame * channels + channel] = sample(frame * from, from, channel);
            }
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private float sample(int at, int from, int channel) {
        if (from == 1) {
            return block[at];
        }
        if (channels == 1) {
            float sum = 0;
            for (int i = 0; i < from; i++) {
                sum += block[at + i];
            }
            return sum / from;
        }
        return channel < from ? block[at + channel] : 0;
    }
}

package adapter.virtual.wave;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What a device plays in one block: the sum of its streams in the device's channels, clipped at
 * full scale. It is summed up when somebody wants it. A stream that sounds alone and unchanged can
 * be had as it is, too. The streaming thread's own.
 */
final class Mix {
    private final int channels;
    private final @Nullable RenderStream[] streams;
    private final float[] sum;
    private int count;
    private int frames;
    private boolean isSummed;

    Mix(int channels, int maximumStreams, int maximumFrames) {
        this.channels = channels;
        streams = new @Nullable RenderStream[maximumStreams];
        sum = new float[channels * maximumFrames];
    }

    /** A new block begins. */
    void begin(int blockFrames) {
        frames = blockFrames;
        count = 0;
        isSummed = false;
    }

    /** A stream that sounds in this block. */
    void add(RenderStream stream) {
        streams[count] = stream;
        count++;
    }

    /** The block is over: streams that are closed before the next one are not held on to. */
    void end() {
        Arrays.fill(streams, 0, count, null);
        count = 0;
    }

    /** Channels of the device. */
    int channels() {
        return channels;
    }

    /** Whether no stream runs in this block. */
    boolean isSilent() {
        return count == 0;
    }

    /** The stream whose frames are, unchanged, all that sounds; null when there is none. */
    @Nullable RenderStream lone() {
        RenderStream first = count == 1 ? streams[0] : null;
        return first != null && first.isUnchanged() ? first : null;
    }

    /** The frames of this block, channels interleaved. */
    float[] samples() {
        if (!isSummed) {
            isSummed = true;
            Arrays.fill(sum, 0, frames * channels, 0);
            for (int i = 0; i < count; i++) {
                RenderStream stream = streams[i];
                if (stream != null) {
                    Samples.add(
                            stream.samples(), stream.format().channels(), sum, channels, frames);
                }
            }
            Samples.clip(sum, frames * channels);
        }
        return sum;
    }
}

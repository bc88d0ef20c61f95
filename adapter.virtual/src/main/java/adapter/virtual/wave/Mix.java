package adapter.virtual.wave;

import adapter.virtual.mixer.RenderChain;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What a device plays in one block: the sum of its streams in the device's channels, clipped at
 * full scale, as the device's mixer changes it. Without a mixer it is summed up when somebody wants
 * it. A stream that sounds alone and unchanged can be had as it is, too. With a stream that is
 * copy-protected it is secret: to be heard, not to be stored. The streaming thread's own.
 */
final class Mix {
    private final int channels;
    private final @Nullable RenderStream[] streams;
    private final float[] sum;
    private final @Nullable RenderChain chain;
    private final @Nullable HeardRing heard;
    private int count;
    private int frames;
    private int rate;
    private boolean isSummed;
    private boolean isChanged;
    private boolean isSecret;

    /**
     * A mix.
     *
     * @param mixer what changes it; null = nothing
     */
    Mix(int channels, int maximumStreams, int maximumFrames, @Nullable RenderChain mixer) {
        this.channels = channels;
        chain = mixer;
        heard = mixer == null ? null : new HeardRing(channels);
        streams = new @Nullable RenderStream[maximumStreams];
        sum = new float[channels * maximumFrames];
    }

    /** What it was, for those on another clock; null when there is no mixer that would ask. */
    @Nullable HeardRing heard() {
        return heard;
    }

    /**
     * A new block begins.
     *
     * @param frame number of its first frame on the device's clock
     */
    void begin(long frame, int blockFrames, int blockRate) {
        frames = blockFrames;
        rate = blockRate;
        count = 0;
        isSummed = false;
        isChanged = false;
        isSecret = false;
        RenderChain mixer = chain;
        if (mixer != null) {
            mixer.begin(frame, blockFrames, blockRate);
        }
    }

    /**
     * A stream that sounds in this block.
     *
     * @param secret whether it must not be stored
     */
    void add(RenderStream stream, boolean secret) {
        isSecret |= secret;
        streams[count] = stream;
        count++;
    }

    /** All streams were added: the mixer changes what sounds, and its meter sees it. */
    void finish() {
        RenderChain mixer = chain;
        HeardRing ring = heard;
        if (mixer != null && ring != null && count > 0) {
            isChanged = !mixer.isNeutral();
            float[] all = samples();
            mixer.measure(all, frames);
            if (isSecret) {
                ring.writeSilence(frames, rate);
            } else {
                ring.write(all, frames, rate);
            }
        }
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

    /** Whether this block holds nothing for those who store it: no stream runs, or it is secret. */
    boolean isSilentToStore() {
        return count == 0 || isSecret;
    }

    /** The stream whose frames are, unchanged, all that sounds; null when there is none. */
    @Nullable RenderStream lone() {
        RenderStream first = count == 1 && !isChanged ? streams[0] : null;
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
                            stream.samples(), 0, stream.format().channels(), sum, channels, frames);
                }
            }
            RenderChain mixer = chain;
            if (isChanged && mixer != null) {
                mixer.apply(sum, frames);
            }
            Samples.clip(sum, frames * channels);
        }
        return sum;
    }
}

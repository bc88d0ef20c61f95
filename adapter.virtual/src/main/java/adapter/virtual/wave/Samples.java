package adapter.virtual.wave;

import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;

/** Work on samples that needs no conversion. Allocates nothing. */
final class Samples {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[CHUNK_BYTES]);
    private static final MemorySegment MIDDLES = MemorySegment.ofArray(new byte[CHUNK_BYTES]);

    static {
        MIDDLES.fill((byte) 0x80);
    }

    private Samples() {}

    /** Whether frames of one format are, byte by byte, frames of the other; the rate aside. */
    static boolean same(WaveFormat one, WaveFormat other) {
        return one.subFormat().equals(other.subFormat())
                && one.channels() == other.channels()
                && one.bitsPerSample() == other.bitsPerSample()
                && one.validBitsPerSample() == other.validBitsPerSample();
    }

    /** Writes silence. */
    static void silence(WaveFormat format, MemorySegment to, long offset, int frames) {
        MemorySegment silence = silence(format);
        long left = (long) frames * format.blockAlign();
        long at = offset;
        while (left > 0) {
            long part = Math.min(left, CHUNK_BYTES);
            MemorySegment.copy(silence, 0, to, at, part);
            at += part;
            left -= part;
        }
    }

    /** Some silence of a format. */
    static MemorySegment silence(WaveFormat format) {
        return format.bitsPerSample() == Byte.SIZE ? MIDDLES : ZEROS;
    }

    /**
     * Adds frames to others that have another number of channels: a single channel goes to all, a
     * channel else to the one of the same number, and what is left over begins again at the first.
     * Where several come together it is their mean, so that full scale stays full scale.
     *
     * @param first frame of {@code from}
     */
    static void add(
            float[] from, int first, int fromChannels, float[] to, int toChannels, int frames) {
        int start = first * fromChannels;
        if (fromChannels == toChannels) {
            for (int i = 0; i < frames * toChannels; i++) {
                to[i] += from[start + i];
            }
        } else if (fromChannels == 1) {
            for (int i = 0; i < frames * toChannels; i++) {
                to[i] += from[start + i / toChannels];
            }
        } else {
            float weight = weight(fromChannels, toChannels);
            for (int frame = 0; frame < frames; frame++) {
                for (int channel = 0; channel < fromChannels; channel++) {
                    to[frame * toChannels + channel % toChannels] +=
                            from[start + frame * fromChannels + channel] * weight;
                }
            }
        }
    }

    /** What each channel counts where there are fewer: the same for all, so that none moves. */
    private static float weight(int fromChannels, int toChannels) {
        return 1f / Math.ceilDiv(fromChannels, toChannels);
    }

    /** Keeps samples within full scale. */
    static void clip(float[] samples, int count) {
        for (int i = 0; i < count; i++) {
            samples[i] = Math.clamp(samples[i], -1f, 1f);
        }
    }
}

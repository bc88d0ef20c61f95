package portcls.wav;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Converts the samples of a wave format from and to float, where ±1 is full scale: unsigned 8 bits,
 * signed 16, 24 (packed) and 32 bits, IEEE float of 32 and 64 bits, all little-endian and at any
 * alignment. Where fewer bits count than the container has, they are its upper ones ({@code
 * extensible-wave-format-descriptors}).
 *
 * <p>To float, integers of up to 24 bits are exact. To integers, a sample is rounded to the nearest
 * value (a half upwards) and clipped. To and from floats nothing is clipped. NaN becomes 0
 * everywhere.
 *
 * <p>Immutable, for any thread; allocates nothing. An offset or a count outside of its memory
 * throws {@link IndexOutOfBoundsException} before anything is converted.
 */
public abstract sealed class SampleCodec
        permits U8Codec, S16Codec, S24Codec, S32Codec, F32Codec, F64Codec {
    /** Floats of a plane, as the machine has them. */
    static final ValueLayout.OfFloat PLANE = ValueLayout.JAVA_FLOAT_UNALIGNED;

    static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytesPerSample;

    SampleCodec(int bytesPerSample) {
        this.bytesPerSample = bytesPerSample;
    }

    /**
     * The codec of a format.
     *
     * @throws IllegalArgumentException when there is none; says which formats have one
     */
    public static SampleCodec of(WaveFormat format) {
        int bits = format.bitsPerSample();
        int validBits = format.validBitsPerSample();
        SampleCodec codec = null;
        if (format.subFormat().equals(FormatIds.SUBTYPE_PCM)) {
            codec =
                    switch (bits) {
                        case 8 -> new U8Codec(validBits);
                        case 16 -> new S16Codec(validBits);
                        case 24 -> new S24Codec(validBits);
                        case 32 -> new S32Codec(validBits);
                        default -> null;
                    };
        } else if (format.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT)) {
            codec =
                    switch (bits) {
                        case 32 -> new F32Codec();
                        case 64 -> new F64Codec();
                        default -> null;
                    };
        }
        if (codec != null) {
            return codec;
        }
        throw new IllegalArgumentException(
                "samples can be converted when they are SUBTYPE_PCM of 8, 16, 24 or 32 bits or"
                        + " SUBTYPE_IEEE_FLOAT of 32 or 64 bits: subFormat="
                        + format.subFormat()
                        + ", bitsPerSample="
                        + bits);
    }

    /** Bytes of one sample of one channel. */
    public final int bytesPerSample() {
        return bytesPerSample;
    }

    /** The byte that silence is made of. */
    public byte silence() {
        return 0;
    }

    /**
     * Converts adjacent samples to float; the channels stay interleaved.
     *
     * @param srcOffset bytes into {@code src}
     * @param dstOffset index into {@code dst}
     * @param count samples, of all channels together
     */
    public final void decode(
            MemorySegment src, long srcOffset, float[] dst, int dstOffset, int count) {
        checkRun(src, srcOffset, dst, dstOffset, count);
        decodeRun(src, srcOffset, dst, dstOffset, count);
    }

    /**
     * Converts floats to adjacent samples; the channels stay interleaved.
     *
     * @param srcOffset index into {@code src}
     * @param dstOffset bytes into {@code dst}
     * @param count samples, of all channels together
     */
    public final void encode(
            float[] src, int srcOffset, MemorySegment dst, long dstOffset, int count) {
        checkRun(dst, dstOffset, src, srcOffset, count);
        encodeRun(src, srcOffset, dst, dstOffset, count);
    }

    /**
     * Takes one channel out of interleaved frames, as a plane of floats in the machine's byte
     * order.
     *
     * @param srcOffset bytes to the first sample of the channel
     * @param strideBytes bytes from one sample of the channel to the next
     * @param dst gets {@code frames} floats at its start
     */
    public final void decodeChannel(
            MemorySegment src, long srcOffset, int strideBytes, MemorySegment dst, int frames) {
        checkChannel(src, srcOffset, strideBytes, dst, frames);
        decodePlane(src, srcOffset, strideBytes, dst, frames);
    }

    /**
     * Puts a plane of floats in the machine's byte order into interleaved frames, as one channel.
     *
     * @param src has {@code frames} floats at its start
     * @param dstOffset bytes to the first sample of the channel
     * @param strideBytes bytes from one sample of the channel to the next
     */
    public final void encodeChannel(
            MemorySegment src, MemorySegment dst, long dstOffset, int strideBytes, int frames) {
        checkChannel(dst, dstOffset, strideBytes, src, frames);
        encodePlane(src, dst, dstOffset, strideBytes, frames);
    }

    abstract void decodeRun(MemorySegment src, long from, float[] dst, int to, int count);

    abstract void encodeRun(float[] src, int from, MemorySegment dst, long to, int count);

    abstract void decodePlane(
            MemorySegment src, long from, int stride, MemorySegment dst, int frames);

    abstract void encodePlane(
            MemorySegment src, MemorySegment dst, long to, int stride, int frames);

    private void checkRun(
            MemorySegment samples, long offset, float[] floats, int index, int count) {
        Objects.checkFromIndexSize(index, count, floats.length);
        Objects.checkFromIndexSize(offset, (long) count * bytesPerSample, samples.byteSize());
    }

    private void checkChannel(
            MemorySegment samples, long offset, int stride, MemorySegment plane, int frames) {
        Objects.checkFromIndexSize(0L, (long) frames * Float.BYTES, plane.byteSize());
        if (stride < bytesPerSample) {
            throw new IllegalArgumentException(
                    "samples must not overlap: strideBytes="
                            + stride
                            + ", bytesPerSample="
                            + bytesPerSample);
        }
        long bytes = frames == 0 ? 0 : (frames - 1L) * stride + bytesPerSample;
        Objects.checkFromIndexSize(offset, bytes, samples.byteSize());
    }
}

package portcls.wav;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Signed 24 bits, three bytes each. */
final class S24Codec extends SampleCodec {
    private static final float TO_FLOAT = 1f / (1L << 23);

    private final Quantizer quantizer;

    S24Codec(int validBits) {
        super(3);
        quantizer = new Quantizer(24, validBits);
    }

    @Override
    void decodeRun(MemorySegment src, long from, float[] dst, int to, int count) {
        for (int i = 0; i < count; i++) {
            dst[to + i] = get(src, from + (long) i * 3) * TO_FLOAT;
        }
    }

    @Override
    void encodeRun(float[] src, int from, MemorySegment dst, long to, int count) {
        Quantizer q = quantizer;
        for (int i = 0; i < count; i++) {
            put(dst, to + (long) i * 3, q.quantize(src[from + i]));
        }
    }

    @Override
    void decodePlane(MemorySegment src, long from, int stride, MemorySegment dst, int frames) {
        for (int i = 0; i < frames; i++) {
            dst.set(PLANE, (long) i * Float.BYTES, get(src, from + (long) i * stride) * TO_FLOAT);
        }
    }

    @Override
    void encodePlane(MemorySegment src, MemorySegment dst, long to, int stride, int frames) {
        Quantizer q = quantizer;
        for (int i = 0; i < frames; i++) {
            put(dst, to + (long) i * stride, q.quantize(src.get(PLANE, (long) i * Float.BYTES)));
        }
    }

    private static int get(MemorySegment src, long at) {
        return src.get(SHORT, at) & 0xFFFF | src.get(ValueLayout.JAVA_BYTE, at + 2) << 16;
    }

    private static void put(MemorySegment dst, long at, int value) {
        dst.set(SHORT, at, (short) value);
        dst.set(ValueLayout.JAVA_BYTE, at + 2, (byte) (value >> 16));
    }
}

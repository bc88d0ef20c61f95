package portcls.wav;

import java.lang.foreign.MemorySegment;

/** Signed 32 bits; often 24 of them count. */
final class S32Codec extends SampleCodec {
    private static final float TO_FLOAT = 1f / (1L << 31);

    private final Quantizer quantizer;

    S32Codec(int validBits) {
        super(4);
        quantizer = new Quantizer(32, validBits);
    }

    @Override
    void decodeRun(MemorySegment src, long from, float[] dst, int to, int count) {
        for (int i = 0; i < count; i++) {
            dst[to + i] = get(src, from + (long) i * 4) * TO_FLOAT;
        }
    }

    @Override
    void encodeRun(float[] src, int from, MemorySegment dst, long to, int count) {
        Quantizer q = quantizer;
        for (int i = 0; i < count; i++) {
            put(dst, to + (long) i * 4, q.quantize(src[from + i]));
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
        return src.get(INT, at);
    }

    private static void put(MemorySegment dst, long at, int value) {
        dst.set(INT, at, value);
    }
}

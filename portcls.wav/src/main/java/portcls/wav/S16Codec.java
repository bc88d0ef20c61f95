package portcls.wav;

import java.lang.foreign.MemorySegment;

/** Signed 16 bits. */
final class S16Codec extends SampleCodec {
    private static final float TO_FLOAT = 1f / (1L << 15);

    private final Quantizer quantizer;

    S16Codec(int validBits) {
        super(2);
        quantizer = new Quantizer(16, validBits);
    }

    @Override
    void decodeRun(MemorySegment src, long from, float[] dst, int to, int count) {
        for (int i = 0; i < count; i++) {
            dst[to + i] = get(src, from + (long) i * 2) * TO_FLOAT;
        }
    }

    @Override
    void encodeRun(float[] src, int from, MemorySegment dst, long to, int count) {
        Quantizer q = quantizer;
        for (int i = 0; i < count; i++) {
            put(dst, to + (long) i * 2, q.quantize(src[from + i]));
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
        return src.get(SHORT, at);
    }

    private static void put(MemorySegment dst, long at, int value) {
        dst.set(SHORT, at, (short) value);
    }
}

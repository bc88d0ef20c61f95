package portcls.wav;

import java.lang.foreign.MemorySegment;

/** IEEE float of 32 bits. */
final class F32Codec extends SampleCodec {
    F32Codec() {
        super(Float.BYTES);
    }

    @Override
    void decodeRun(MemorySegment src, long from, float[] dst, int to, int count) {
        for (int i = 0; i < count; i++) {
            dst[to + i] = get(src, from + (long) i * Float.BYTES);
        }
    }

    @Override
    void encodeRun(float[] src, int from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i++) {
            put(dst, to + (long) i * Float.BYTES, src[from + i]);
        }
    }

    @Override
    void decodePlane(MemorySegment src, long from, int stride, MemorySegment dst, int frames) {
        for (int i = 0; i < frames; i++) {
            dst.set(PLANE, (long) i * Float.BYTES, get(src, from + (long) i * stride));
        }
    }

    @Override
    void encodePlane(MemorySegment src, MemorySegment dst, long to, int stride, int frames) {
        for (int i = 0; i < frames; i++) {
            put(dst, to + (long) i * stride, src.get(PLANE, (long) i * Float.BYTES));
        }
    }

    private static float get(MemorySegment src, long at) {
        float value = src.get(FLOAT, at);
        return Float.isNaN(value) ? 0 : value;
    }

    private static void put(MemorySegment dst, long at, float value) {
        dst.set(FLOAT, at, Float.isNaN(value) ? 0 : value);
    }
}

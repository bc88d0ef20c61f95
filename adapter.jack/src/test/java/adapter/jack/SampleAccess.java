package adapter.jack;

import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Samples of any format, one by one, written another way than the engine does it. */
final class SampleAccess {
    private SampleAccess() {}

    static void put(MemorySegment memory, long offset, WaveFormat format, double value) {
        if (format.isFloat()) {
            bits(memory, offset, 4, Float.floatToRawIntBits((float) value));
        } else {
            long full = 1L << (format.validBitsPerSample() - 1);
            long sample = Math.clamp(Math.round(value * full), -full, full - 1);
            int unused = format.bitsPerSample() - format.validBitsPerSample();
            bits(memory, offset, format.bitsPerSample() / 8, sample << unused);
        }
    }

    static double get(MemorySegment memory, long offset, WaveFormat format) {
        int bytes = format.bitsPerSample() / 8;
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits |= (memory.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFFL) << 8 * i;
        }
        if (format.isFloat()) {
            return Float.intBitsToFloat((int) bits);
        }
        int up = Long.SIZE - format.bitsPerSample();
        return (bits << up >> up) / (double) (1L << (format.bitsPerSample() - 1));
    }

    private static void bits(MemorySegment memory, long offset, int bytes, long bits) {
        for (int i = 0; i < bytes; i++) {
            memory.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (bits >> 8 * i));
        }
    }
}

package adapter.jack.wave;

import static adapter.jack.lib.NativeMemory.ALL;
import static adapter.jack.lib.NativeMemory.FLOAT_LE;
import static adapter.jack.lib.NativeMemory.INT_LE;
import static adapter.jack.lib.NativeMemory.SAMPLE;
import static adapter.jack.lib.NativeMemory.SAMPLE_BYTES;
import static adapter.jack.lib.NativeMemory.SHORT_LE;

import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How samples lie in a cyclic buffer, and how they become those of a JACK port and back. Integers
 * of full scale are ±1; what is beyond is clipped. No objects are made.
 */
enum SampleFormat {
    FLOAT32 {
        @Override
        void render(MemorySegment from, long offset, int stride, long port, int frames) {
            for (int i = 0; i < frames; i++) {
                float value = from.get(FLOAT_LE, offset + (long) i * stride);
                ALL.set(SAMPLE, port + (long) i * SAMPLE_BYTES, value);
            }
        }

        @Override
        void capture(long port, MemorySegment to, long offset, int stride, int frames, int mask) {
            for (int i = 0; i < frames; i++) {
                float value = ALL.get(SAMPLE, port + (long) i * SAMPLE_BYTES);
                to.set(FLOAT_LE, offset + (long) i * stride, value);
            }
        }
    },

    INT16 {
        @Override
        void render(MemorySegment from, long offset, int stride, long port, int frames) {
            for (int i = 0; i < frames; i++) {
                int value = from.get(SHORT_LE, offset + (long) i * stride);
                ALL.set(SAMPLE, port + (long) i * SAMPLE_BYTES, value * (1 / SCALE_16));
            }
        }

        @Override
        void capture(long port, MemorySegment to, long offset, int stride, int frames, int mask) {
            for (int i = 0; i < frames; i++) {
                float sample = ALL.get(SAMPLE, port + (long) i * SAMPLE_BYTES);
                int value = rounded(sample, SCALE_16, Short.MAX_VALUE) & mask;
                to.set(SHORT_LE, offset + (long) i * stride, (short) value);
            }
        }
    },

    /** In three bytes. */
    INT24 {
        @Override
        void render(MemorySegment from, long offset, int stride, long port, int frames) {
            for (int i = 0; i < frames; i++) {
                long at = offset + (long) i * stride;
                int low = from.get(SHORT_LE, at) & 0xFFFF;
                int value = from.get(ValueLayout.JAVA_BYTE, at + 2) << 16 | low;
                ALL.set(SAMPLE, port + (long) i * SAMPLE_BYTES, value * (1 / SCALE_24));
            }
        }

        @Override
        void capture(long port, MemorySegment to, long offset, int stride, int frames, int mask) {
            for (int i = 0; i < frames; i++) {
                float sample = ALL.get(SAMPLE, port + (long) i * SAMPLE_BYTES);
                int value = rounded(sample, SCALE_24, MAX_24) & mask;
                long at = offset + (long) i * stride;
                to.set(SHORT_LE, at, (short) value);
                to.set(ValueLayout.JAVA_BYTE, at + 2, (byte) (value >> 16));
            }
        }
    },

    INT32 {
        @Override
        void render(MemorySegment from, long offset, int stride, long port, int frames) {
            for (int i = 0; i < frames; i++) {
                int value = from.get(INT_LE, offset + (long) i * stride);
                ALL.set(SAMPLE, port + (long) i * SAMPLE_BYTES, value * (1 / SCALE_32));
            }
        }

        @Override
        void capture(long port, MemorySegment to, long offset, int stride, int frames, int mask) {
            for (int i = 0; i < frames; i++) {
                float sample = ALL.get(SAMPLE, port + (long) i * SAMPLE_BYTES);
                int value = rounded(sample, SCALE_32, Integer.MAX_VALUE) & mask;
                to.set(INT_LE, offset + (long) i * stride, value);
            }
        }
    };

    private static final float SCALE_16 = 0x1p15f;
    private static final float SCALE_24 = 0x1p23f;
    private static final float SCALE_32 = 0x1p31f;
    private static final int MAX_24 = (1 << 23) - 1;

    /** That of a wave format, which the engine offers. */
    static SampleFormat of(WaveFormat format) {
        if (format.isFloat()) {
            return FLOAT32;
        }
        return switch (format.bitsPerSample()) {
            case 16 -> INT16;
            case 24 -> INT24;
            default -> INT32;
        };
    }

    /** Which bits of a sample count. */
    static int mask(WaveFormat format) {
        return -1 << (format.bitsPerSample() - format.validBitsPerSample());
    }

    /** Silence on a port. */
    static void silence(long port, int frames) {
        for (int i = 0; i < frames; i++) {
            ALL.set(SAMPLE, port + (long) i * SAMPLE_BYTES, 0f);
        }
    }

    private static int rounded(float sample, float scale, int max) {
        // Not a number becomes 0.
        return (int) Math.clamp(Math.rint((double) sample * scale), -max - 1.0, max);
    }

    /**
     * Puts one channel on a port.
     *
     * @param offset of the first sample
     * @param stride bytes from one sample to the next
     * @param port address of the port's data
     */
    abstract void render(MemorySegment from, long offset, int stride, long port, int frames);

    /**
     * Fetches one channel from a port.
     *
     * @param mask bits of a sample that count
     */
    abstract void capture(
            long port, MemorySegment to, long offset, int stride, int frames, int mask);
}

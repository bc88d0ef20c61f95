package adapter.jack.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

class SampleFormatTest {
    private static final float BELOW_ONE = Math.nextDown(1f);

    /** What a format makes of samples, as little-endian bytes. */
    private static byte[] captured(WaveFormat format, float... samples) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment port = arena.allocateFrom(ValueLayout.JAVA_FLOAT, samples);
            int bytes = format.bitsPerSample() / 8;
            MemorySegment to = arena.allocate((long) samples.length * bytes);
            SampleFormat.of(format)
                    .capture(
                            port.address(),
                            to,
                            0,
                            bytes,
                            samples.length,
                            SampleFormat.mask(format));
            return to.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** What a format makes of bytes. */
    private static float[] rendered(WaveFormat format, int... values) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(values.length);
            for (int i = 0; i < values.length; i++) {
                from.set(ValueLayout.JAVA_BYTE, i, (byte) values[i]);
            }
            int bytes = format.bitsPerSample() / 8;
            int samples = values.length / bytes;
            MemorySegment port = arena.allocate(ValueLayout.JAVA_FLOAT, samples);
            SampleFormat.of(format).render(from, 0, bytes, port.address(), samples);
            return port.toArray(ValueLayout.JAVA_FLOAT);
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void sixteenBitsAreRoundedAndClipped() {
        WaveFormat format = WaveFormat.pcm(48_000, 16, 1);
        assertArrayEquals(
                bytes(0, 0x40, 0, 0x80, 0xFF, 0x7F, 0xFF, 0x7F, 0, 0x80, 0, 0, 1, 0),
                captured(format, 0.5f, -1f, 1f, 3f, -3f, Float.NaN, 0.6f / 32_768));
        assertArrayEquals(
                new float[] {0.5f, -1f, 32_767 / 32_768f, -1 / 32_768f},
                rendered(format, 0, 0x40, 0, 0x80, 0xFF, 0x7F, 0xFF, 0xFF));
    }

    @Test
    void twentyFourBitsAreThreeBytes() {
        WaveFormat format = WaveFormat.pcm(48_000, 24, 1);
        assertArrayEquals(
                bytes(0, 0, 0x40, 0, 0, 0x80, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF),
                captured(format, 0.5f, -1f, 2f, -0x1p-23f));
        assertArrayEquals(
                new float[] {0.5f, -1f, 0x1p-23f, -0x1p-23f},
                rendered(format, 0, 0, 0x40, 0, 0, 0x80, 1, 0, 0, 0xFF, 0xFF, 0xFF));
    }

    @Test
    void thirtyTwoBitsReachFullScale() {
        WaveFormat format = WaveFormat.pcm(48_000, 32, 1);
        assertArrayEquals(
                bytes(0, 0, 0, 0x40, 0, 0, 0, 0x80, 0xFF, 0xFF, 0xFF, 0x7F, 0x80, 0xFF, 0xFF, 0x7F),
                captured(format, 0.5f, -1f, 1f, BELOW_ONE));
        assertArrayEquals(new float[] {0.5f, -1f}, rendered(format, 0, 0, 0, 0x40, 0, 0, 0, 0x80));
    }

    @Test
    void bitsThatDoNotCountAreZero() {
        WaveFormat format = new WaveFormat(FormatIds.SUBTYPE_PCM, 1, 48_000, 32, 24, 0, true);
        byte[] captured = captured(format, 0.3f / 128, -0.3f / 128);
        assertEquals(0, captured[0]);
        assertEquals(0, captured[4]);
    }

    @Test
    void floatsPassUnchanged() {
        WaveFormat format = WaveFormat.float32(48_000, 1);
        assertArrayEquals(bytes(0, 0, 0x40, 0x40), captured(format, 3f));
        assertArrayEquals(new float[] {3f}, rendered(format, 0, 0, 0x40, 0x40));
    }
}

package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static portcls.wav.TestWav.hex;

import org.junit.jupiter.api.Test;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

class SampleCodecTest {
    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float BELOW_ONE = Math.nextDown(1f);

    private static SampleCodec pcm(int bits, int validBits) {
        return SampleCodec.of(
                TestWav.extensible(FormatIds.SUBTYPE_PCM, 1, 48_000, bits, validBits, 0));
    }

    private static SampleCodec floats(int bits) {
        return SampleCodec.of(TestWav.floats(48_000, bits, 1));
    }

    private static float[] decode(SampleCodec codec, byte... bytes) {
        float[] floats = new float[bytes.length / codec.bytesPerSample()];
        codec.decode(MemorySegment.ofArray(bytes), 0, floats, 0, floats.length);
        return floats;
    }

    private static byte[] encode(SampleCodec codec, float... floats) {
        byte[] bytes = new byte[floats.length * codec.bytesPerSample()];
        codec.encode(floats, 0, MemorySegment.ofArray(bytes), 0, floats.length);
        return bytes;
    }

    private static void assertEncodes(String digits, SampleCodec codec, float... floats) {
        HexFormat hex = HexFormat.of();
        assertEquals(hex.formatHex(hex(digits)), hex.formatHex(encode(codec, floats)));
    }

    private static void assertDecodes(SampleCodec codec, String digits, float... floats) {
        assertArrayEquals(floats, decode(codec, hex(digits)));
    }

    /** All integers of so many bytes, or every {@code step}-th of them, little-endian. */
    private static byte[] integers(int bytes, int step) {
        int count = (int) ((1L << 8 * bytes) / step);
        byte[] all = new byte[count * bytes];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < bytes; j++) {
                all[i * bytes + j] = (byte) (i * step >> 8 * j);
            }
        }
        return all;
    }

    private static void assertRoundTrip(SampleCodec codec, byte... all) {
        assertArrayEquals(all, encode(codec, decode(codec, all)));
    }

    @Test
    void everyIntegerOfUpTo24BitsComesBack() {
        assertRoundTrip(pcm(8, 8), integers(1, 1));
        assertRoundTrip(pcm(16, 16), integers(2, 1));
        assertRoundTrip(pcm(24, 24), integers(3, 1));
    }

    @Test
    void eachByteAndEachShortHasItsFloat() {
        float[] bytes = decode(pcm(8, 8), integers(1, 1));
        for (int i = 0; i < 256; i++) {
            assertEquals((i - 128) / 128f, bytes[i]);
        }
        float[] shorts = decode(pcm(16, 16), integers(2, 1));
        for (int i = 0; i < 65_536; i++) {
            assertEquals((short) i / 32_768f, shorts[i]);
        }
    }

    @Test
    void twentyFourOf32BitsAreTheUpperOnes() {
        byte[] packed = integers(3, 251);
        byte[] wide = new byte[packed.length / 3 * 4];
        for (int i = 0; i < packed.length / 3; i++) {
            System.arraycopy(packed, i * 3, wide, i * 4 + 1, 3);
        }
        float[] floats = decode(pcm(24, 24), packed);
        assertArrayEquals(floats, decode(pcm(32, 24), wide));
        assertArrayEquals(wide, encode(pcm(32, 24), floats));
        assertEncodes("0000ff7f 00000080", pcm(32, 16), 1, -1);
        assertEncodes("f07f 0080 1000", pcm(16, 12), 1, -1, 1 / 2_048f);
        assertEncodes("f0 00 80", pcm(8, 4), 1, -1, 0);
    }

    @Test
    void edgesOfTheIntegers() {
        assertDecodes(pcm(8, 8), "00 80 ff", -1, 0, 127 / 128f);
        assertDecodes(pcm(16, 16), "0080 ffff ff7f", -1, -1 / 32_768f, 32_767 / 32_768f);
        assertDecodes(
                pcm(24, 24),
                "000080 ffffff 010000 ff7f00 008000 ffff7f",
                -1,
                -1 / 8_388_608f,
                1 / 8_388_608f,
                32_767 / 8_388_608f,
                32_768 / 8_388_608f,
                8_388_607 / 8_388_608f);
        assertDecodes(
                pcm(32, 32),
                "00000080 ffffffff 01000000 00ffff7f ffffff7f",
                -1,
                -1 / 2_147_483_648f,
                1 / 2_147_483_648f,
                BELOW_ONE - 1 / 16_777_216f,
                1);
    }

    @Test
    void integersAreClippedAndNanIsSilent() {
        float[] edges = {1, -1, BELOW_ONE, 2, -2, 1e30f, -1e30f, INF, -INF, NAN, -0f};
        assertEncodes("ff00ff ff00ff00ff00 8080", pcm(8, 8), edges);
        assertEncodes("ff7f 0080 ff7f ff7f 0080 ff7f 0080 ff7f 0080 0000 0000", pcm(16, 16), edges);
        assertEncodes(
                "ffff7f 000080 ffff7f ffff7f 000080 ffff7f 000080 ffff7f 000080 000000 000000",
                pcm(24, 24),
                edges);
        assertEncodes(
                "ffffff7f 00000080 80ffff7f ffffff7f 00000080 ffffff7f 00000080 ffffff7f 00000080"
                        + "00000000 00000000",
                pcm(32, 32),
                edges);
        assertEncodes(
                "00ffff7f 00000080 00ffff7f 00ffff7f 00000080 00ffff7f 00000080 00ffff7f 00000080"
                        + "00000000 00000000",
                pcm(32, 24),
                edges);
    }

    @Test
    void samplesAreRoundedToTheNearestInteger() {
        float step = 1 / 32_768f;
        assertEncodes(
                "0000 0000 0100 0100 0000 ffff ffff",
                pcm(16, 16),
                .25f * step,
                .49f * step,
                .5f * step,
                1.4f * step,
                -.5f * step,
                -.6f * step,
                -1.5f * step);
    }

    @Test
    void floatsKeepTheirValueAndLoseNan() {
        float[] edges = {1, -1, 1e30f, INF, -INF, -0f, Float.MIN_VALUE, BELOW_ONE};
        assertArrayEquals(edges, decode(floats(32), encode(floats(32), edges)));
        assertArrayEquals(edges, decode(floats(64), encode(floats(64), edges)));
        assertEncodes("0000803f 00000000 000000bf", floats(32), 1, NAN, -.5f);
        assertEncodes("000000000000f03f 0000000000000000", floats(64), 1, NAN);
        assertDecodes(floats(32), "0000c07f 0100807f ffffffff 000000bf", 0, 0, 0, -.5f);
        assertDecodes(
                floats(64),
                "000000000000f87f 010000000000f07f ffffffffffffef7f 000000000000e0bf",
                0,
                0,
                INF,
                -.5f);
    }

    @Test
    void aChannelIsTakenOutOfItsFramesAndPutBack() {
        for (WaveFormat format : TestWav.FORMATS) {
            SampleCodec codec = SampleCodec.of(format);
            int channels = 3;
            int frames = 1_000;
            int size = codec.bytesPerSample();
            float[] samples = new float[channels * frames];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = i % 100 == 0 ? NAN : (i - 1_500) / 1_400f;
            }
            byte[] expected = encode(codec, samples);
            float[] decoded = decode(codec, expected);

            try (Arena arena = Arena.ofConfined()) {
                MemorySegment whole = arena.allocate(expected.length + 1L, 1).asSlice(1);
                MemorySegment plane = arena.allocate(4L * frames, 4);
                for (int channel = 0; channel < channels; channel++) {
                    for (int i = 0; i < frames; i++) {
                        plane.setAtIndex(
                                ValueLayout.JAVA_FLOAT, i, samples[i * channels + channel]);
                    }
                    codec.encodeChannel(
                            plane, whole, (long) channel * size, channels * size, frames);
                }
                assertArrayEquals(expected, whole.toArray(ValueLayout.JAVA_BYTE));
                for (int channel = 0; channel < channels; channel++) {
                    codec.decodeChannel(
                            whole, (long) channel * size, channels * size, plane, frames);
                    for (int i = 0; i < frames; i++) {
                        assertEquals(
                                decoded[i * channels + channel],
                                plane.getAtIndex(ValueLayout.JAVA_FLOAT, i));
                    }
                }
            }
        }
    }

    @Test
    void offsetsAreKept() {
        SampleCodec codec = pcm(16, 16);
        float[] floats = new float[4];
        codec.decode(MemorySegment.ofArray(hex("ff 0040 00c0 ff")), 1, floats, 1, 2);
        assertArrayEquals(new float[] {0, .5f, -.5f, 0}, floats);
        byte[] bytes = new byte[6];
        codec.encode(floats, 1, MemorySegment.ofArray(bytes), 1, 2);
        assertArrayEquals(hex("00 0040 00c0 00"), bytes);
    }

    @Test
    void nothingIsConvertedWhenThereIsNoRoom() {
        SampleCodec codec = pcm(16, 16);
        float[] floats = {1, 1, 1};
        byte[] bytes = new byte[6];
        MemorySegment memory = MemorySegment.ofArray(bytes);
        Class<IndexOutOfBoundsException> outside = IndexOutOfBoundsException.class;
        assertThrows(outside, () -> codec.encode(floats, 1, memory, 0, 3));
        assertThrows(outside, () -> codec.encode(floats, 0, memory, 1, 3));
        assertThrows(outside, () -> codec.encode(floats, 0, memory, 0, -1));
        assertThrows(outside, () -> codec.decode(memory, 2, floats, 0, 3));
        assertThrows(outside, () -> codec.decode(memory, -1, floats, 0, 1));
        MemorySegment plane = MemorySegment.ofArray(floats);
        assertThrows(outside, () -> codec.encodeChannel(plane, memory, 0, 4, 3));
        assertThrows(outside, () -> codec.encodeChannel(plane, memory, 0, 2, 4));
        assertThrows(outside, () -> codec.decodeChannel(memory, 3, 2, plane, 2));
        assertThrows(outside, () -> codec.decodeChannel(memory, 0, 2, plane, -1));
        assertEquals(
                "samples must not overlap: strideBytes=1, bytesPerSample=2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> codec.decodeChannel(memory, 0, 1, plane, 2))
                        .getMessage());
        codec.decodeChannel(memory, 2, 2, plane, 2); // to the very end
        codec.decodeChannel(memory, 6, 2, plane, 0);
        assertArrayEquals(new byte[6], bytes);
    }

    @Test
    void silenceIsWhatZeroBecomes() {
        for (WaveFormat format : TestWav.FORMATS) {
            SampleCodec codec = SampleCodec.of(format);
            byte[] zero = encode(codec, 0);
            byte[] silence = new byte[zero.length];
            Arrays.fill(silence, codec.silence());
            assertArrayEquals(silence, zero);
        }
    }

    @Test
    void otherFormatsAreRefused() {
        WaveFormat analog = new WaveFormat(FormatIds.SUBTYPE_ANALOG, 2, 48_000, 16, 16, 0, false);
        for (WaveFormat format :
                new WaveFormat[] {
                    analog, WaveFormat.pcm(48_000, 40, 2), TestWav.floats(48_000, 16, 1)
                }) {
            assertEquals(
                    String.format(
                            Locale.ROOT,
                            "samples can be converted when they are SUBTYPE_PCM of 8, 16, 24 or 32"
                                    + " bits or SUBTYPE_IEEE_FLOAT of 32 or 64 bits: subFormat=%s,"
                                    + " bitsPerSample=%d",
                            format.subFormat(),
                            format.bitsPerSample()),
                    assertThrows(IllegalArgumentException.class, () -> SampleCodec.of(format))
                            .getMessage());
        }
    }
}

package portcls.api.ks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a wave format says of itself. */
class WaveFormatTest {
    @Test
    void floatsAreFloatsOf32Bits() {
        WaveFormat format = WaveFormat.float32(48_000, 2);
        assertTrue(format.isFloat());
        assertEquals(8, format.blockAlign());
        assertEquals(384_000, format.averageBytesPerSecond());
        assertEquals(FormatIds.SUBTYPE_IEEE_FLOAT, WaveDataFormat.of(format).subFormat());
        assertFalse(WaveFormat.pcm(48_000, 32, 2).isFloat());
        WaveDataFormat data = WaveDataFormat.of(format);
        assertEquals(
                data,
                ValueType.FORMAT.decode(java.nio.ByteBuffer.wrap(ValueType.FORMAT.encode(data))));
    }

    @Test
    void theTextIsForPeople() {
        assertEquals("48000 Hz 2ch float32", WaveFormat.float32(48_000, 2).text());
        assertEquals("44100 Hz 1ch int16", WaveFormat.pcm(44_100, 16, 1).text());
        assertEquals("8000 Hz 1ch uint8", WaveFormat.pcm(8_000, 8, 1).text());
        assertEquals(
                "96000 Hz 6ch int24 in 32 bits",
                new WaveFormat(FormatIds.SUBTYPE_PCM, 6, 96_000, 32, 24, 0x3F, true).text());
    }

    @Test
    void onlyWhatTheShortFormCanTellIsSimplified() {
        WaveFormat simple = new WaveFormat(FormatIds.SUBTYPE_PCM, 2, 48_000, 16, 16, 3, true);
        assertEquals(WaveFormat.pcm(48_000, 16, 2), simple.simplified());
        WaveFormat wide = new WaveFormat(FormatIds.SUBTYPE_PCM, 6, 48_000, 16, 16, 0x3F, true);
        assertSame(wide, wide.simplified());
    }

    @Test
    void aFloatDoesNotFitARangeOfIntegers() {
        AudioDataRange integers =
                new AudioDataRange(
                        FormatIds.SUBTYPE_PCM,
                        FormatIds.SPECIFIER_WAVEFORMATEX,
                        2,
                        8,
                        32,
                        8_000,
                        48_000);
        assertTrue(WaveFormat.pcm(48_000, 32, 2).fits(integers));
        assertFalse(WaveFormat.float32(48_000, 2).fits(integers));
        assertFalse(WaveFormat.pcm(96_000, 16, 2).fits(integers));
        assertFalse(WaveFormat.pcm(48_000, 16, 3).fits(integers));
    }
}

package portcls.api.dmus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The structures of the synthesizer properties, byte by byte. */
class SynthLayoutTest {
    private static final KsId CLASS = KsId.of("58c2b4d0-46e7-11d1-89ac-00a0c9054129", "SYNTH");

    @Test
    @Rule("SYN-1")
    void unknownMaximaAreAllOnesAndTheDescriptionEndsWithZero() {
        SynthCaps caps =
                new SynthCaps(
                        CLASS,
                        SynthCaps.DLS | SynthCaps.SOFTWARESYNTH,
                        SynthCaps.SYSTEMMEMORY,
                        16,
                        SynthCaps.UNKNOWN,
                        2,
                        SynthCaps.EFFECT_REVERB,
                        "x".repeat(200));
        ByteBuffer bytes = bytes(SynthProperty.CAPS, caps);
        assertEquals(296, bytes.remaining());
        assertEquals(5, bytes.getInt(16));
        assertEquals(0x7FFF_FFFF, bytes.getInt(20));
        assertEquals(0xFFFF_FFFF, bytes.getInt(28));
        assertEquals('x', bytes.getChar(40 + 2 * 126));
        assertEquals(0, bytes.getChar(40 + 2 * 127));
        SynthCaps read = SynthProperty.CAPS.type().decode(bytes);
        assertEquals("x".repeat(127), read.description());
        assertEquals(CLASS, read.guid());
        assertTrue(read.has(SynthCaps.DLS | SynthCaps.SOFTWARESYNTH));
    }

    @Test
    void parametersStatisticsAndDownloadsComeBackAsTheyWent() {
        SynthPortParams params = new SynthPortParams(0x6F, 64, 3, 2, 48_000, 1, true);
        assertEquals(28, bytes(SynthProperty.PORTPARAMETERS, params).remaining());
        assertEquals(params, roundTrip(SynthProperty.PORTPARAMETERS, params));
        SynthStats stats = new SynthStats(0x3F, 12, 34, 2, 1, 1 << 20, -350);
        assertEquals(28, bytes(SynthProperty.RUNNINGSTATS, stats).remaining());
        assertEquals(stats, roundTrip(SynthProperty.RUNNINGSTATS, stats));
        SynthDownload download = new SynthDownload(0x1_0000_0001L, true);
        assertEquals(16, bytes(SynthDlsProperty.DOWNLOAD, download).remaining());
        assertEquals(download, roundTrip(SynthDlsProperty.DOWNLOAD, download));
    }

    @Test
    void aWaveFormatStandsAlone() {
        WaveFormat pcm = WaveFormat.pcm(44_100, 16, 2);
        assertEquals(18, bytes(SynthDlsProperty.WAVEFORMAT, pcm).remaining());
        assertEquals(pcm, roundTrip(SynthDlsProperty.WAVEFORMAT, pcm));
        WaveFormat floats = WaveFormat.float32(48_000, 2);
        assertEquals(floats, roundTrip(SynthDlsProperty.WAVEFORMAT, floats));
    }

    @Test
    @Rule("SYN-8")
    void whatIsDownloadedComesBehindItsStructureAndNoAddressIsFollowed() {
        byte[] data = {1, 2, 3, 4, 5};
        assertArrayEquals(data, SynthTarget.bufferOf(SynthTarget.buffer(0, data).instanceBuffer()));
        ByteBuffer address = KsLayout.little(16).putInt(4).putInt(0).putLong(0xDEAD_BEEFL).flip();
        assertThrows(IllegalArgumentException.class, () -> SynthTarget.bufferOf(address));
        ByteBuffer lies = KsLayout.little(20).putInt(5).putInt(0).putLong(0).putInt(0).flip();
        assertThrows(IllegalArgumentException.class, () -> SynthTarget.bufferOf(lies));
        ByteBuffer negative = KsLayout.little(20).putInt(-1).putInt(0).putLong(0).putInt(0).flip();
        assertThrows(IllegalArgumentException.class, () -> SynthTarget.bufferOf(negative));
        assertThrows(
                IllegalArgumentException.class, () -> SynthTarget.bufferOf(KsLayout.little(15)));
    }

    @Test
    void aWishForParametersIsFoundAgain() {
        SynthPortParams wish = SynthPortParams.of(32, 2);
        assertTrue(wish.has(SynthPortParams.VOICES | SynthPortParams.CHANNELGROUPS));
        assertEquals(
                wish, SynthTarget.portParamsOf(SynthTarget.portParams(7, wish).instanceBuffer()));
        assertEquals(7, SynthTarget.portParams(7, wish).node());
    }

    private static <T> ByteBuffer bytes(PropertyKey<T> key, T value) {
        return ByteBuffer.wrap(key.type().encode(value)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static <T> T roundTrip(PropertyKey<T> key, T value) {
        return key.type().decode(bytes(key, value));
    }
}

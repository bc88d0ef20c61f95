package portcls.api.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import portcls.api.client.Target;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyKey;
import portcls.api.wavert.AudioEngineProperty.EngineVolume;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The values of wave properties become the documented bytes and come back. */
class WaveLayoutTest {
    private static final HexFormat HEX = HexFormat.of();

    private static <T> void assertBytes(String hex, PropertyKey<T> key, T value) {
        byte[] bytes = key.type().encode(value);
        assertEquals(hex.replace(" ", ""), HEX.formatHex(bytes));
        assertEquals(key.type().bytes(), bytes.length);
        assertEquals(value, key.type().decode(ByteBuffer.wrap(bytes)));
    }

    @Test
    void theSetsAndIdsAreTheDocumentedOnes() {
        assertEquals("a855a48c-2f78-4729-9051-1968746b9eef", RtAudioProperty.SET.guid().toString());
        assertEquals(
                "3a2f82dc-886f-4baa-9eb4-082b9025c536", AudioEngineProperty.SET.guid().toString());
        PropertyKey<?>[] rtAudio = {
            RtAudioProperty.BUFFER,
            RtAudioProperty.HWLATENCY,
            RtAudioProperty.POSITIONREGISTER,
            RtAudioProperty.CLOCKREGISTER,
            RtAudioProperty.BUFFER_WITH_NOTIFICATION,
            RtAudioProperty.REGISTER_NOTIFICATION_EVENT,
            RtAudioProperty.UNREGISTER_NOTIFICATION_EVENT,
            RtAudioProperty.QUERY_NOTIFICATION_SUPPORT,
            RtAudioProperty.PACKETCOUNT,
            RtAudioProperty.PRESENTATION_POSITION,
            RtAudioProperty.GETREADPACKET,
            RtAudioProperty.SETWRITEPACKET
        };
        for (int i = 0; i < rtAudio.length; i++) {
            assertEquals(i + 1, rtAudio[i].id(), rtAudio[i].toString());
            assertEquals(RtAudioProperty.SET, rtAudio[i].set());
        }
        assertEquals(5, WaveAudioProperty.POSITION.id());
    }

    @Test
    void latencyPacketsAndPositions() {
        assertBytes(
                "40000000 e8030000 20a10700",
                RtAudioProperty.HWLATENCY,
                new HwLatency(64, 1000, 500_000));
        assertBytes(
                "06000000 00020000 28000000",
                RtAudioProperty.SETWRITEPACKET,
                new WritePacket(6, WritePacket.END_OF_STREAM, 40));
        assertBytes(
                "04000000 00000000 8877665544332211 01000000 00000000",
                RtAudioProperty.GETREADPACKET,
                new ReadPacket(4, 0, 0x1122334455667788L, true));
        assertBytes(
                "0b00000000000000 1600000000000000",
                RtAudioProperty.PRESENTATION_POSITION,
                new PresentationPosition(11, 22));
        assertBytes("2a000000", RtAudioProperty.PACKETCOUNT, 42);
        assertBytes("0000000000010000", WaveAudioProperty.LINEAR_BUFFER_POSITION, 1L << 40);
        AudioPosition position = new AudioPosition();
        position.set(400, 800);
        byte[] bytes = WaveAudioProperty.POSITION.type().encode(position);
        assertEquals("90010000000000002003000000000000", HEX.formatHex(bytes));
        AudioPosition back = WaveAudioProperty.POSITION.type().decode(ByteBuffer.wrap(bytes));
        assertEquals("play 400, write 800", back.toString());
    }

    @Test
    void buffersAndRegistersAreAddresses() {
        MemorySegment memory = Arena.ofAuto().allocate(64, 8);
        ByteBuffer buffer = little(RtAudioProperty.BUFFER, new RtAudioBuffer(memory, 3840, true));
        assertEquals(memory.address(), buffer.getLong(0));
        assertEquals(3840, buffer.getInt(8));
        assertEquals(1, buffer.getInt(12));
        RtAudioBuffer back = RtAudioProperty.BUFFER.type().decode(buffer);
        assertEquals(memory.address(), back.buffer().address());
        HwRegister clock = new HwRegister(memory, 32, 48_000, 1001, 7);
        ByteBuffer register = little(RtAudioProperty.CLOCKREGISTER, clock);
        assertEquals(40, register.remaining());
        assertEquals(memory.address(), register.getLong(0));
        assertEquals(32, register.getLong(8));
        assertEquals(48_000, register.getLong(16));
        assertEquals(1001, register.getLong(24));
        assertEquals(7, register.getLong(32));
        assertEquals(
                "a register is not set",
                failure(() -> RtAudioProperty.CLOCKREGISTER.type().decode(register)));
        assertEquals(
                "an event is an object of this process and has no bytes",
                failure(() -> RtAudioProperty.REGISTER_NOTIFICATION_EVENT.type().encode(() -> {})));
        assertEquals(
                "an event is an object of this process; use the typed set",
                failure(
                        () ->
                                RtAudioProperty.REGISTER_NOTIFICATION_EVENT
                                        .type()
                                        .decode(ByteBuffer.allocate(8))));
    }

    @Test
    void theAudioEngine() {
        assertBytes(
                "00000000 01000000 02000000",
                AudioEngineProperty.DESCRIPTOR,
                new AudioEngineDescriptor(0, 1, 2));
        assertBytes(
                "00010000 00000100",
                AudioEngineProperty.BUFFER_SIZE_RANGE,
                new BufferSizeRange(256, 65_536));
        assertBytes("01000000", AudioEngineProperty.LOOPBACK_PROTECTION, LoopbackProtection.MUTE);
        assertBytes(
                "0000ffff 01000000 404b4c0000000000",
                AudioEngineProperty.VOLUMELEVEL,
                new EngineVolume(-65_536, CurveType.WINDOWS_FADE, 5_000_000));
        assertEquals(
                "value must lie in 0 … 1: value=2",
                failure(
                        () ->
                                AudioEngineProperty.LOOPBACK_PROTECTION
                                        .type()
                                        .decode(KsLayout.little(4).putInt(2).flip())));
        assertEquals(
                "KSAUDIOENGINE_DESCRIPTOR needs 12 bytes: bytes=8",
                failure(
                        () ->
                                AudioEngineProperty.DESCRIPTOR
                                        .type()
                                        .decode(ByteBuffer.allocate(8))));
    }

    @Test
    void aWishedBufferStandsBehindTheProperty() {
        assertEquals(
                "0000000000000000000f000000000000",
                HEX.formatHex(Target.audioBuffer(3840).instance()));
        assertEquals(
                "0000000000000000000f000002000000",
                HEX.formatHex(Target.audioBuffer(3840, 2).instance()));
    }

    @Test
    void wrongPartsAreRefused() {
        MemorySegment four = MemorySegment.ofArray(new int[1]);
        assertEquals(
                "a register is 32 or 64 bits wide and lies in memory of that size: width=64,"
                        + " bytes=4",
                failure(() -> new HwRegister(four, 64, 0, 0, 1)));
        assertEquals(
                "a register is 32 or 64 bits wide and lies in memory of that size: width=16,"
                        + " bytes=4",
                failure(() -> new HwRegister(four, 16, 0, 0, 1)));
        Mdl none = () -> 0;
        assertEquals(
                "a buffer has a size and lies inside its memory: actualSize=0,"
                        + " offsetFromFirstPage=0",
                failure(() -> new AudioBuffer(none, 0, 0, CacheType.CACHED)));
        assertEquals(
                "a buffer has a size and lies inside its memory: actualSize=1,"
                        + " offsetFromFirstPage=-1",
                failure(() -> new AudioBuffer(none, 1, -1, CacheType.CACHED)));
    }

    private static <T> ByteBuffer little(PropertyKey<T> key, T value) {
        byte[] bytes = key.type().encode(value);
        return KsLayout.little(bytes.length).put(bytes).flip();
    }

    private static @Nullable String failure(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}

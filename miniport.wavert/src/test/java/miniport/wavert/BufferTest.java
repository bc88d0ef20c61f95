package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.DataFormat;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavert.AudioBuffer;
import portcls.api.wavert.CacheType;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.List;

/** How the cyclic buffer comes and goes. */
final class BufferTest {
    private final Rig rig = new Rig(FakeEngine.SPEAKER);

    @Test
    @Rule({"WRT-2", "WRT-4"})
    void memoryComesFromThePortAndGoesBackUnmapped() throws IOException {
        WaveStream stream = rig.open();
        AudioBuffer buffer = stream.allocateBufferWithNotification(2, 4_000);
        assertEquals(4_000, buffer.actualSize());
        assertEquals(0, buffer.offsetFromFirstPage());
        assertEquals(CacheType.CACHED, buffer.cacheType());
        assertEquals(4_000, rig.memory().byteSize());
        assertEquals(rig.port.memory(buffer.mdl()).address(), rig.memory().address());

        stream.freeBufferWithNotification(buffer.mdl(), buffer.actualSize());
        assertEquals(List.of("allocate 4000", "map", "unmap", "free"), rig.port.events);
    }

    @Test
    @Rule("WRT-3")
    void lessMemoryThanNeededIsGivenBackAndRefused() throws IOException {
        WaveStream stream = rig.open();
        rig.port.available = 4_096;
        Rig.refused(Status.INSUFFICIENT_RESOURCES, () -> stream.allocateAudioBuffer(5_000));
        assertEquals(List.of("allocate 5000", "free"), rig.port.events);
        rig.port.available = 0;
        Rig.refused(Status.INSUFFICIENT_RESOURCES, () -> stream.allocateAudioBuffer(5_000));
        rig.port.available = Long.MAX_VALUE;
        assertEquals(5_000, stream.allocateAudioBuffer(5_000).actualSize());
    }

    @Test
    @Rule("WRT-5")
    void bufferIsNeverSmallerThanAskedForIfTheDeviceCan() throws IOException {
        WaveStream stream = rig.open();
        rig.engine.last().granularity = 64;
        assertEquals(2 * 64 * 4, stream.allocateBufferWithNotification(2, 257).actualSize());
        CyclicBuffer buffer = rig.engine.last().buffer();
        assertEquals(128, buffer.frames());
        assertEquals(2, buffer.packets());

        WaveStream odd = rig.open();
        assertEquals(20, odd.allocateAudioBuffer(17).actualSize(), "whole frames, rounded up");
        WaveStream small = rig.open();
        rig.engine.last().mostFrames = 100;
        assertEquals(400, small.allocateAudioBuffer(4_000).actualSize(), "all that it can have");
    }

    @Test
    @Rule("WRT-1")
    void wishesThatCannotBeAreRefused() throws IOException {
        WaveStream stream = rig.open();
        for (int size : new int[] {3, 0, -1}) {
            Rig.refused(Status.UNSUCCESSFUL, () -> stream.allocateAudioBuffer(size));
            Rig.refused(Status.UNSUCCESSFUL, () -> stream.allocateBufferWithNotification(2, size));
        }
        Rig.refused(
                Status.INVALID_PARAMETER, () -> stream.allocateBufferWithNotification(0, 4_000));
        rig.engine.last().leastPackets = 3;
        Rig.refused(
                Status.INVALID_PARAMETER, () -> stream.allocateBufferWithNotification(2, 4_000));
        rig.engine.last().leastPackets = 1;
        rig.engine.last().granularity = 1 << 20;
        Rig.refused(
                Status.INSUFFICIENT_RESOURCES, () -> stream.allocateAudioBuffer(Integer.MAX_VALUE));
        assertEquals(List.of(), rig.port.events, "nothing was allocated for any of them");
    }

    @Test
    void deviceThatNeedsPacketsGetsThemUnasked() throws IOException {
        WaveStream stream = rig.open();
        rig.engine.last().leastPackets = 2;
        stream.allocateAudioBuffer(4_000);
        assertEquals(2, rig.engine.last().buffer().packets());
        WaveStream hopeless = rig.open();
        rig.engine.last().leastPackets = 3;
        assertThrows(IOException.class, () -> hopeless.allocateAudioBuffer(4_000));
    }

    @Test
    @Rule("WRT-6")
    void bufferIsMadeOnceAndFreedOnceInItsOwnWay() throws IOException {
        WaveStream stream = rig.open();
        AudioBuffer buffer = stream.allocateAudioBuffer(4_000);
        Rig.refused(Status.INVALID_DEVICE_STATE, () -> stream.allocateAudioBuffer(4_000));
        Rig.refused(
                Status.INVALID_DEVICE_STATE, () -> stream.allocateBufferWithNotification(2, 4_000));
        Rig.refused(
                Status.INVALID_PARAMETER,
                () -> stream.freeBufferWithNotification(buffer.mdl(), 4_000));
        Rig.refused(Status.INVALID_PARAMETER, () -> stream.freeAudioBuffer(() -> 4_096, 4_000));
        stream.freeAudioBuffer(null, 4_000);
        Rig.refused(Status.INVALID_DEVICE_STATE, () -> stream.freeAudioBuffer(buffer.mdl(), 4_000));
        assertEquals(List.of("allocate 4000", "map", "unmap", "free"), rig.port.events);
    }

    @Test
    void runningDeviceKeepsItsBuffer() throws IOException {
        WaveStream stream = rig.open();
        AudioBuffer buffer = rig.buffer(stream, 2);
        Rig.run(stream);
        Rig.refused(
                Status.INVALID_DEVICE_STATE,
                () -> stream.freeBufferWithNotification(buffer.mdl(), buffer.actualSize()));
        assertEquals(1, rig.port.pieces());
    }

    @Test
    void engineThatRefusesTheBufferLeavesNoMemoryBehind() throws IOException {
        WaveStream stream = rig.open();
        rig.engine.last().failing = "prepare";
        assertThrows(IOException.class, () -> stream.allocateAudioBuffer(4_000));
        assertEquals(0, rig.port.pieces());
        Rig.refused(Status.INVALID_DEVICE_STATE, stream::requireBuffer);
    }

    @Test
    void closeLetsGoOfTheDeviceFirstAndOfTheMemoryThen() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        rig.engine.last().failing = "close";
        assertThrows(IOException.class, stream::close);
        assertEquals(0, rig.port.pieces());
        stream.close();
        assertEquals(List.of("prepare", "close"), rig.engine.last().events);
    }

    @Test
    void miniportClosesWhatWasLeftOpen() throws IOException {
        rig.open().close();
        rig.open();
        FakeEngineStream left = rig.engine.last();
        left.failing = "close";
        left.failure = new IOException("the server is gone");
        rig.open();
        rig.engine.last().failing = "close";
        rig.engine.last().failure = left.failure;
        IOException told = assertThrows(IOException.class, rig.miniport::close);
        assertEquals(left.failure, told);
        for (FakeEngineStream stream : rig.engine.streams) {
            assertEquals(List.of("close"), stream.events, "each was closed once");
        }
    }

    @Test
    void wrongPinsAndFormatsDoNotReachTheEngine() {
        Rig both = new Rig(FakeEngine.SPEAKER, FakeEngine.MICROPHONE);
        DataFormat format = WaveDataFormat.of(FakeEngine.CD);
        for (int pin : new int[] {-1, 1, 2, 4}) {
            Rig.refused(
                    Status.INVALID_PARAMETER,
                    () -> both.miniport.newStream(both.port, pin, false, format));
        }
        for (DataFormat other :
                List.of(
                        DataFormat.midi(),
                        WaveDataFormat.pcm(96_000, 16, 2),
                        WaveDataFormat.pcm(48_000, 16, 3))) {
            PortClsException refusal =
                    Rig.refused(
                            Status.INVALID_PARAMETER,
                            () -> both.miniport.newStream(both.port, 0, false, other));
            assertTrue(refusal.getMessage().startsWith("\"Speaker\" does not have"));
        }
        assertEquals(List.of(), both.engine.streams);
    }
}

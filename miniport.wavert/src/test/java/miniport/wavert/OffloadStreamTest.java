package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.adapter.EngineLatency;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.ChannelTargetType;
import portcls.api.wavert.CurveType;
import portcls.api.wavert.EngineEvent;
import portcls.api.wavert.IMiniportStreamAudioEngineNode;
import portcls.api.wavert.IMiniportStreamAudioEngineNode2;
import portcls.api.wavert.LoopbackProtection;
import portcls.api.wavert.PresentationPosition;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** Streams that the device mixes, and those that record the mix. */
final class OffloadStreamTest {
    private static final int PACKET = Rig.PACKET;
    private static final int BYTES = Rig.FRAME_BYTES;
    private static final int SIZE = 2 * PACKET;

    private final Rig rig = new Rig(FakeEngine.SPEAKER, FakeEngine.OFFLOAD, FakeEngine.LOOPBACK);
    private final FakeControls controls = rig.engine.controls;

    private OffloadStream offload() throws IOException {
        OffloadStream stream = assertInstanceOf(OffloadStream.class, open(1));
        rig.buffer(stream, 2);
        return stream;
    }

    private WaveStream open(int pin) throws IOException {
        return rig.open(pin, WaveDataFormat.of(FakeEngine.CD));
    }

    @Test
    @Rule("OFF-2")
    void controlsBelongToOffloadAndLoopbackStreamsOfDevicesThatHaveThem() throws IOException {
        assertFalse(open(0) instanceof IMiniportStreamAudioEngineNode);
        assertInstanceOf(IMiniportStreamAudioEngineNode2.class, open(1));
        assertInstanceOf(LoopbackStream.class, open(2));
        rig.engine.controlled = false;
        assertEquals(RenderStream.class, open(1).getClass());
        assertEquals(CaptureStream.class, open(2).getClass());
    }

    @Test
    @Rule("OFF-3")
    void rampHasADurationAndAJumpHasNone() throws IOException {
        OffloadStream stream = offload();
        stream.setStreamChannelVolume(1, -65_536, CurveType.WINDOWS_FADE, 500_000);
        stream.setStreamChannelVolume(0, -32_768, CurveType.NONE, 0);
        assertEquals(List.of("1 to -65536 in 500000", "0 to -32768 in 0"), controls.changes);
        Rig.refused(
                Status.INVALID_PARAMETER,
                () -> stream.setStreamChannelVolume(0, 0, CurveType.NONE, 1));
        Rig.refused(
                Status.INVALID_PARAMETER,
                () -> stream.setStreamChannelVolume(0, 0, CurveType.WINDOWS_FADE, -1));
        assertEquals(2, controls.changes.size());
    }

    @Test
    void levelsAreOfOneChannelOrOfAll() throws IOException {
        OffloadStream stream = offload();
        stream.setStreamChannelVolume(-1, 100 * 65_536, CurveType.NONE, 0);
        assertEquals(0, stream.getStreamChannelVolume(0), "not above the highest");
        stream.setStreamChannelVolume(1, -100 * 65_536, CurveType.NONE, 0);
        assertEquals(-96 * 65_536, stream.getStreamChannelVolume(1), "not below the lowest");
        assertEquals(0, stream.getStreamChannelVolume(-1));
        stream.setStreamChannelVolume(0, Integer.MIN_VALUE, CurveType.NONE, 0);
        assertEquals(Integer.MIN_VALUE, stream.getStreamChannelVolume(0), "silence");

        stream.setStreamChannelMute(0, true);
        assertTrue(stream.getStreamChannelMute(0));
        assertFalse(stream.getStreamChannelMute(-1));
        stream.setStreamChannelMute(-1, true);
        assertTrue(stream.getStreamChannelMute(-1));

        controls.peaks[1] = 77;
        assertEquals(77, stream.getStreamChannelPeakMeter(-1));
        assertEquals(0, stream.getStreamChannelPeakMeter(1), "reading resets");

        assertEquals(2, stream.getStreamChannelCount(ChannelTargetType.PEAK_METER_ATTRIBUTE));
        assertEquals(
                Collections.nCopies(2, new Stepping(-96 * 65_536, 0, 1)),
                stream.getStreamAttributeSteppings(ChannelTargetType.VOLUME_ATTRIBUTE));
        for (int channel : new int[] {-2, 2}) {
            Rig.refused(Status.INVALID_PARAMETER, () -> stream.getStreamChannelVolume(channel));
        }
    }

    @Test
    void effectsThatCannotBeSwitchedAreRefused() throws IOException {
        OffloadStream stream = offload();
        stream.setLfxState(false);
        Rig.refused(Status.NOT_SUPPORTED, () -> stream.setLfxState(true));
        controls.canSwitchEffects = true;
        stream.setLfxState(true);
        assertTrue(stream.getLfxState());
    }

    @Test
    void streamIsKeptOutOfTheLoopbackOnlyWhereThereIsNone() throws IOException {
        OffloadStream stream = offload();
        stream.setStreamLoopbackProtection(LoopbackProtection.DISABLE);
        Rig.refused(
                Status.NOT_SUPPORTED,
                () -> stream.setStreamLoopbackProtection(LoopbackProtection.MUTE));
        Rig without = new Rig(FakeEngine.OFFLOAD);
        ((OffloadStream) without.open()).setStreamLoopbackProtection(LoopbackProtection.MUTE);
    }

    @Test
    @Rule("GLI-3")
    void writtenBytesAreCountedAcrossTheWrap() throws IOException {
        OffloadStream stream = offload();
        Rig.run(stream);
        stream.setStreamCurrentWritePosition(900 * BYTES);
        assertEquals(900, rig.registers.committed());
        rig.engine.last().move(800);
        stream.setStreamCurrentWritePosition(0);
        assertEquals(SIZE, rig.registers.committed(), "up to the end");
        stream.setStreamCurrentWritePosition(500 * BYTES);
        assertEquals(SIZE + 500, rig.registers.committed(), "past it");
        rig.engine.last().move(600);
        stream.setStreamCurrentWritePosition(SIZE * BYTES);
        assertEquals(2 * SIZE, rig.registers.committed());
        rig.assertGlitches(0, 0);

        assertEquals(460, WritePosition.between(900, 400, SIZE));
        assertEquals(100, WritePosition.between(300, 400, SIZE));
    }

    @Test
    void wholeBufferMayBeFilledBeforeTheStart() throws IOException {
        OffloadStream stream = offload();
        stream.setStreamCurrentWritePosition(SIZE * BYTES);
        assertEquals(SIZE, rig.registers.committed());
        rig.assertGlitches(0, 0);
    }

    @Test
    @Rule("GLI-2")
    void samePositionTwiceIsAGlitch() throws IOException {
        OffloadStream stream = offload();
        stream.setStreamCurrentWritePosition(100 * BYTES);
        stream.setStreamCurrentWritePosition(100 * BYTES);
        rig.assertGlitches(1, 0);
        assertEquals(100, rig.registers.committed());
        Rig.run(stream);
        stream.setStreamCurrentWritePosition(100 * BYTES);
        stream.setStreamCurrentWritePosition(100 * BYTES);
        rig.assertGlitches(1, 0);
        rig.engine.last().move(10);
        rig.assertGlitches(3, 0);
        stream.setStreamCurrentWritePosition(200 * BYTES);
        rig.engine.last().move(10);
        rig.assertGlitches(3, 0);
        stream.setStreamCurrentWritePosition(200 * BYTES);
        stream.setState(KsState.PAUSE);
        rig.assertGlitches(4, 0);
    }

    @Test
    @Rule("GLI-4")
    void samePositionTwiceIsTracedWithItsReasonAndPlace() throws IOException {
        OffloadStream stream = offload();
        stream.setStreamCurrentWritePosition(100 * BYTES);
        Rig.TRACE.clear();
        stream.setStreamCurrentWritePosition(100 * BYTES);
        assertEquals(
                List.of(
                        EngineEvent.GLITCH_REPORT,
                        0L,
                        100L * BYTES,
                        EngineEvent.SAME_WRITE_POSITION,
                        100L * BYTES),
                Rig.TRACE.getLast());
    }

    @Test
    void programThatFellBehindByRoundsIsInTheDevicesRoundAgain() throws IOException {
        OffloadStream stream = offload();
        Rig.run(stream);
        stream.setStreamCurrentWritePosition(100 * BYTES);
        rig.engine.last().move(5 * SIZE + 50);
        stream.setStreamCurrentWritePosition(150 * BYTES);
        assertEquals(4 * SIZE + 150, rig.registers.committed());
        stream.setStreamCurrentWritePosition(90 * BYTES);
        assertEquals(5 * SIZE + 90, rig.registers.committed());
    }

    @Test
    void positionsOutsideTheBufferAreRefused() throws IOException {
        OffloadStream stream = offload();
        for (int position : new int[] {-4, 3, SIZE * BYTES + 4}) {
            Rig.refused(
                    Status.INVALID_PARAMETER, () -> stream.setStreamCurrentWritePosition(position));
            Rig.refused(
                    Status.INVALID_PARAMETER,
                    () -> stream.setStreamCurrentWritePositionForLastBuffer(position));
        }
    }

    @Test
    @Rule("OFF-4")
    void lastBufferIsDoneWhenItsLastFrameWasHeard() throws IOException {
        OffloadStream stream = offload();
        int[] told = {0};
        stream.registerNotificationEvent(() -> told[0]++);
        rig.engine.last().latency = EngineLatency.ofFrames(50);
        Rig.run(stream);
        stream.setStreamCurrentWritePosition(PACKET * BYTES);
        rig.engine.last().move(PACKET);
        assertEquals(1, told[0], "fetched");
        stream.setStreamCurrentWritePositionForLastBuffer((PACKET + 100) * BYTES);
        assertEquals(PACKET + 100, rig.registers.end());
        assertEquals(PACKET + 100, rig.registers.committed());
        rig.engine.last().move(149);
        assertEquals(1, told[0], "fetched, and not heard yet");
        rig.engine.last().move(1);
        assertEquals(2, told[0]);
        assertEquals(PACKET + 100, stream.getStreamPresentationPosition().positionInBlocks());
        rig.engine.last().move(10);
        assertEquals(2, told[0]);
        rig.assertGlitches(0, 0);
        Rig.refused(Status.INVALID_DEVICE_STATE, () -> stream.setStreamCurrentWritePosition(0));
    }

    @Test
    void betweenPlayAndWriteLiesWhatIsInTheDevice() throws IOException {
        OffloadStream stream = offload();
        rig.engine.last().latency = EngineLatency.ofFrames(50);
        AudioPosition position = new AudioPosition();
        stream.getPosition(position);
        assertEquals("play 0, write 0", position.toString());
        Rig.run(stream);
        rig.engine.last().move(20);
        stream.getPosition(position);
        assertEquals("play 0, write 80", position.toString());
        rig.engine.last().move(SIZE);
        stream.getPosition(position);
        assertEquals("play " + (SIZE - 30) * BYTES + ", write 80", position.toString());
        assertEquals((SIZE + 20L) * BYTES, stream.getStreamLinearBufferPosition());
    }

    @Test
    void loopbackStreamHasLevelsButNoWritePosition() throws IOException {
        LoopbackStream stream = (LoopbackStream) open(2);
        rig.buffer(stream, 2);
        Rig.run(stream);
        rig.engine.last().latency = EngineLatency.ofFrames(50);
        rig.engine.last().move(100);
        assertEquals(
                new PresentationPosition(100, rig.engine.last().timeOf(100)),
                stream.getStreamPresentationPosition());
        assertEquals(400, stream.getStreamLinearBufferPosition());
        stream.setStreamChannelVolume(0, -1, CurveType.NONE, 0);
        assertEquals(-1, controls.levels[0]);
        stream.setStreamLoopbackProtection(LoopbackProtection.MUTE);
        Rig.refused(Status.INVALID_DEVICE_REQUEST, () -> stream.setStreamCurrentWritePosition(0));
    }

    @Test
    void offloadEndpointWithoutAHostIsAFilterOfItsOwn() throws IOException {
        WaveEndpoint alone = FakeEngine.OFFLOAD.streams(3);
        assertInstanceOf(OffloadStream.class, new Rig(alone).open());
    }
}

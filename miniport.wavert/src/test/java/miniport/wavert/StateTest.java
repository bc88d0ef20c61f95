package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.StreamRegisters;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.List;

/** The way of a stream from STOP to RUN and back. */
final class StateTest {
    private final Rig rig = new Rig(FakeEngine.SPEAKER);

    @Test
    @Rule({"WRT-10", "STR-4"})
    void deviceMovesInRunAlone() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        Rig.walk(stream, KsState.ACQUIRE, KsState.PAUSE);
        assertEquals(List.of("prepare"), rig.engine.last().events);
        stream.setState(KsState.RUN);
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.RUN);
        Rig.stop(stream);
        assertEquals(
                List.of("prepare", "start", "pause", "start", "pause", "stop"),
                rig.engine.last().events);
    }

    @Test
    void streamThatNeverRanIsNotStopped() throws IOException {
        WaveStream stream = rig.open();
        Rig.walk(stream, KsState.ACQUIRE, KsState.STOP);
        assertEquals(List.of(), rig.engine.last().events);
    }

    @Test
    void streamWithoutABufferDoesNotRun() throws IOException {
        WaveStream stream = rig.open();
        Rig.walk(stream, KsState.ACQUIRE, KsState.PAUSE);
        Rig.refused(Status.INVALID_DEVICE_STATE, () -> stream.setState(KsState.RUN));
        rig.buffer(stream, 2);
        stream.setState(KsState.RUN);
        assertEquals(List.of("prepare", "start"), rig.engine.last().events);
    }

    @Test
    @Rule({"STR-1", "STR-6"})
    void stopTakesTheStreamBackToItsStartAndKeepsTheCounts() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        assertEquals(0, rig.registers.transferred());
        Rig.run(stream);
        rig.registers.commit(100);
        rig.registers.end(5_000);
        rig.engine.last().move(700);
        stream.setState(KsState.PAUSE);
        assertEquals(700, rig.registers.transferred(), "frozen");
        stream.setState(KsState.RUN);
        rig.engine.last().move(100);
        assertEquals(800, rig.registers.transferred(), "goes on");
        Rig.stop(stream);
        assertEquals(0, rig.registers.transferred());
        assertEquals(StreamRegisters.UNTRACKED, rig.registers.committed());
        assertEquals(StreamRegisters.UNTRACKED, rig.registers.end());
        rig.assertGlitches(1, 700);
    }

    @Test
    @Rule("STR-3")
    void failedStepIsToldAndNotTaken() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        Rig.walk(stream, KsState.ACQUIRE, KsState.PAUSE);
        rig.engine.last().failing = "start";
        assertThrows(IOException.class, () -> stream.setState(KsState.RUN));
        rig.engine.last().failing = null;
        stream.setState(KsState.RUN);
        rig.engine.last().failing = "pause";
        assertThrows(IOException.class, () -> stream.setState(KsState.PAUSE));
        rig.engine.last().failing = null;
        Rig.stop(stream);
        assertEquals(
                List.of("prepare", "start", "start", "pause", "pause", "stop"),
                rig.engine.last().events);
    }

    @Test
    @Rule("WRT-19")
    void streamKeepsItsFormat() throws IOException {
        WaveStream stream = rig.open();
        Rig.refused(
                Status.NOT_SUPPORTED, () -> stream.setFormat(WaveDataFormat.pcm(44_100, 16, 2)));
    }

    @Test
    void brokenDeviceWakesWhoWaitsAndSaysWhy() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        Rig.run(stream);
        int[] woken = {0};
        stream.registerNotificationEvent(() -> woken[0]++);
        rig.engine.last().buffer().failed(new IOException("unplugged from hub 3"));
        rig.engine.last().buffer().failed(new IOException("still unplugged"));
        assertEquals(2, woken[0]);
        PortClsException told =
                Rig.refused(Status.IO_DEVICE_ERROR, () -> stream.getPosition(new AudioPosition()));
        assertEquals(
                "Test device does not go on; open the stream anew: unplugged from hub 3",
                told.getMessage());
        RenderStream render = (RenderStream) stream;
        Rig.refused(Status.IO_DEVICE_ERROR, () -> render.setWritePacket(1, 0, 0));
        Rig.refused(Status.IO_DEVICE_ERROR, render::getOutputStreamPresentationPosition);
    }

    @Test
    void brokenDeviceGoesDownQuietlyAndNotUpAgain() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        Rig.run(stream);
        IOException why = new IOException("unplugged");
        rig.engine.last().buffer().failed(why);
        rig.engine.last().failure = why;
        rig.engine.last().failing = "pause";
        stream.setState(KsState.PAUSE);
        rig.engine.last().failing = "stop";
        Rig.refused(Status.IO_DEVICE_ERROR, () -> stream.setState(KsState.RUN));
        Rig.walk(stream, KsState.ACQUIRE, KsState.STOP);
        Rig.refused(Status.IO_DEVICE_ERROR, () -> stream.setState(KsState.ACQUIRE));
        stream.close();
        assertEquals(0, rig.port.pieces());
    }
}

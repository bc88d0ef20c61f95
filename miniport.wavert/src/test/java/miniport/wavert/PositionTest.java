package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.adapter.EngineLatency;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.HwRegister;
import portcls.api.wavert.PresentationPosition;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.foreign.ValueLayout;

/** Where a stream is, and what that says. */
final class PositionTest {
    private final Rig rig = new Rig(FakeEngine.SPEAKER);
    private final AudioPosition position = new AudioPosition();

    @Test
    @Rule("WRT-11")
    void positionLiesInTheCyclicBuffer() throws IOException {
        WaveStream stream = rig.open();
        stream.getPosition(position);
        assertEquals("play 0, write 0", position.toString());
        rig.buffer(stream, 2);
        Rig.run(stream);
        rig.engine.last().move(100);
        stream.getPosition(position);
        assertEquals("play 400, write 400", position.toString());
        rig.engine.last().move(2 * Rig.PACKET);
        stream.getPosition(position);
        assertEquals("play 400, write 400", position.toString());
    }

    @Test
    @Rule("WRT-13")
    void positionRegisterWrapsAtTheBufferSize() throws IOException {
        WaveStream stream = rig.open();
        Rig.refused(Status.INVALID_DEVICE_STATE, stream::getPositionRegister);
        int size = rig.buffer(stream, 2).actualSize();
        HwRegister register = stream.getPositionRegister().orElseThrow();
        assertEquals(Long.SIZE, register.width());
        assertEquals(size / 2, register.accuracy());
        Rig.run(stream);
        long highest = 0;
        for (int i = 0; i < 3 * 2 * Rig.PACKET; i++) {
            rig.engine.last().move(1);
            highest = Math.max(highest, value(register));
        }
        assertEquals(size - Rig.FRAME_BYTES, highest);
        assertEquals(0, value(register));
    }

    @Test
    void clockRegisterNeverGoesBackAndStandsBetweenRuns() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        HwRegister register = stream.getClockRegister().orElseThrow();
        assertEquals(10_000_000, register.numerator());
        assertEquals(1, register.denominator());
        assertEquals(100_000, register.accuracy(), "a packet of 10 ms");
        Rig.run(stream);
        rig.engine.last().move(Rig.PACKET);
        assertEquals(ReferenceTime.SECOND + 100_000, value(register));
        Rig.stop(stream);
        assertEquals(ReferenceTime.SECOND + 100_000, value(register));
    }

    @Test
    @Rule("WRT-16")
    void latencyIsToldInBytesAndTimes() throws IOException {
        WaveStream stream = rig.open();
        rig.engine.last().latency = new EngineLatency(64, 1_000, 2_000);
        assertEquals(new HwLatency(256, 1_000, 2_000), stream.getHWLatency());
    }

    @Test
    @Rule({"WRT-17", "PKT-9"})
    void heardIsWhatMovedLessTheDelaysAndNeverBelowZero() throws IOException {
        RenderStream stream = (RenderStream) rig.open();
        rig.buffer(stream, 2);
        // 64 frames, and 1 ms + 1 ms = 96 frames
        rig.engine.last().latency = new EngineLatency(64, 10_000, 10_000);
        Rig.run(stream);
        assertEquals(new PresentationPosition(0, 0), heard(stream));
        rig.engine.last().move(100);
        assertEquals(new PresentationPosition(0, rig.engine.last().timeOf(100)), heard(stream));
        rig.engine.last().move(900);
        assertEquals(new PresentationPosition(840, rig.engine.last().timeOf(1_000)), heard(stream));
        rig.engine.last().latency = EngineLatency.NONE;
        assertEquals(1_000, heard(stream).positionInBlocks());
        Rig.walk(stream, KsState.PAUSE, KsState.ACQUIRE, KsState.STOP);
        assertEquals(0, heard(stream).positionInBlocks());
    }

    private static PresentationPosition heard(RenderStream stream) {
        return stream.getOutputStreamPresentationPosition();
    }

    private static long value(HwRegister register) {
        return register.register().get(ValueLayout.JAVA_LONG, 0);
    }
}

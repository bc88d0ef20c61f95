package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.WaveDataFormat;
import portcls.conformance.Rule;

import java.io.IOException;

/** What is lost is counted. */
final class GlitchTest {
    private static final int PACKET = Rig.PACKET;

    private final Rig rig = new Rig(FakeEngine.SPEAKER, FakeEngine.MICROPHONE);

    private FakeEngineStream running(int pin) throws IOException {
        WaveStream stream = rig.open(pin, WaveDataFormat.of(FakeEngine.CD));
        rig.buffer(stream, 2);
        Rig.run(stream);
        return rig.engine.last();
    }

    @Test
    @Rule("GLI-1")
    void holeIsOneGlitchAndAllItsFramesAreLost() throws IOException {
        FakeEngineStream device = running(0);
        rig.registers.commit(PACKET);
        device.move(PACKET);
        rig.assertGlitches(0, 0);
        device.move(100);
        rig.assertGlitches(1, 100);
        device.move(100);
        device.move(100);
        rig.assertGlitches(1, 300);
        rig.registers.commit(PACKET + 350);
        device.move(20);
        rig.assertGlitches(1, 300);
        device.move(100);
        rig.assertGlitches(2, 370);
    }

    @Test
    void programThatFillsPartOfAHoleLosesTheRest() throws IOException {
        FakeEngineStream device = running(0);
        rig.registers.commit(0);
        device.move(100);
        rig.registers.commit(150);
        device.move(100);
        rig.assertGlitches(1, 150);
    }

    @Test
    void deviceGetsWhatWasHandedOverAndSilenceForTheRest() throws IOException {
        CyclicBuffer buffer = running(0).buffer();
        assertEquals(PACKET, buffer.playable(5_000, PACKET), "nobody tells: all is played");
        rig.registers.commit(PACKET);
        assertEquals(PACKET, buffer.playable(0, PACKET));
        assertEquals(80, buffer.playable(400, PACKET));
        assertEquals(0, buffer.playable(PACKET, PACKET));
        assertEquals(0, buffer.playable(5_000, PACKET));
        rig.registers.end(200);
        assertEquals(200, buffer.playable(0, PACKET));
        rig.registers.commit(-1);
        assertEquals(200, buffer.playable(0, PACKET));
    }

    @Test
    void programThatDoesNotTellLosesNothing() throws IOException {
        FakeEngineStream device = running(0);
        device.move(100 * PACKET);
        rig.assertGlitches(0, 0);
    }

    @Test
    void silenceBehindTheEndIsNoGlitchButAHoleBeforeItIs() throws IOException {
        FakeEngineStream device = running(0);
        rig.registers.commit(100);
        rig.registers.end(150);
        device.move(1_000);
        device.move(1_000);
        rig.assertGlitches(1, 50);
        rig.registers.commit(3_000);
        rig.registers.end(-1);
        device.move(1_500);
        rig.assertGlitches(2, 550);
    }

    @Test
    @Rule("GLI-5")
    void framesThatTheDeviceLostAreCounted() throws IOException {
        FakeEngineStream device = running(0);
        device.buffer().xrun(33);
        device.buffer().xrun(0);
        rig.assertGlitches(2, 33);
    }

    @Test
    @Rule("PKT-8")
    void unreadFramesThatAreOverwrittenAreLost() throws IOException {
        FakeEngineStream device = running(1);
        device.move(10 * PACKET);
        rig.assertGlitches(0, 0);
        rig.registers.commit(9 * PACKET);
        device.move(PACKET);
        rig.assertGlitches(0, 0);
        device.move(10);
        rig.assertGlitches(1, 10);
        device.move(PACKET);
        rig.assertGlitches(1, PACKET + 10);
        rig.registers.commit(12 * PACKET + 10);
        device.move(1);
        rig.assertGlitches(1, PACKET + 10);
    }
}

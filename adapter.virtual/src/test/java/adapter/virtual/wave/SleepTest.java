package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.wave.TestDevice.Opened;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.DevicePowerState;
import portcls.api.adapter.Recording;
import portcls.api.ks.WaveFormat;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.testkit.FakeFramework;
import portcls.wav.WavReader;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;

/** Without power nothing moves, and no time is spent. */
@Timeout(60)
class SleepTest {
    private static final int RATE = 48_000;
    private static final WaveFormat FORMAT = WaveFormat.float32(RATE, 2);

    private final StepClock clock = new StepClock(true);

    @TempDir Path folder = Path.of("");

    @Test
    void theDeviceTakesPartInPowerManagement() throws IOException {
        WaveConfig config = WaveConfig.of(FakeFramework.settings(WaveSettings.class, Map.of()));
        try (VirtualWave device =
                new VirtualWave(
                        clock,
                        config,
                        () -> {
                            throw new AssertionError("it broke");
                        })) {
            IAdapterPowerManagement power =
                    device.adapt(IAdapterPowerManagement.class).orElseThrow();
            VirtualWaveEngine engine = (VirtualWaveEngine) device.resources().getFirst();
            var stream = engine.open(engine.endpoints().getFirst(), FORMAT);
            stream.prepare(new WatchedBuffer(FORMAT, 960, 2));
            power.powerChangeState(DevicePowerState.D3);
            assertEquals(
                    "virtual:speaker sleeps, so that no stream can run; bring it to D0 first",
                    assertThrows(IOException.class, stream::start).getMessage());
            power.powerChangeState(DevicePowerState.D0);
            stream.start();
        }
    }

    @Test
    @Rule("PWR-5")
    void positionsStandStillWithoutAnAlarmAndGoOnFromThere() throws IOException {
        Path file = folder.resolve("sleep.wav");
        try (TestDevice device = new TestDevice(clock, Map.of("microphone", "tone"))) {
            Opened playing = device.open("Speaker", FORMAT, 960, 2);
            Opened hearing = device.open("Microphone", FORMAT, 960, 2);
            for (int i = 0; i < 2 * 960; i++) {
                playing.buffer().memory().setAtIndex(ValueLayout.JAVA_FLOAT, i, 0.5f);
            }
            Recording recording = device.engine.record(file);
            playing.stream().start();
            hearing.stream().start();
            clock.advance(ReferenceTime.millis(25));
            device.engine.power(DevicePowerState.D3);
            assertEquals(1_200, playing.buffer().position, "up to the very moment");
            assertEquals(1_200, hearing.buffer().position);
            playing.buffer().forbidden = true;
            hearing.buffer().forbidden = true;
            long fired = clock.fired;
            clock.advance(ReferenceTime.SECOND);
            device.engine.power(DevicePowerState.D2); // asleep already
            clock.advance(ReferenceTime.SECOND);
            assertEquals(fired, clock.fired, "nothing woke it");
            assertEquals(0, playing.buffer().trespasses);
            assertEquals(0, hearing.buffer().trespasses);
            playing.buffer().forbidden = false;
            hearing.buffer().forbidden = false;
            device.engine.power(DevicePowerState.D0);
            clock.advance(ReferenceTime.millis(25));
            assertEquals(2_400, playing.buffer().position);
            assertEquals(2_400, hearing.buffer().position);
            assertEquals(0, playing.buffer().lostFrames, "a sleep is no glitch");
            recording.close();
        }
        assertHeard(file);
    }

    private static void assertHeard(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            float[] samples = new float[2 * (int) reader.frames()];
            assertEquals(2 * RATE + 2_400, reader.frames(), 1);
            assertEquals(reader.frames(), reader.read(samples, 0, (int) reader.frames()));
            for (int i = 0; i < samples.length / 2; i++) {
                boolean sleeps = i >= 1_200 && i < 2 * RATE + 1_200;
                boolean edge = Math.abs(i - 1_200) <= 1 || Math.abs(i - 2 * RATE - 1_200) <= 1;
                assertTrue(edge || samples[2 * i] == (sleeps ? 0 : 0.5f), "frame " + i);
            }
        }
    }

    @Test
    void whatIsPausedInItsSleepStaysPaused() throws IOException {
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened playing = device.open("Speaker", FORMAT, 960, 2);
            Opened other = device.open("Speaker", FORMAT, 960, 2);
            playing.stream().start();
            other.stream().start();
            clock.advance(ReferenceTime.millis(10));
            device.engine.power(DevicePowerState.D3);
            playing.stream().pause();
            other.stream().close();
            device.engine.power(DevicePowerState.D0);
            clock.advance(ReferenceTime.millis(10));
            assertEquals(480, playing.buffer().position);
            assertEquals(480, other.buffer().position);
            playing.stream().start();
            clock.advance(ReferenceTime.millis(10));
            assertEquals(960, playing.buffer().position);
        }
    }
}

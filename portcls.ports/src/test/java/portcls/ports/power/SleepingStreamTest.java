package portcls.ports.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.DevicePowerState;
import portcls.api.client.Buffer;
import portcls.api.client.Gap;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wave.WaveBench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A sound stream whose device sleeps under it. */
class SleepingStreamTest {
    private static final String ID = "test:wave";
    private static final int PACKET = 4;
    private static final Buffer HELD =
            Buffer.ofFrames(2 * PACKET).packets(2).hold(5, TimeUnit.SECONDS);

    private final WaveBench bench = new WaveBench();
    private final PowerHouse power = bench.house.system.power();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule("PWR-1")
    void dataWaitsAndTheStreamGoesOnWhereItWas() {
        try (WavePin pin = bench.render(HELD)) {
            WaveBench.fillAll(pin);
            pin.run();
            bench.move(PACKET + 1);
            WaveBench.fillAll(pin);
            bench.house.system.requestNewPowerState(bench.device, DevicePowerState.D3);
            assertEquals(KsState.PAUSE, bench.stream().state);
            assertEquals(KsState.RUN, pin.state());
            assertFalse(pin.isHeld());
            WavePosition position = new WavePosition();
            bench.house.time().advance(ReferenceTime.millis(250));
            pin.position(position);
            assertEquals(PACKET + 1, position.transferredFrames());
            assertNull(pin.pollPacket());
            power.setDeviceState(ID, DevicePowerState.D0);
            assertEquals(KsState.RUN, bench.stream().state);
            bench.move(PACKET);
            assertEquals(WaveBench.range(1, 2 * PACKET + 2), bench.stream().played);
            assertEquals(0, pin.glitches());
            Gap gap = pin.gaps().getFirst();
            assertEquals(1, pin.gaps().size());
            assertEquals(PACKET + 1, gap.frame());
            assertEquals(12_000, gap.frames());
            assertEquals(0, gap.skipped());
            assertEquals(Duration.ofMillis(250), gap.duration());
            assertEquals("its device slept", gap.cause().message());
        }
    }

    @Test
    void aStreamThatSleepsOftenAndLongRemembersTheLatestGaps() {
        try (WavePin pin = bench.render(HELD)) {
            WaveBench.fillAll(pin);
            pin.run();
            for (int i = 0; i < 1_010; i++) {
                nap();
            }
            bench.house.system.requestNewPowerState(bench.device, DevicePowerState.D3);
            bench.house.time().advance(400 * 86_400L * ReferenceTime.SECOND);
            power.setDeviceState(ID, DevicePowerState.D0);
            assertEquals(1_000, pin.gaps().size());
            assertEquals(400 * 86_400L * 48_000, pin.gaps().getLast().frames());
            assertEquals(Duration.ofDays(400), pin.gaps().getLast().duration());
        }
    }

    private void nap() {
        bench.house.system.requestNewPowerState(bench.device, DevicePowerState.D3);
        power.setDeviceState(ID, DevicePowerState.D0);
    }

    @Test
    @Rule({"PWR-1"})
    void aStreamThatLosesItsDriverAsleepRunsWithTheNextOne() {
        try (WavePin pin = bench.render(HELD)) {
            WaveBench.fillAll(pin);
            pin.run();
            bench.move(PACKET);
            bench.house.system.requestNewPowerState(bench.device, DevicePowerState.D3);
            assertEquals(List.of(), bench.unplug(RemovalReason.ORDERLY));
            assertTrue(pin.isHeld());
            assertEquals(KsState.RUN, pin.state());
            bench.plug(new FakeWave());
            TestHouse.await("it goes on", () -> !pin.isHeld());
            assertEquals(DevicePowerState.D0, power.devices().getFirst().state());
            assertEquals(
                    List.of("setState ACQUIRE", "setState PAUSE", "setState RUN"),
                    bench.driver.calls("setState"));
        }
    }
}

package portcls.ports.power;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.DevicePowerState;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiPin;
import portcls.api.client.Target;
import portcls.api.ks.KsState;
import portcls.api.ks.PinProperty;
import portcls.api.power.ExitLatency;
import portcls.api.power.IdleSettings;
import portcls.api.power.PowerSource;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;

import java.time.Duration;

/** When a device goes to sleep by itself. */
class IdleTest {
    private static final String ID = "test:one";

    private final TestHouse house = new TestHouse();
    private final PowerHouse power = house.system.power();
    private final FakeMidi miniport = new FakeMidi();
    private final SleepyDevice device = new SleepyDevice(ID, miniport.calls);
    private Filter filter;

    @BeforeEach
    void bind() {
        house.bind(device, miniport);
        filter = house.published.getFirst();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("PWR-8")
    void withoutSettingsNothingSleeps() {
        advance(3600);
        assertState(DevicePowerState.D0);
        assertEquals(IdleSettings.OFF, power.devices().getFirst().idle());
    }

    @Test
    @Rule("PWR-8")
    void anyRequestBeginsTheTimeAnew() {
        idle(0, 5, DevicePowerState.D2);
        try (FilterHandle handle = filter.open()) {
            for (int i = 0; i < 3; i++) {
                advance(4);
                assertState(DevicePowerState.D0);
                assertEquals(4, handle.get(PinProperty.CTYPES));
            }
            advance(5);
            assertState(DevicePowerState.D2);
            assertEquals("nobody used it for 5.0 s", power.devices().getFirst().reason());
            assertEquals(0, handle.openMidi(0).pinId());
            assertState(DevicePowerState.D0);
            advance(6);
            assertState(DevicePowerState.D2);
        }
    }

    @Test
    @Rule("PWR-8")
    void aStreamThatRunsIsUse() {
        idle(0, 5, DevicePowerState.D3);
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            advance(60);
            assertState(DevicePowerState.D0);
            pin.pause();
            advance(11);
            assertState(DevicePowerState.D3);
            assertEquals(KsState.PAUSE, pin.state());
        }
    }

    @Test
    @Rule("PWR-8")
    void onBatteryTheOtherTimeCounts() {
        idle(2, 0, DevicePowerState.D3);
        advance(60);
        assertState(DevicePowerState.D0);
        power.setPowerSource(PowerSource.BATTERY);
        settle();
        advance(3);
        assertState(DevicePowerState.D3);
    }

    @Test
    @Rule("PWR-8")
    void aDriverOptsOutAndIn() {
        idle(0, 5, DevicePowerState.D3);
        house.system.setIdlePowerManagement(device, false);
        settle();
        advance(60);
        assertState(DevicePowerState.D0);
        house.system.setIdlePowerManagement(device, true);
        settle();
        advance(6);
        assertState(DevicePowerState.D3);
    }

    @Test
    @Rule("PWR-8")
    void immediateIdleSleepsAsSoonAsNobodyHasItOpenWhateverTheDriverSays() {
        house.system.setIdlePowerManagement(device, false);
        power.idleDefaults(
                new IdleSettings(Duration.ZERO, Duration.ZERO, DevicePowerState.D3, true));
        awaitState(DevicePowerState.D3);
        try (FilterHandle handle = filter.open()) {
            assertState(DevicePowerState.D0);
            assertEquals(4, handle.get(PinProperty.CTYPES));
            settle();
            assertState(DevicePowerState.D0);
            assertEquals(0, handle.get(PinProperty.CINSTANCES, Target.pin(0)).current());
        }
        awaitState(DevicePowerState.D3);
    }

    @Test
    @Rule({"PWR-3", "PWR-8"})
    void anAdapterMayVetoItsRest() {
        idle(0, 5, DevicePowerState.D3);
        device.veto = "listening";
        advance(20);
        assertState(DevicePowerState.D0);
        device.veto = "";
        advance(6);
        assertState(DevicePowerState.D3);
    }

    @Test
    @Rule("PWR-10")
    void aDeviceThatMustBeThereAtOnceDoesNotSleepDeepestByItself() {
        power.setExitLatency(ExitLatency.INSTANT);
        idle(0, 5, DevicePowerState.D3);
        advance(60);
        assertState(DevicePowerState.D0);
    }

    private void idle(int conservation, int performance, DevicePowerState state) {
        power.idleDefaults(
                new IdleSettings(
                        Duration.ofSeconds(conservation),
                        Duration.ofSeconds(performance),
                        state,
                        false));
        settle();
    }

    /** Moves the clock, second by second, and lets the worker see each. */
    private void advance(int seconds) {
        for (int i = 0; i < seconds; i++) {
            house.time().advance(ReferenceTime.SECOND);
            settle();
        }
    }

    /** Everything that was queued on the worker has run, and what that queued. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            boolean _ = house.devices.of(device).worker().call(null, () -> true);
        }
    }

    private void assertState(DevicePowerState state) {
        settle();
        assertEquals(state, power.devices().getFirst().state());
    }

    private void awaitState(DevicePowerState state) {
        TestHouse.await(
                "the device is in " + state, () -> power.devices().getFirst().state() == state);
    }
}

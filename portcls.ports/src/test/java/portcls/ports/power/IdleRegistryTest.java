package portcls.ports.power;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import portcls.api.DevicePowerState;
import portcls.api.IRegistryKey;
import portcls.api.RegistryKeyType;
import portcls.api.adapter.Adapter;
import portcls.api.power.IdleSettings;
import portcls.conformance.Rule;
import portcls.ports.TestHouse;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.registry.FakeConfigurationAdmin;

import java.time.Duration;
import java.util.Optional;

/** The idle settings of one device as they stand in its registry key. */
class IdleRegistryTest {
    private static final IdleSettings DEFAULTS =
            new IdleSettings(
                    Duration.ofSeconds(1), Duration.ofSeconds(2), DevicePowerState.D1, false);

    private final FakeConfigurationAdmin admin = new FakeConfigurationAdmin();
    private final ConfigurationRegistry registry =
            new ConfigurationRegistry(() -> Optional.of(admin.service()));
    private final Adapter device = TestHouse.device("test:one");

    @Test
    @Rule("PWR-8")
    void theyAreReadAsAnInfFileWritesThem() {
        IRegistryKey key = settings();
        key.setValueKey("ConservationIdleTime", new byte[] {0x2c, 1, 0, 0});
        key.setValueKey("PerformanceIdleTime", new byte[] {0, 0, 0, 0});
        key.setValueKey("IdlePowerState", new byte[] {3, 0, 0, 0});
        key.setValueKey("ImmediateIdle", new byte[] {1, 0, 0, 0});
        assertEquals(
                new IdleSettings(Duration.ofSeconds(300), Duration.ZERO, DevicePowerState.D3, true),
                read());
    }

    @Test
    @Rule("PWR-8")
    void numbersDoAsWellAndWhatIsNotThereIsTheDefault() {
        IRegistryKey key = settings();
        assertEquals(DEFAULTS, read());
        key.setValueKey("performanceidletime", 60);
        key.setValueKey("IdlePowerState", "0x2");
        assertEquals(
                new IdleSettings(
                        Duration.ofSeconds(1), Duration.ofSeconds(60), DevicePowerState.D2, false),
                read());
    }

    @Test
    void aRegistryThatCannotBeReadKeepsNoDeviceFromAChange() {
        admin.breakDown();
        assertEquals(DEFAULTS, read());
    }

    @Test
    @Rule("PWR-8")
    void whatMakesNoSenseIsNotTakenOver() {
        IRegistryKey key = settings();
        key.setValueKey("PerformanceIdleTime", 60);
        key.setValueKey("IdlePowerState", 4);
        assertEquals(DEFAULTS, read());
        key.setValueKey("IdlePowerState", 1);
        key.setValueKey("ConservationIdleTime", new byte[] {1, 2});
        assertEquals(DEFAULTS, read());
        // Four bytes are a DWORD, which has no sign.
        key.setValueKey("ConservationIdleTime", new byte[] {-1, -1, -1, -1});
        assertEquals(Duration.ofSeconds(0xffff_ffffL), read().conservationIdleTime());
    }

    @Test
    @Rule("PWR-8")
    void anotherDeviceHasItsOwn() {
        settings().setValueKey("PerformanceIdleTime", 60);
        assertEquals(
                DEFAULTS, IdleRegistry.read(registry, TestHouse.device("test:another"), DEFAULTS));
    }

    private IRegistryKey settings() {
        return registry.open(RegistryKeyType.DEVICE, Optional.of(device), Optional.empty())
                .newSubKey("PowerSettings")
                .key();
    }

    private IdleSettings read() {
        return IdleRegistry.read(registry, device, DEFAULTS);
    }
}

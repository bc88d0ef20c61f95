package adapter.virtual.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.ByteLink;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.util.List;
import java.util.Map;

class CableComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final TestClock clock = new TestClock();

    private CableComponent component(Map<String, Object> values) {
        return new CableComponent(
                framework.context(), clock, FakeFramework.settings(CableSettings.class, values));
    }

    @Test
    void is_a_device_of_bytes() {
        CableComponent component = component(Map.of("name", "loop"));
        component.start();
        Adapter device = framework.devices.get(0);
        assertEquals("virtual:loop", device.id());
        assertEquals(List.of("virtual:cable", "midi-bytes"), device.hardwareIds());
        assertEquals(1, device.resources().size());
        assertTrue(device.resources().get(0) instanceof ByteLink);
        component.stop();
        assertEquals(List.of("virtual:loop"), framework.removals);
        assertEquals(0, clock.openAlarms());
    }

    @Test
    void a_bad_capacity_is_refused() {
        assertEquals(
                "capacity=0 is out of range; use 1 to 65536",
                assertThrows(IllegalArgumentException.class, () -> component(Map.of("capacity", 0)))
                        .getMessage());
    }
}

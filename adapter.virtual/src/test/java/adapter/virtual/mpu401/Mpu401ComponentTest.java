package adapter.virtual.mpu401;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.InterruptLine;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Recordable;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.util.List;
import java.util.Map;

class Mpu401ComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final TestClock clock = new TestClock();

    private Mpu401Component component(Map<String, Object> values) {
        return new Mpu401Component(framework.context(), clock, settings(values));
    }

    private static Mpu401Settings settings(Map<String, Object> values) {
        return FakeFramework.settings(Mpu401Settings.class, values);
    }

    private static IoPort registers(Adapter device) {
        return (IoPort) device.resources().get(0);
    }

    @Test
    void without_configuration_there_is_one_with_a_sound_module() {
        Mpu401Component component = component(Map.of());
        component.start();
        assertEquals(1, framework.devices.size());
        Adapter device = framework.devices.get(0);
        assertEquals("virtual:mpu401", device.id());
        assertEquals("Virtual MPU-401 with sound module", device.name());
        assertEquals(List.of("virtual:mpu401", "mpu401"), device.hardwareIds());
        assertEquals(2, device.resources().size());
        assertEquals("I/O 0x330-0x331", registers(device).description());
        assertTrue(device.resources().get(1) instanceof InterruptLine);
        assertTrue(device.adapt(Recordable.class).isPresent());
        assertFalse(device.adapt(IoPort.class).isPresent());
        component.stop();
        assertEquals(List.of("virtual:mpu401"), framework.removals);
        assertEquals(0, clock.openAlarms());
        assertEquals(0xFF, registers(device).read(1));
    }

    @Test
    void a_fault_comes_and_goes_without_a_new_device() {
        Mpu401Component component = component(Map.of("connector", "nothing"));
        component.start();
        Adapter device = framework.devices.get(0);
        component.change(settings(Map.of("connector", "nothing", "fault", "stuck-drr")));
        assertEquals(0xC0, registers(device).read(1));
        component.change(settings(Map.of("connector", "nothing")));
        assertEquals(0x80, registers(device).read(1));
        assertSame(device, framework.devices.get(0));
        assertFalse(device.adapt(Recordable.class).isPresent());
        assertEquals(List.of(), framework.removals);
        component.stop();
    }

    @Test
    void sudden_death_is_a_surprise_and_can_be_healed() {
        Mpu401Component component = component(Map.of());
        component.start();
        Adapter device = framework.devices.get(0);
        component.change(settings(Map.of("fault", "sudden-death")));
        assertEquals(List.of("virtual:mpu401 gone"), framework.removals);
        assertTrue(device.isGone());
        assertEquals(0xFF, registers(device).read(0));
        component.change(settings(Map.of("fault", "sudden-death", "connector", "loop-back")));
        assertEquals(List.of(), framework.devices);
        component.change(settings(Map.of()));
        assertEquals(1, framework.devices.size());
        assertFalse(framework.devices.get(0).isGone());
        component.stop();
        assertEquals(0, clock.openAlarms());
    }

    @Test
    void anything_else_makes_it_another_device() {
        Mpu401Component component = component(Map.of());
        component.start();
        component.change(settings(Map.of("name", "second", "connector", "loop-back")));
        assertEquals(List.of("virtual:mpu401"), framework.removals);
        assertEquals("virtual:second", framework.devices.get(0).id());
        assertEquals("Virtual MPU-401 with loop-back cable", framework.devices.get(0).name());
        component.stop();
    }

    @Test
    void a_change_that_is_not_allowed_changes_nothing() {
        Mpu401Component component = component(Map.of());
        component.start();
        assertThrows(
                IllegalArgumentException.class,
                () -> component.change(settings(Map.of("fault", "fire"))));
        assertEquals(1, framework.devices.size());
        assertEquals(List.of(), framework.removals);
        component.stop();
    }

    @Test
    void each_bad_value_is_refused_by_name() {
        assertRefused(
                "fault=fire is not known; use one of none, no-acknowledge, stuck-drr, overflow,"
                        + " sudden-death",
                Map.of("fault", "fire"));
        assertRefused(
                "connector=hose is not known; use one of sound-module, loop-back, nothing",
                Map.of("connector", "hose"));
        assertRefused(
                "reset=loud is not known; use one of acknowledged, silent",
                Map.of("reset", "loud"));
        assertRefused("outputFifo=0 is out of range; use 1 to 1024", Map.of("outputFifo", 0));
        assertRefused("inputFifo=9999 is out of range; use 1 to 1024", Map.of("inputFifo", 9_999));
        assertRefused(
                "output=radio is not known; use wav, speakers or the id of a wave device, such as"
                        + " virtual:speaker",
                Map.of("output", "radio"));
        assertRefused(
                "bank=no/such.sf2 is not there or cannot be read; name an SF2 or DLS file, or"
                        + " leave it empty",
                Map.of("bank", "no/such.sf2"));
        assertRefused(
                "name= cannot be part of a device id; use 1 to 64 letters, digits, '.', '_' or"
                        + " '-', beginning with a letter or digit",
                Map.of("name", ""));
    }

    private void assertRefused(String message, Map<String, Object> values) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> component(values)).getMessage());
    }
}

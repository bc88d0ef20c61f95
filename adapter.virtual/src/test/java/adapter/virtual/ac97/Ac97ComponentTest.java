package adapter.virtual.ac97;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;
import portcls.api.adapter.Subdevice;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.util.List;
import java.util.Map;

@Timeout(60)
class Ac97ComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final TestClock clock = new TestClock();

    private static Ac97Settings settings(Map<String, Object> values) {
        return FakeFramework.settings(Ac97Settings.class, values);
    }

    private Ac97Component component(Map<String, Object> values) {
        return new Ac97Component(framework.context(), clock, settings(values));
    }

    @Test
    void aDeviceIsAControllerAndTheMixerOfItsCodecAndTheWiresBetween() {
        Ac97Component component = component(Map.of());
        component.start();
        Adapter device = framework.devices.get(0);
        assertEquals("virtual:ac97", device.id());
        assertEquals(List.of("virtual:ac97", "ac97"), device.hardwareIds());
        assertEquals(
                List.of(
                        ResourceType.PORT,
                        ResourceType.PORT,
                        ResourceType.INTERRUPT,
                        ResourceType.DEVICE_PRIVATE),
                device.resources().stream().map(Resource::type).toList());
        Subdevice mixer = device.subdevices().get(0);
        assertEquals("mixer", mixer.name());
        assertEquals(List.of("ac97-codec"), mixer.hardwareIds());
        assertSame(device.resources().get(1), mixer.resources().get(0));
        assertEquals(
                List.of(
                        new Link("virtual:ac97", "PCM Out", "virtual:ac97/mixer", "PCM Out"),
                        new Link("virtual:ac97/mixer", "Record", "virtual:ac97", "PCM In")),
                device.links());
        assertTrue(device.adapt(Recordable.class).isPresent());
        component.stop();
        assertEquals(List.of("virtual:ac97"), framework.removals);
        assertEquals(0, clock.openAlarms());
        component.stop();
    }

    @Test
    void aFaultComesOverTheDeviceAnythingElseMakesItANewOne() {
        Ac97Component component = component(Map.of());
        component.start();
        Adapter device = framework.devices.get(0);
        component.change(settings(Map.of("fault", "no-codec")));
        assertSame(device, framework.devices.get(0));
        component.change(settings(Map.of("name", "other")));
        assertEquals("virtual:other", framework.devices.get(0).id());
        assertEquals(List.of("virtual:ac97"), framework.removals);
        component.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "name, a b, name=a b cannot be part of a device id",
        "input, radio, input=radio is not known",
        "fault, fire, fault=fire is not known",
        "output, file, file= is empty",
        "input, file, inputFile= cannot be heard"
    })
    void aWrongSettingIsNamed(String name, String value, String message) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> component(Map.of(name, value)));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }
}

package adapter.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import adapter.jdk.platform.JavaSound;
import adapter.jdk.wave.FakeMixer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.testkit.Await;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sound.midi.MidiDevice;
import javax.sound.sampled.Mixer;

@Timeout(60)
class JdkComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final TestClock clock = new TestClock();

    private JdkComponent component(Map<String, Object> values, JavaSound sound) {
        return new JdkComponent(
                framework.context(),
                clock,
                FakeFramework.settings(JdkSettings.class, values),
                sound);
    }

    @Test
    void devices_are_there_soon_after_the_start_and_none_after_the_stop() {
        FakeSound sound = new FakeSound();
        sound.mixers.add(new FakeMixer("one", "maker", clock));
        JdkComponent component = component(Map.of(), sound);
        component.start();
        Await.until("a device", () -> framework.devices.size() == 1);
        component.stop();
        assertEquals(List.of("jdk:one"), framework.removals);
    }

    @Test
    void it_looks_again_also_after_a_look_that_failed() {
        FakeSound good = new FakeSound();
        good.mixers.add(new FakeMixer("one", "maker", clock));
        AtomicInteger looks = new AtomicInteger();
        JavaSound moody =
                new JavaSound() {
                    @Override
                    public List<Mixer> mixers() {
                        if (looks.incrementAndGet() == 1) {
                            throw new IllegalStateException("no sound today");
                        }
                        return good.mixers();
                    }

                    @Override
                    public List<MidiDevice> midiDevices() {
                        return List.of();
                    }
                };
        JdkComponent component = component(Map.of("rescan", 1), moody);
        component.start();
        Await.until("a device", () -> framework.devices.size() == 1);
        component.stop();
        assertEquals(List.of(), framework.devices);
    }

    @Test
    void bad_settings_are_refused() {
        assertEquals(
                "rescan=-1 is out of range; use 0 to 3600",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> component(Map.of("rescan", -1), new FakeSound()))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> component(Map.of("exclude", new String[] {" "}), new FakeSound()));
    }
}

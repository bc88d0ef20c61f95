package adapter.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.jdk.midi.FakeMidi;
import adapter.jdk.wave.FakeMixer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.ByteLink;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.util.List;
import java.util.Map;

class DeviceScanTest {
    private final FakeFramework framework = new FakeFramework();
    private final TestClock clock = new TestClock();
    private final FakeSound sound = new FakeSound();
    private DeviceScan scan = scan(Map.of());

    private DeviceScan scan(Map<String, Object> values) {
        return new DeviceScan(
                framework.context(),
                clock,
                sound,
                FakeFramework.settings(JdkSettings.class, values));
    }

    @AfterEach
    void close() {
        scan.close();
        assertEquals(List.of(), framework.devices);
    }

    private List<String> look() {
        scan.look();
        return framework.devices.stream().map(Adapter::id).toList();
    }

    private FakeMixer mixer(String name) {
        FakeMixer mixer = new FakeMixer(name, "maker", clock);
        sound.mixers.add(mixer);
        return mixer;
    }

    @Test
    void a_mixer_is_a_wave_engine() {
        mixer("Speakers (Realtek)");
        assertEquals(List.of("jdk:speakers-realtek"), look());
        Adapter device = framework.devices.getFirst();
        assertEquals("Speakers (Realtek)", device.name());
        assertEquals(
                List.of("jdk:speakers-realtek", "jdk:audio", "wave-engine"), device.hardwareIds());
        WaveEngine engine = (WaveEngine) device.resources().getFirst();
        assertEquals(2, engine.endpoints().size());
        assertEquals(1, engine.endpoints().getFirst().maximumStreams());
    }

    @Test
    void a_midi_port_is_a_byte_link() {
        FakeMidi in = FakeMidi.input("Keys");
        sound.midiDevices.add(in);
        sound.midiDevices.add(FakeMidi.output("Keys", in));
        assertEquals(List.of("jdk:midi-keys"), look());
        Adapter device = framework.devices.getFirst();
        assertEquals(List.of("jdk:midi-keys", "jdk:midi", "midi-bytes"), device.hardwareIds());
        ByteLink link = (ByteLink) device.resources().getFirst();
        assertTrue(link.isReadable() && link.isWritable());
    }

    @Test
    void devices_come_and_go_with_the_list() {
        assertEquals(List.of(), look());
        FakeMixer one = mixer("one");
        mixer("two");
        assertEquals(List.of("jdk:one", "jdk:two"), look());
        Adapter first = framework.devices.getFirst();
        sound.mixers.remove(one);
        assertEquals(List.of("jdk:two"), look());
        assertEquals(List.of("jdk:one gone"), framework.removals);
        assertTrue(first.isGone());
        sound.mixers.add(one);
        assertEquals(List.of("jdk:two", "jdk:one"), look());
    }

    @Test
    void the_same_device_stays_when_the_platform_makes_all_mixers_anew() {
        mixer("one");
        look();
        Adapter before = framework.devices.getFirst();
        sound.mixers.clear();
        FakeMixer anew = mixer("one");
        look();
        assertTrue(framework.devices.getFirst() == before);
        assertEquals(List.of(), framework.removals);
        WaveEngine engine = (WaveEngine) before.resources().getFirst();
        engine.endpoints();
        assertTrue(anew.getMixerInfo().getName().equals("one"));
    }

    @Test
    void a_device_that_plays_is_there_whatever_the_list_says() throws IOException {
        FakeMixer mixer = mixer("one");
        look();
        WaveEngine engine = (WaveEngine) framework.devices.getFirst().resources().getFirst();
        try (WaveEngineStream stream =
                engine.open(
                        engine.endpoints().getFirst(), engine.endpoints().getFirst().preferred())) {
            assertEquals(960, stream.shape(960, 2));
            sound.mixers.remove(mixer);
            assertEquals(List.of("jdk:one"), look());
        }
        assertEquals(List.of(), look());
    }

    @Test
    void two_of_a_name_are_told_apart() {
        mixer("USB");
        mixer("USB");
        mixer("USB");
        assertEquals(List.of("jdk:usb", "jdk:usb#2", "jdk:usb#3"), look());
    }

    @Test
    void its_own_kind_and_programs_are_never_devices() {
        sound.mixers.add(new FakeMixer("Speaker", "portcls", clock));
        sound.mixers.add(new FakeMixer("portcls speaker", "maker", clock));
        sound.mixers.add(new FakeMixer("Gervill Sound Mixer", "OpenJDK", clock));
        sound.mixers.add(new FakeMixer("Java Sound Audio Engine", "Sun", clock));
        sound.mixers.add(FakeMixer.withoutLines("Port card", clock));
        sound.midiDevices.add(FakeMidi.output("portcls keys"));
        sound.midiDevices.add(FakeMidi.output("Gervill"));
        sound.midiDevices.add(FakeMidi.output("Real Time Sequencer"));
        assertEquals(List.of(), look());
    }

    @Test
    void settings_say_what_is_wanted() {
        mixer("Speakers");
        mixer("Spare");
        mixer("Headset");
        sound.midiDevices.add(FakeMidi.output("Speaking keys"));
        scan =
                scan(
                        Map.of(
                                "include",
                                new String[] {"sp*"},
                                "exclude",
                                new String[] {"spar?"},
                                "midi",
                                false));
        assertEquals(List.of("jdk:speakers"), look());
        scan.close();
        scan = scan(Map.of("audio", false));
        assertEquals(List.of("jdk:midi-speaking-keys"), look());
    }

    @Test
    void a_look_that_ends_after_the_close_plugs_nothing_in() {
        mixer("one");
        scan.close();
        assertEquals(List.of(), look());
    }

    @Test
    void closing_is_an_orderly_removal() {
        mixer("one");
        look();
        scan.close();
        assertEquals(List.of("jdk:one"), framework.removals);
    }
}

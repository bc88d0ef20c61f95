package adapter.jdk.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import javax.sound.midi.MidiSystem;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Mixer;

class PlatformSoundTest {
    private static List<String> names(JavaSound sound) {
        return sound.mixers().stream().map(Mixer::getMixerInfo).map(Mixer.Info::getName).toList();
    }

    @Test
    void the_class_path_has_a_provider_that_java_sound_sees() {
        List<String> all =
                Arrays.stream(AudioSystem.getMixerInfo()).map(Mixer.Info::getName).toList();
        assertTrue(all.containsAll(List.of("of the class path", "speaker")), all.toString());
    }

    @Test
    void only_the_platforms_own_providers_count() {
        List<String> names = names(new PlatformSound());
        assertFalse(names.contains("of the class path"), names.toString());
        assertFalse(names.contains("speaker"), names.toString());
    }

    @Test
    void a_mixer_of_this_project_does_not_count_wherever_it_comes_from() {
        List<String> names = names(new PlatformSound(getClass().getClassLoader()));
        assertTrue(names.contains("of the class path"), names.toString());
        assertFalse(names.contains("speaker"), names.toString());
    }

    @Test
    void the_synthesizer_and_the_sequencer_of_the_platform_are_no_devices() {
        assertTrue(MidiSystem.getMidiDeviceInfo().length >= 2);
        new PlatformSound()
                .midiDevices()
                .forEach(device -> assertFalse(SoftwareDevices.isSoftware(device)));
    }

    @Test
    void the_callers_class_loader_stays() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader inside = PlatformLoader.call(thread::getContextClassLoader);
        assertEquals(ClassLoader.getPlatformClassLoader(), inside);
        assertEquals(before, thread.getContextClassLoader());
    }
}

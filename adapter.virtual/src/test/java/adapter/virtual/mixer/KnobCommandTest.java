package adapter.virtual.mixer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.MixerControl;
import portcls.api.ks.JackDescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a hand at the shell turns. */
class KnobCommandTest {
    private final VirtualMixer mixer =
            new VirtualMixer("virtual:test", 2, JackDescription.integrated(3));
    private final KnobCommand command = new KnobCommand(List.of(new Device()));
    private final List<MixerControl> told = new ArrayList<>();

    private final class Device implements Adapter {
        @Override
        public String id() {
            return "virtual:test";
        }

        @Override
        public List<String> hardwareIds() {
            return List.of("virtual:speaker");
        }

        @Override
        public <T> Optional<T> adapt(Class<T> type) {
            return type.isInstance(mixer) ? Optional.of(type.cast(mixer)) : Optional.empty();
        }
    }

    @Test
    void it_lists_the_knobs() {
        assertEquals(
                """
                Wave Volume = 0.0 dB
                Wave Mute = off
                Bass = 0.0 dB
                Treble = 0.0 dB
                Loudness = off
                Master Volume = 0.0 dB
                Master Mute = off
                Microphone AGC = off
                Microphone Volume = 0.0 dB
                Microphone Mute = off
                Record Source = 1\
                """,
                command.knob("virtual:test"));
    }

    @Test
    void it_turns_them_at_the_device() {
        mixer.onChange(told::add);
        assertEquals(
                "Master Volume = -12.5 dB", command.knob("virtual:test", "master volume", "-12.5"));
        assertEquals("Wave Mute = on", command.knob("virtual:test", "Wave Mute", "on"));
        assertEquals("Wave Mute = off", command.knob("virtual:test", "Wave Mute", "off"));
        assertEquals("Record Source = 2", command.knob("virtual:test", "Record Source", "2"));
        assertEquals(4, told.size());
        assertEquals(-819_200, mixer.value(told.get(0), 1));
    }

    @Test
    void what_it_cannot_turn_is_told() {
        assertTrue(message("virtual:none", "Bass", "1").startsWith("there is no virtual device"));
        assertTrue(
                message("virtual:test", "Horn", "1").contains("has no knob \"Horn\"; it has:\n"));
        assertTrue(message("virtual:test", "Bass", "loud").endsWith("value=loud"));
        assertTrue(message("virtual:test", "Bass", "13").contains("use -786432 … 786432"));
    }

    private String message(String device, String control, String value) {
        return String.valueOf(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> command.knob(device, control, value))
                        .getMessage());
    }
}

package adapter.virtual.mixer;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    void names_need_no_quotes_and_a_knob_alone_is_shown() {
        assertEquals(
                "Master Volume = -6.0 dB",
                command.knob("virtual:test", "Master", "Volume", "-6dB"));
        assertEquals("Master Volume = -6.0 dB", command.knob("virtual:test", "master volume"));
    }

    @Test
    void parts_of_names_are_enough_where_only_one_has_them() {
        assertEquals("Treble = 3.0 dB", command.knob("test", "tre", "3"));
        assertEquals("Master Mute = on", command.knob("TEST", "mas", "mute", "on"));
        assertEquals("Microphone AGC = off", command.knob("test", "agc"));
        assertTrue(command.knob("test", "volume", "-3").contains("or several"), "one of three");
        KnobCommand two = new KnobCommand(List.of(new Device(), new Device()));
        assertTrue(two.knob("tes").startsWith("\"tes\" could be any of several"));
    }

    @Test
    void what_it_cannot_do_is_told_with_what_there_is_and_what_to_do() {
        mixer.onChange(told::add);
        assertEquals(
                """
                There is no virtual device with knobs of the id "virtual:none".
                  Devices with knobs: virtual:test
                  What to do: knob DEVICE [KNOB [VALUE]], for example: knob virtual:speaker Bass 6\
                """,
                command.knob("virtual:none", "Bass", "1"));
        assertTrue(
                command.knob().startsWith("No device was named.\n  Devices with knobs: virtual:t"));
        assertTrue(
                command.knob("virtual:test", "Horn", "1")
                        .startsWith(
                                """
                                virtual:test has no knob "Horn", or several with that in their names.
                                  What to do: turn one of these:
                                Wave Volume = 0.0 dB
                                """));
        assertEquals(
                """
                "Bass" cannot be turned to "loud".
                  What to do: use a level from -12.0 dB to 12.0 dB.\
                """,
                command.knob("virtual:test", "Bass", "loud"));
        for (String level : List.of("13", "on", "NaN", "1e30")) {
            assertTrue(
                    command.knob("virtual:test", "Bass", level).startsWith("\"Bass\" cannot be"),
                    level);
        }
        assertTrue(command.knob("virtual:test", "Wave Mute", "2").endsWith(": use on or off."));
        assertTrue(
                command.knob("virtual:test", "Record Source", "3")
                        .endsWith("use the number of an input, 1 to 2."));
        assertEquals(List.of(), told, "nothing was turned");
    }
}

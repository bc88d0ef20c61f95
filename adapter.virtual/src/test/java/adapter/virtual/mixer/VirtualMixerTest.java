package adapter.virtual.mixer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.List;

/** The mixer as its driver and as a hand at its knobs see it. */
class VirtualMixerTest {
    private static final int DECIBEL = 65_536;
    private static final JackDescription SOCKET =
            JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, 0x00FF00, 3)
                    .detecting(true);

    private final VirtualMixer mixer = new VirtualMixer("virtual:test", 2, SOCKET);
    private final List<String> told = new ArrayList<>();

    private MixerControl control(String name) {
        return mixer.layout().controls().stream()
                .filter(it -> it.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    @Test
    void it_is_a_function_of_its_device() {
        assertEquals("mixer", mixer.subdevice().name());
        assertEquals(List.of("virtual:mixer", "mixer"), mixer.subdevice().hardwareIds());
        assertEquals(List.of(mixer), mixer.subdevice().resources());
        assertEquals("mixer of virtual:test", mixer.description());
        assertTrue(mixer.onHostCpu());
    }

    @Test
    void it_changes_nothing_at_first() {
        for (MixerControl control : mixer.layout().controls()) {
            if (control.property() != null) {
                int neutral = AudioProperty.MUX_SOURCE.equals(control.property()) ? 1 : 0;
                assertEquals(neutral, mixer.value(control, 0), control.name());
            }
        }
    }

    @Test
    @Rule("TOP-8")
    void what_is_played_is_summed_and_what_is_recorded_is_selected() {
        int sum = mixer.layout().controls().indexOf(control("Mix"));
        int mux = mixer.layout().controls().indexOf(control("Record Source"));
        List<ConnectionDescriptor> all = mixer.layout().connections();
        assertEquals(1, all.stream().filter(it -> it.toNode() == sum).count());
        assertEquals(
                List.of(1, 2),
                all.stream().filter(it -> it.toNode() == mux).map(it -> it.toPin()).toList());
        assertEquals(
                List.of("Wave", "Microphone", "Speakers", "Record"),
                mixer.layout().lines().stream().map(MixerLine::name).toList());
    }

    @Test
    @Rule("TOP-9")
    void a_knob_that_is_turned_is_told_and_a_value_that_is_set_is_not() {
        mixer.onChange(control -> told.add(control.name()));
        mixer.turn(control("Master Volume"), 1, -3 * DECIBEL);
        mixer.value(control("Master Volume"), 0, -5 * DECIBEL);
        assertEquals(-3 * DECIBEL, mixer.value(control("Master Volume"), 1));
        assertEquals(List.of("Master Volume"), told);
        mixer.onChange(null);
        mixer.turn(control("Master Mute"), -1, 1);
        assertEquals(List.of("Master Volume"), told);
        assertEquals(1, mixer.value(control("Master Mute"), 0));
    }

    @Test
    void a_knob_has_its_ends() {
        assertEquals(
                "\"Master Volume\" of virtual:test cannot be turned to value=1; use -6291456 … 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> mixer.turn(control("Master Volume"), 0, 1))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> mixer.turn(control("Peak Meter"), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> mixer.turn(control("Mix"), 0, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> mixer.value(MixerControl.mute("Other Mute", 1), 0));
    }

    @Test
    @Rule({"JCK-4", "JCK-6"})
    void a_plug_that_is_pulled_is_told_once() {
        mixer.onJackChange(line -> told.add(line.name()));
        mixer.setSocket(SOCKET.detecting(false));
        mixer.setSocket(SOCKET.detecting(false));
        assertEquals(List.of("Speakers"), told);
        for (MixerLine line : mixer.layout().lines()) {
            boolean speakers = line.name().equals("Speakers");
            assertEquals(
                    speakers ? List.of(SOCKET.detecting(false)) : line.jacks(), mixer.jacks(line));
        }
    }
}

package portcls.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

import portcls.api.adapter.Recording;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;

import java.util.List;
import java.util.Map;

import javax.inject.Inject;

/** FM music goes the whole way: client, port, driver, registers of the chip, WAV; in exact time. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FmIT {
    /** A chip alone, and one on a card: its filter, and the device that is recorded. */
    private static final List<Fm> CHIPS =
            List.of(
                    new Fm("virtual:opl3", "virtual:opl3"),
                    new Fm("virtual:sb16/fm", "virtual:sb16"));

    private static final String OPL3 = "adapter.virtual.opl3";
    private static final int A4 = 69;
    private static final int FLUTE = 73;

    @Inject BundleContext context;

    private Services services;
    private VirtualClock clock;

    private record Fm(String filter, String device) {}

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.allDriversInVirtualTime()};
    }

    @Before
    public void find() throws Exception {
        services = new Services(context);
        clock = services.get(VirtualClock.class);
        for (Fm fm : CHIPS) {
            services.filter(fm.filter());
        }
        services.filter("virtual:sb16/mixer");
    }

    @Test
    public void a_note_sounds_at_its_time_and_pitch_until_its_end() throws Exception {
        for (Fm fm : CHIPS) {
            Recording recording = record(fm, "fm-note");
            try (MidiPin pin = services.filter(fm.filter()).openMidi()) {
                pin.run();
                pin.send(0, MidiMessages.programChange(0, FLUTE));
                pin.send(ReferenceTime.millis(500), MidiMessages.noteOn(0, A4, 110));
                pin.send(ReferenceTime.millis(1_500), MidiMessages.noteOff(0, A4));
                clock.advance(4 * ReferenceTime.SECOND);
                recording.close();
            }
            Wav wav = Wav.read(recording.file());
            assertEquals(fm + " onset", 0.5, wav.firstSound(0), 0.01);
            assertEquals(fm + " pitch", 440, wav.pitch(0.7, 1.4, 415, 466), 2);
            assertTrue(fm + " level", wav.level(0.7, 1.4) > 0.01);
            assertTrue(fm + " ends", wav.peak(3.5, 3.9) < 0.000_1);
        }
    }

    @Test
    public void a_song_sounds_to_its_end_and_stop_silences_it() throws Exception {
        for (Fm fm : CHIPS) {
            Song song = new Song();
            double end = (double) song.end100ns() / ReferenceTime.SECOND;
            Recording recording = record(fm, "fm-song");
            try (MidiPin pin = services.filter(fm.filter()).openMidi()) {
                pin.run();
                song.sendTo(pin);
                pin.send(song.end100ns(), MidiMessages.noteOn(0, A4, 110));
                clock.advance(song.end100ns() + ReferenceTime.SECOND / 2);
                assertEquals(0, pin.queued());
                pin.stop();
                clock.advance(3 * ReferenceTime.SECOND);
                recording.close();
            }
            Wav wav = Wav.read(recording.file());
            for (double second = 0; second < end; second++) {
                double level = wav.level(second, second + 1);
                assertTrue(fm + " sounds at " + second + " s: " + level, level > 0.001);
            }
            assertTrue(fm + " sounds before the stop", wav.level(end + 0.2, end + 0.4) > 0.001);
            assertEquals(fm + " is silent after it", 0, wav.peak(end + 2.5, end + 3.3), 0);
        }
    }

    @Test
    public void a_song_is_the_same_on_two_chips_by_the_sample() throws Exception {
        // What is configured takes the place of what is there by itself.
        services.configure(OPL3, Map.of("name", "opl3"));
        Song song = new Song();
        Recording[] recordings = new Recording[2];
        MidiPin[] pins = new MidiPin[2];
        for (int i = 0; i < 2; i++) {
            String name = "twin" + i;
            services.configure(OPL3, Map.of("name", name));
            String id = "virtual:" + name;
            pins[i] = services.filter(id).openMidi();
            recordings[i] = record(new Fm(id, id), "fm-twin");
        }
        for (MidiPin pin : pins) {
            pin.run();
            song.sendTo(pin);
        }
        // A step is a stretch of time that both are rendered in.
        while (pins[0].now() < song.end100ns() + ReferenceTime.SECOND / 2) {
            clock.advance(ReferenceTime.millis(7));
        }
        for (int i = 0; i < 2; i++) {
            pins[i].close();
            recordings[i].close();
        }
        Wav one = Wav.read(recordings[0].file());
        Wav other = Wav.read(recordings[1].file());
        assertTrue(one.level(1, 2) > 0.001);
        assertArrayEquals("left", one.left(), other.left(), 0);
        assertArrayEquals("right", one.right(), other.right(), 0);
    }

    private Recording record(Fm fm, String name) throws Exception {
        return Card.record(
                services, fm.device(), name + "-" + fm.device().substring("virtual:".length()));
    }
}

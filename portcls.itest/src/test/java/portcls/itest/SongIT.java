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

import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiEvent;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.diag.Counter;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.conformance.Rule;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

/** A song goes the whole way, from a client to the cable and to the loudspeaker. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SongIT {
    private static final String MPU401 = "adapter.virtual.mpu401";
    private static final long BYTE_100NS = 3_200;
    private static final long STEP_100NS = ReferenceTime.millis(10);
    private static final int RATE = 44_100;
    private static final int A4 = 69;

    @Inject BundleContext context;

    private Services services;
    private VirtualClock clock;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.houseInVirtualTime()};
    }

    @Before
    public void find() throws Exception {
        services = new Services(context);
        clock = services.get(VirtualClock.class);
    }

    @Test
    @Rule({"MID-9", "MID-11"})
    public void the_bytes_on_the_wire_are_those_of_the_song_at_their_times() throws Exception {
        services.configure(MPU401, Map.of("name", "wire", "connector", "loop-back"));
        Song song = new Song();
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        List<Long> times = new ArrayList<>();
        try (MidiPin out = services.filter("virtual:wire").openMidi();
                MidiCapturePin in = services.filter("virtual:wire").openMidiCapture()) {
            in.run();
            out.run();
            song.sendTo(out);
            MidiEvent event = new MidiEvent();
            while (out.now() < song.end100ns() + ReferenceTime.SECOND) {
                clock.advance(STEP_100NS);
                while (in.receive(event)) {
                    heard.writeBytes(event.toBytes());
                    times.add(event.time100ns());
                }
            }
            assertEquals(0, out.queued());
            assertCounts(out.counters(), song);
        }
        assertArrayEquals(song.bytes(), heard.toByteArray());
        assertTimes(song, times);
    }

    @Test
    public void the_recording_is_silent_until_each_note_sounds_at_its_time() throws Exception {
        services.configure(MPU401, Map.of("name", "sound"));
        double[] notes = {0.5, 1.0, 1.333_3, 1.777_7, 2.5};
        Path file = Files.createDirectories(Path.of("target")).resolve("measured.wav");
        try (MidiPin pin = services.filter("virtual:sound").openMidi()) {
            Recordable module =
                    services.adapter("virtual:sound").adapt(Recordable.class).orElseThrow();
            Recording recording = module.record(file);
            pin.run();
            // A saw tooth: it begins at once. No reverb and no chorus: it ends at once.
            pin.send(0, MidiMessages.programChange(0, 81));
            pin.send(0, MidiMessages.controlChange(0, 91, 0));
            pin.send(0, MidiMessages.controlChange(0, 93, 0));
            for (double second : notes) {
                long time = ReferenceTime.seconds(second);
                pin.send(time, MidiMessages.noteOn(0, A4, 100));
                pin.send(time + ReferenceTime.millis(250), MidiMessages.controlChange(0, 120, 0));
            }
            clock.advanceTo(recording.startTime100ns() + 3 * ReferenceTime.SECOND);
            recording.close();
            assertEquals(3 * RATE, recording.frames(), 1);
        }
        Wav wav = Wav.read(file);
        assertEquals(RATE, wav.rate());
        assertEquals(3 * RATE, wav.frames(), 1);
        double from = 0;
        for (double second : notes) {
            // A note is complete when its third byte has left.
            double due = second + 3 * BYTE_100NS / (double) ReferenceTime.SECOND;
            assertEquals("onset of the note at " + second + " s", due, wav.firstSound(from), 0.002);
            assertEquals("pitch", 440, wav.pitch(due + 0.02, due + 0.22, 415, 466), 2);
            double level = wav.level(due + 0.02, due + 0.22);
            assertTrue("level of the note at " + second + " s: " + level, level > 0.01);
            from = second + 0.3;
        }
        double peak = wav.peak(0, 3);
        assertTrue("peak: " + peak, peak > 0.05 && peak < 1);
    }

    /** The cable carries a byte in 320 µs, one after the other; virtual time is exact. */
    private static void assertTimes(Song song, List<Long> times) {
        assertEquals(song.messages().size(), times.size());
        long free = 0;
        for (int i = 0; i < times.size(); i++) {
            Song.Message message = song.messages().get(i);
            long first = Math.max(free, message.time100ns()) + BYTE_100NS;
            assertEquals("arrival of message " + i + ", 100 ns", first, (long) times.get(i));
            free = first + (message.bytes().length - 1) * BYTE_100NS;
        }
    }

    private static void assertCounts(List<Counter> counters, Song song) {
        for (Counter counter : counters) {
            switch (counter.id()) {
                case "midi.bytes" -> assertEquals(song.bytes().length, counter.value());
                case "midi.errors" -> assertEquals(0, counter.value());
                default -> {}
            }
        }
    }
}

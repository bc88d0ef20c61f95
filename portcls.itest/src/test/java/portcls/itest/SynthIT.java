package portcls.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.SynthOutput;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.dmus.WaveSinkProperty;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;

import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import javax.inject.Inject;

/** The synthesizer goes the whole way: client, port, driver, wave sink, wave filter, WAV. */
@RunWith(PaxExam.class)
public class SynthIT {
    private static final String SYNTH = "synth:gervill";
    private static final String SPEAKER = "virtual:heard";
    private static final int RATE = 44_100;
    private static final WaveFormat FORMAT = WaveFormat.pcm(RATE, 16, 2);

    /** A saw tooth: it begins at once and has no reverb of its own. */
    private static final int SAW = 81;

    private static final int A4 = 69;
    private static final int SONG_SECONDS = 5;

    @Inject BundleContext context;

    private Services services;
    private Filter synth;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.everything()};
    }

    @Before
    public void configure() throws Exception {
        services = new Services(context);
        services.configure("adapter.virtual.wave", Map.of("name", "heard"));
        synth = services.filter(SYNTH);
        services.filter(SPEAKER);
    }

    @Test
    @Rule({"SNK-7", "DMU-4"})
    public void offline_a_note_sounds_at_its_time_and_twice_the_same() {
        short[] rendered = renderNote(RATE / 50);
        assertArrayEquals("whatever the size of the pieces", rendered, renderNote(4_096));
        short[] once = left(rendered);
        assertEquals("onset", 0.5, (double) onset(once) / RATE, 0.002);
        assertTrue("it ends: " + peak(once, 3 * RATE), peak(once, 3 * RATE) < 40);
        assertEquals("pitch", 440, wav(once).pitch(0.6, 1.1, 415, 466), 1.5);
    }

    @Test
    @Rule({"SNK-7", "DMU-4"})
    public void offline_a_song_is_the_same_by_the_sample_each_time() {
        short[] once = renderSong(RATE / 50);
        assertArrayEquals("whatever the size of the pieces", once, renderSong(4_096));
        for (int second = 0; second < SONG_SECONDS; second++) {
            int from = 2 * RATE * second;
            short[] part = Arrays.copyOfRange(once, from, from + 2 * RATE);
            assertTrue("it sounds in second " + second, peak(part, 0) > 300);
        }
    }

    @Test
    @Rule({"SNK-2", "CLK-6"})
    public void what_is_played_now_is_heard_through_the_wave_filter() throws Exception {
        Path file = recorded("synth.wav");
        Recording recording;
        try (DirectMusicPin pin = open()) {
            pin.run();
            Await.until("it plays there", () -> pin.get(WaveSinkProperty.PLAYING).equals(SPEAKER));
            recording = speaker().record(file);
            note(pin, A4);
            Await.until("two seconds are recorded", () -> recording.frames() > 96_000);
            assertTrue("latency clock", pin.latencyTime() > pin.now());
        }
        recording.close();
        Wav wav = Wav.read(file);
        double from = wav.firstSound(0) + 0.2;
        assertTrue("it sounds: " + from, from > 0.2 && from < 1.5);
        assertEquals("pitch", 440, wav.pitch(from, from + 0.4, 415, 466), 1.5);
    }

    @Test
    @Rule("SNK-2")
    public void it_plays_to_every_kind_of_wave_filter() throws Exception {
        for (Card card : Card.values()) {
            String id = card.plug(services, "heard").id();
            Recording recording;
            try (DirectMusicPin pin = synth.openDirectMusic()) {
                pin.set(WaveSinkProperty.OUTPUT, id);
                pin.run();
                Await.until("it plays to " + id, () -> id.equals(playing(pin)));
                recording = Card.record(services, id, "synth-" + card);
                note(pin, A4);
                Await.until(
                        "two seconds of " + id,
                        () -> recording.frames() > 2L * recording.sampleRate());
            }
            recording.close();
            Wav wav = Wav.read(recording.file());
            double from = wav.firstSound(0) + 0.2;
            assertTrue(id + " sounds: " + from, from > 0.2 && from < 1.5);
            assertEquals(id, 440, wav.pitch(from, from + 0.4, 415, 466), 1.5);
        }
    }

    @Test
    public void the_music_goes_on_when_the_wave_driver_was_replaced() throws Exception {
        Bundle driver = services.bundle("miniport.wavert");
        Path file = recorded("replaced.wav");
        try (DirectMusicPin pin = open()) {
            pin.run();
            Await.until("it plays there", () -> pin.get(WaveSinkProperty.PLAYING).equals(SPEAKER));
            note(pin, A4);
            driver.stop();
            Await.until("it plays nowhere", () -> !SPEAKER.equals(playing(pin)));
            try (InputStream jar = Files.newInputStream(Containers.jar("miniport.wavert"))) {
                driver.update(jar);
            }
            driver.start();
            Await.until("it plays again", () -> SPEAKER.equals(playing(pin)));
            assertTrue("frames were lost", pin.get(WaveSinkProperty.LOST_FRAMES) > 0);
            Recording recording = speaker().record(file);
            Await.until("a second is recorded", () -> recording.frames() > 48_000);
            recording.close();
        }
        Wav wav = Wav.read(file);
        assertEquals("the note still sounds", 440, wav.pitch(0.2, 0.7, 415, 466), 1.5);
    }

    @Test
    @Rule("DMU-24")
    public void each_pin_is_a_synthesizer_of_its_own() throws Exception {
        Path file = recorded("two.wav");
        try (DirectMusicPin one = open();
                DirectMusicPin other = open()) {
            one.run();
            other.run();
            Await.until("it plays there", () -> one.get(WaveSinkProperty.PLAYING).equals(SPEAKER));
            note(one, A4);
            note(other, A4 - 12);
            // Of one channel, this would end both.
            one.send(one.latencyTime() + ReferenceTime.millis(300), 0, MidiMessages.allNotesOff(0));
            Recording recording = speaker().record(file);
            Await.until("two seconds are recorded", () -> recording.frames() > 96_000);
            recording.close();
        }
        Wav wav = Wav.read(file);
        assertEquals("only the other sounds", 220, wav.pitch(1.4, 1.9, 200, 460), 1.5);
        assertTrue(wav.level(1.4, 1.9) > 0.005);
    }

    @Test
    @Rule("SYN-8")
    public void a_bank_that_is_none_is_refused_and_the_music_goes_on() throws Exception {
        try (FilterHandle handle = synth.open();
                SynthOutput out = handle.openSynthOutput(FORMAT);
                DirectMusicPin pin = handle.openDirectMusic(handle.firstDirectMusicPin(false))) {
            byte[] noise = new byte[10_000];
            new java.util.Random(7).nextBytes(noise);
            byte[] riff = noise.clone();
            System.arraycopy(new byte[] {'R', 'I', 'F', 'F'}, 0, riff, 0, 4);
            for (byte[] hostile : new byte[][] {noise, riff, new byte[0]}) {
                PortClsException refused =
                        assertThrows(
                                PortClsException.class,
                                () ->
                                        pin.get(
                                                SynthDlsProperty.DOWNLOAD,
                                                SynthTarget.buffer(0, hostile)));
                assertEquals(refused.toString(), Status.INVALID_PARAMETER, refused.status());
            }
            out.run();
            pin.run();
            program(pin);
            pin.send(0, 0, MidiMessages.noteOn(0, A4, 100));
            assertTrue(peak(render(out, RATE, 4_096), 0) > 500);
        }
    }

    @Test
    @Rule({"SUB-18", "DMU-1", "DMU-2"})
    public void the_dmus_driver_serves_the_mpu401_when_no_other_does() throws Exception {
        Bundle midi = services.bundle("miniport.midi");
        services.configure("adapter.virtual.mpu401", Map.of("name", "uart", "output", "wav"));
        services.filter("virtual:uart");
        midi.stop();
        Filter uart = services.filter("virtual:uart");
        assertEquals(PortClass.DMUS, uart.kind());
        Recordable device = services.adapter("virtual:uart").adapt(Recordable.class).orElseThrow();
        Path file = recorded("uart.wav");
        try (MidiPin legacy = uart.openMidi();
                DirectMusicPin music = uart.openDirectMusic()) {
            legacy.run();
            music.run();
            legacy.send(MidiMessages.programChange(0, SAW));
            Recording recording = device.record(file);
            music.send(music.now() + ReferenceTime.millis(100), 0, MidiMessages.noteOn(0, A4, 100));
            Await.until("two seconds are recorded", () -> recording.frames() > 2 * RATE);
            recording.close();
        }
        Wav wav = Wav.read(file);
        double from = wav.firstSound(0) + 0.2;
        assertEquals("pitch", 440, wav.pitch(from, from + 0.4, 415, 466), 1.5);
        midi.start();
    }

    private DirectMusicPin open() {
        DirectMusicPin pin = synth.openDirectMusic();
        pin.set(WaveSinkProperty.OUTPUT, SPEAKER);
        return pin;
    }

    /** Where it plays; while a driver goes, nobody can say. */
    private static String playing(DirectMusicPin pin) {
        return pin.get(WaveSinkProperty.PLAYING);
    }

    private static void program(DirectMusicPin pin) {
        pin.send(0, 0, MidiMessages.programChange(0, SAW));
        // Neither reverb nor chorus.
        pin.send(0, 0, MidiMessages.controlChange(0, 91, 0));
        pin.send(0, 0, MidiMessages.controlChange(0, 93, 0));
    }

    private static void note(DirectMusicPin pin, int key) {
        program(pin);
        pin.send(pin.latencyTime() + ReferenceTime.millis(20), 0, MidiMessages.noteOn(0, key, 100));
    }

    private short[] renderNote(int chunkFrames) {
        try (FilterHandle handle = synth.open();
                SynthOutput out = handle.openSynthOutput(FORMAT);
                DirectMusicPin pin = handle.openDirectMusic(handle.firstDirectMusicPin(false))) {
            out.run();
            pin.run();
            program(pin);
            pin.send(ReferenceTime.millis(1_200), 0, MidiMessages.noteOff(0, A4));
            pin.send(ReferenceTime.millis(500), 0, MidiMessages.noteOn(0, A4, 100));
            return render(out, 4 * RATE, chunkFrames);
        }
    }

    private short[] renderSong(int chunkFrames) {
        try (FilterHandle handle = synth.open();
                SynthOutput out = handle.openSynthOutput(FORMAT);
                DirectMusicPin pin = handle.openDirectMusic(handle.firstDirectMusicPin(false))) {
            out.run();
            pin.run();
            for (Song.Message message : new Song().messages()) {
                byte[] bytes = message.bytes();
                if (bytes.length == 2 || bytes.length == 3) {
                    int last = bytes.length == 3 ? bytes[2] : 0;
                    pin.send(message.time100ns(), 0, MidiMessages.of(bytes[0], bytes[1], last));
                }
            }
            return render(out, SONG_SECONDS * RATE, chunkFrames);
        }
    }

    /** Both channels, by turns. */
    private static short[] render(SynthOutput out, int frames, int chunkFrames) {
        short[] samples = new short[2 * frames];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chunk = arena.allocate(chunkFrames * 4L, 8);
            for (int done = 0; done < frames; done += chunkFrames) {
                int count = Math.min(chunkFrames, frames - done);
                out.render(chunk.asSlice(0, count * 4L));
                for (int i = 0; i < 2 * count; i++) {
                    samples[2 * done + i] =
                            chunk.get(
                                    ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(
                                            ByteOrder.LITTLE_ENDIAN),
                                    i * 2L);
                }
            }
        }
        assertEquals(frames, out.renderedFrames());
        return samples;
    }

    private static short[] left(short[] stereo) {
        short[] left = new short[stereo.length / 2];
        for (int i = 0; i < left.length; i++) {
            left[i] = stereo[2 * i];
        }
        return left;
    }

    private static int onset(short[] samples) {
        int at = 0;
        while (at < samples.length && Math.abs(samples[at]) < 40) {
            at++;
        }
        return at;
    }

    private static int peak(short[] samples, int from) {
        int peak = 0;
        for (int i = from; i < samples.length; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }

    private static Wav wav(short[] samples) {
        double[] left = new double[samples.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = samples[i] / 32_768.0;
        }
        return new Wav(RATE, left, left);
    }

    private Recordable speaker() throws Exception {
        return services.adapter(SPEAKER).adapt(Recordable.class).orElseThrow();
    }

    private static Path recorded(String name) throws Exception {
        return Files.createDirectories(Path.of("target")).resolve(name);
    }
}

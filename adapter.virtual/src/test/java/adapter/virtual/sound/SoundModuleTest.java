package adapter.virtual.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Recording;
import portcls.api.time.ReferenceTime;
import portcls.testkit.Await;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.prefs.Preferences;

import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Mixer;

@Timeout(120)
class SoundModuleTest {
    private static final int RATE = 44_100;
    private static final long MILLI = ReferenceTime.MILLISECOND;
    private static final int SAW_LEAD = 81;

    @TempDir Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final List<SoundModule> modules = new ArrayList<>();

    private SoundModule module(SoundConfig config) {
        SoundModule module = new SoundModule("virtual:test", clock, config, _ -> Optional.empty());
        modules.add(module);
        return module;
    }

    private SoundModule module() {
        return module(new SoundConfig("wav", null));
    }

    @AfterEach
    void close() {
        modules.forEach(SoundModule::close);
        assertEquals(0, clock.openAlarms());
    }

    /** A message whose last byte has left now. */
    private void send(SoundModule module, int... bytes) {
        for (int value : bytes) {
            module.accept(clock.getTime(), value);
        }
    }

    private Wav play(SoundModule module, String name, long... noteTimes100ns) throws IOException {
        Path file = folder.resolve(name);
        try (Recording recording = module.record(file)) {
            long start = recording.startTime100ns();
            assertEquals(clock.getTime(), start);
            send(module, 0xC0, SAW_LEAD, 0xB0, 91, 0, 93, 0); // no reverb, no chorus
            for (long time : noteTimes100ns) {
                clock.advanceTo(start + time);
                send(module, 0x90, 69, 100);
                clock.advance(60 * MILLI);
                send(module, 0xB0, 120, 0); // all sound off
            }
            clock.advanceTo(start + 2 * ReferenceTime.SECOND);
        }
        return Wav.read(file);
    }

    @Test
    void notes_begin_at_their_times() throws IOException {
        long[] times = {100 * MILLI, 333_333 * 10, 777_777 * 10, 1_500 * MILLI + 12_345};
        SoundModule module = module();
        Wav wav = play(module, "onsets.wav", times);
        assertEquals(2 * RATE, wav.frames);
        assertEquals(0, module.lateMessages());
        int from = 0;
        for (long time : times) {
            double due = time * (double) RATE / ReferenceTime.SECOND;
            int onset = wav.firstSound(from);
            assertTrue(onset >= due - 1, onset + " is before " + due);
            // The first samples of an attack may round to silence.
            assertTrue(onset <= due + 5, onset + " is not at " + due);
            from = (int) due + RATE / 5;
        }
    }

    @Test
    void the_same_bytes_give_the_same_sound() throws IOException {
        long[] times = {100 * MILLI, 700 * MILLI, 1_234_567 * 10};
        Wav first = play(module(), "a.wav", times);
        clock.advance(13_579); // another phase
        Wav second = play(module(), "b.wav", times);
        assertEquals(first.frames, second.frames);
        assertEquals(RATE / 10, first.firstSound(0), 3);
        assertEquals(first.firstSound(0), second.firstSound(0), 1);
    }

    @Test
    void the_same_bytes_give_the_same_samples_at_the_same_phase() throws IOException {
        long[] times = {100 * MILLI, 700 * MILLI};
        Wav first = play(module(), "a.wav", times);
        clock.advance(5 * ReferenceTime.SECOND);
        Wav second = play(module(), "b.wav", times);
        assertArrayEquals(first.left, second.left);
    }

    @Test
    void a4_has_440_hertz() throws IOException {
        SoundModule module = module();
        Path file = folder.resolve("a4.wav");
        try (Recording _ = module.record(file)) {
            send(module, 0xC0, 80, 0x90, 69, 100);
            clock.advance(ReferenceTime.SECOND);
        }
        assertEquals(440, Wav.read(file).pitch(RATE / 4, RATE / 2, 420, 460), 2);
    }

    @Test
    void what_is_played_before_the_synthesizer_is_open_keeps_its_time() throws IOException {
        SoundModule module = module();
        Path file = folder.resolve("early.wav");
        Recording recording = module.record(file);
        send(module, 0xC0, SAW_LEAD);
        clock.advance(250 * MILLI); // at once: it cannot be open yet
        send(module, 0x90, 69, 100);
        clock.advance(3 * ReferenceTime.SECOND);
        recording.close();
        Wav wav = Wav.read(file);
        assertEquals(3 * RATE + RATE / 4, wav.frames);
        assertEquals(RATE / 4, wav.firstSound(0), 3);
    }

    @Test
    void a_recording_ended_at_once_is_valid() throws IOException {
        SoundModule module = module();
        Path file = folder.resolve("empty.wav");
        Recording recording = module.record(file);
        assertEquals(0, Wav.read(file).frames);
        recording.close();
        assertEquals(0, Wav.read(file).frames);
        recording.close();
        assertEquals(file, recording.file());
    }

    @Test
    void there_is_one_recording_at_a_time_and_then_another() throws IOException {
        SoundModule module = module();
        Path first = folder.resolve("first.wav");
        Recording recording = module.record(first);
        IOException refused =
                assertThrows(IOException.class, () -> module.record(folder.resolve("second.wav")));
        assertEquals(
                "virtual:test is being recorded to " + first + " already; end that recording first",
                refused.getMessage());
        clock.advance(100 * MILLI);
        recording.close();
        Path third = folder.resolve("third.wav");
        try (Recording next = module.record(third)) {
            clock.advance(50 * MILLI);
            send(module, 0xC0, SAW_LEAD, 0x90, 69, 100);
            clock.advance(50 * MILLI);
            assertFalse(next.frames() > RATE / 10);
        }
        assertEquals(RATE / 10, Wav.read(first).frames);
        Wav wav = Wav.read(third);
        assertEquals(RATE / 10, wav.frames);
        assertEquals(RATE / 20, wav.firstSound(0), 3);
        assertEquals(0, module.lateMessages());
    }

    @Test
    void recordings_in_a_row_hold_what_the_clock_passed_and_no_more() throws IOException {
        SoundModule module = module();
        Path file = folder.resolve("row.wav");
        long frames = 0;
        for (int i = 0; i < 100; i++) {
            Recording recording = module.record(file);
            clock.advance(MILLI);
            recording.close();
            frames += recording.frames();
            assertEquals(RATE / 1_000.0, (double) recording.frames(), 1);
        }
        assertEquals(RATE / 10.0, (double) frames, 1);
    }

    @Test
    void sound_keeps_its_time_after_long_silence() throws IOException {
        SoundModule module = module();
        play(module, "before.wav", 100 * MILLI);
        clock.advance(600 * ReferenceTime.SECOND); // in which it falls asleep, or not
        Wav wav = play(module, "after.wav", 500 * MILLI);
        assertEquals(2 * RATE, wav.frames);
        assertEquals(RATE / 2, wav.firstSound(0), 3);
        assertEquals(0, module.lateMessages());
    }

    @Test
    void wakes_from_sleep_at_the_right_time() throws IOException {
        SoundModule module = module();
        play(module, "before.wav", 100 * MILLI);
        Thread pusher = synthesizerThread();
        clock.advance(20 * ReferenceTime.SECOND);
        Await.until("the renderer sleeps", () -> isAsleep(pusher));
        clock.advance(86_400 * ReferenceTime.SECOND);
        Wav wav = play(module, "after.wav", 500 * MILLI, 1_200 * MILLI);
        assertEquals(2 * RATE, wav.frames);
        assertEquals(RATE / 2, wav.firstSound(0), 3);
        assertEquals(RATE * 12 / 10, wav.firstSound(RATE), 3);
        assertEquals(0, module.lateMessages());
    }

    private static Thread synthesizerThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("AudioPusher"))
                .findAny()
                .orElseThrow();
    }

    private static boolean isAsleep(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("sleep")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void bytes_that_nobody_fetches_are_counted_not_waited_for() {
        SoundModule module = module();
        module.close(); // nobody fetches any more
        for (int i = 0; i < SoundModule.RING_BYTES + 10; i++) {
            module.accept(clock.getTime(), 0xF8);
        }
        assertEquals(10, module.lostBytes());
    }

    @Test
    void a_file_that_cannot_be_written_is_refused_with_the_reason() {
        SoundModule module = module();
        Path nowhere = folder.resolve("no/such/folder.wav");
        IOException refused = assertThrows(IOException.class, () -> module.record(nowhere));
        assertEquals(
                "cannot record to " + nowhere + ": its folder is not there; make it first",
                refused.getMessage());
    }

    @Test
    void a_bank_that_is_none_silences_the_module_and_is_told() throws IOException {
        Path bank = Files.writeString(folder.resolve("bank.sf2"), "not a sound bank");
        SoundModule module = module(new SoundConfig("wav", bank));
        Recording recording = module.record(folder.resolve("silent.wav"));
        clock.advance(100 * MILLI);
        IOException told = assertThrows(IOException.class, recording::close);
        assertTrue(
                String.valueOf(told.getMessage())
                        .endsWith("bank=" + bank + " is neither SF2 nor DLS; name a file that is"),
                told.getMessage());
        assertEquals(0, Wav.read(folder.resolve("silent.wav")).frames);
        assertThrows(IOException.class, () -> module.record(folder.resolve("again.wav")));
    }

    @Test
    void can_be_recorded_while_it_sounds_or_should_sound() throws IOException {
        SoundModule module =
                module(new SoundConfig("speakers", null)); // with a sound card or without
        Wav wav = play(module, "loud.wav", 100 * MILLI);
        assertEquals(2 * RATE, wav.frames);
        assertEquals(RATE / 10, wav.firstSound(0), 3);
    }

    @Test
    void a_recording_of_a_device_that_goes_is_whole() throws IOException {
        SoundModule module = module();
        Path file = folder.resolve("gone.wav");
        Recording recording = module.record(file);
        clock.advance(700 * MILLI);
        module.close();
        recording.close();
        assertEquals(RATE * 7 / 10, Wav.read(file).frames);
        assertThrows(IOException.class, () -> module.record(file));
    }

    @Test
    void nothing_is_left_when_it_is_closed() throws IOException {
        Preferences preferences =
                Preferences.userRoot().node("/com/sun/media/sound/softsynthesizer");
        preferences.put("jitter correction", "true");
        SoundModule module = module();
        play(module, "x.wav", 100 * MILLI);
        assertEquals("true", preferences.get("jitter correction", ""), "the user's own choice");
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            assertNotEquals("portcls", info.getVendor(), "the mixer is nobody's but ours");
        }
        module.close();
        Await.until(
                "threads end",
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(
                                        t ->
                                                t.getName().equals("AudioPusher")
                                                        || t.getName().equals("JitterCorrector")
                                                        || t.getName().startsWith("sound module")));
    }
}

package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.Screen;
import portcls.wav.WavReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class RecordCommandTest {
    private static final int STEPS = 30_000;

    /** How long a real device is waited for. */
    private static final long WAIT = ReferenceTime.millis(500);

    @TempDir Path folder;
    private WaveStage stage;

    @BeforeEach
    void begin() {
        stage = new WaveStage(folder);
        stage.speaker.hears = frame -> frame % STEPS;
    }

    @Test
    void everyFrameIsWrittenOnceAndInOrder() throws Exception {
        stage.realTime();
        assertEquals(
                ExitStatus.OK,
                stage.run(RecordCommand::new, "a.wav", "--seconds", "1.54", "--format", "int16"));
        assertRecorded("a.wav", WaveFormat.pcm(48_000, 16, 2), 73_920);
        List<String> lines = stage.screen.lines();
        assertEquals(
                "records  virtual:speaker (Name of virtual:speaker, driver 1.0)", lines.get(0));
        assertEquals(
                "format   48000 Hz 2ch int16, 4 packets of 4800 frames (400.0 ms)", lines.get(1));
        assertEquals("into     a.wav for 1.54 s", lines.get(2));
        assertEquals(
                "recorded 0:01: 0 glitches, 0 frames lost, 0 gaps, latency 21.3 ms", lines.get(3));
        assertTrue(
                lines.get(4)
                        .startsWith(
                                "wrote    "
                                        + folder.resolve("a.wav")
                                        + "  1.5 s, 48000 Hz, 2 channels, peak "),
                lines.get(4));
        assertTrue(stage.speaker.pin().isClosed());
    }

    @Test
    void whatIsHardlyHeardIsSaidWithTheVolumeOfIt() throws Exception {
        String hint =
                "  It is very soft: `volume virtual:speaker --record` shows how loud it is"
                        + " recorded, `topology virtual:speaker` all volumes on its way.";
        stage.run(RecordCommand::new, "a.wav", "--seconds", "0.1", "--fast");
        assertFalse(stage.screen.lines().contains(hint), stage.screen.out());
        stage.speaker.hears = _ -> 0;
        stage.run(RecordCommand::new, "b.wav", "--seconds", "0.1", "--fast");
        assertEquals(hint, stage.screen.lines().getLast());
    }

    @Test
    void theFormatIsTheDevicesOrTheOneThatIsAskedFor() throws Exception {
        assertEquals(
                ExitStatus.OK, stage.run(RecordCommand::new, "a.wav", "--seconds", "1", "--fast"));
        assertRecorded("a.wav", WaveFormat.float32(48_000, 2), 48_000);
        assertEquals(
                ExitStatus.OK,
                stage.run(
                        RecordCommand::new,
                        "b.wav",
                        "--seconds",
                        "1",
                        "--fast",
                        "--rate",
                        "8000",
                        "--channels",
                        "1"));
        assertRecorded("b.wav", WaveFormat.float32(8_000, 1), 8_000);
    }

    @Test
    void aFormatThatNobodyOffersIsRefused() {
        stage.assertFails(
                "virtual:speaker does not have 500 Hz 2ch float32.\n"
                        + "  What it has: float of 32 bits, 8000 … 96000 Hz, up to 8 channels; int"
                        + " of 8 … 32 bits, 8000 … 96000 Hz, up to 8 channels\n"
                        + "  What to do: choose one of these, or choose another device with"
                        + " --device.",
                RecordCommand::new,
                "a.wav",
                "--rate",
                "500");
        assertFalse(Files.exists(folder.resolve("a.wav")), "no file was begun");
        stage.assertFails(
                "record: --format must be one of float, int8, int16, int24, int32: format=mp3",
                RecordCommand::new,
                "a.wav",
                "--format",
                "mp3");
    }

    @Test
    void aFileThatIsThereIsKept() throws Exception {
        Files.writeString(folder.resolve("a.wav"), "dear to me");
        stage.assertFails(
                "a.wav is there already.\n"
                        + "  What to do: name another file, or add --overwrite.",
                RecordCommand::new,
                "a.wav");
        assertEquals("dear to me", Files.readString(folder.resolve("a.wav")));
        assertEquals(
                ExitStatus.OK,
                stage.run(
                        RecordCommand::new, "a.wav", "--overwrite", "--seconds", "0.1", "--fast"));
        assertRecorded("a.wav", WaveFormat.float32(48_000, 2), 4_800);
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        stage.assertFails(
                "There is no folder none for a.wav.\n"
                        + "  What to do: make it, or name another file with record OUT.wav.",
                RecordCommand::new,
                "none/a.wav");
    }

    @Test
    void whatWasRecordedBeforeTheDeviceWentIsValid() throws Exception {
        stage.realTime();
        stage.house.clock.at(
                WAIT + ReferenceTime.millis(1050), () -> stage.speaker.remove("it was pulled out"));
        assertEquals(ExitStatus.FAILED, stage.run(RecordCommand::new, "a.wav"));
        assertRecorded("a.wav", WaveFormat.float32(48_000, 2), 48_000);
        assertEquals(
                List.of(
                        "The recording ended early: it was pulled out.",
                        "  What was recorded until then is in a.wav."),
                stage.screen.errors());
        assertTrue(stage.screen.out().contains("stopped  at 0:01: 0 glitches"), stage.screen.out());
    }

    @Test
    void enterEndsItAndThatIsNoFailure() throws Exception {
        stage.realTime();
        stage.screen = new Screen(folder, false, "\n");
        assertEquals(ExitStatus.OK, stage.run(RecordCommand::new, "a.wav"));
        assertTrue(stage.screen.lines().contains("into     a.wav; Enter ends it"));
        try (WavReader reader = WavReader.open(folder.resolve("a.wav"))) {
            assertEquals(List.of(), reader.problems());
        }
    }

    @Test
    void withAnEndNoKeysAreRead() throws Exception {
        stage.realTime();
        stage.screen = new Screen(folder, false, "\n");
        assertEquals(ExitStatus.OK, stage.run(RecordCommand::new, "a.wav", "--seconds", "1"));
        assertRecorded("a.wav", WaveFormat.float32(48_000, 2), 48_000);
        assertTrue(stage.screen.lines().contains("into     a.wav for 1 s"));
        assertEquals(1, stage.screen.console().keys().orElseThrow().available(), "the key waits");
    }

    @Test
    void inTheBackgroundNoKeysAreRead() throws Exception {
        stage.realTime();
        stage.screen = Screen.background(folder);
        Thread command = Thread.currentThread();
        stage.house.clock.at(WAIT + ReferenceTime.millis(100), command::interrupt);
        assertEquals(ExitStatus.INTERRUPTED, stage.run(RecordCommand::new, "a.wav"));
        assertTrue(
                stage.screen.lines().contains("into     a.wav; `fg` and then Ctrl-C end it"),
                stage.screen.out());
    }

    @Test
    void anInterruptEndsItInOrder() throws Exception {
        stage.realTime();
        Thread command = Thread.currentThread();
        stage.house.clock.at(WAIT + ReferenceTime.seconds(1), command::interrupt);
        assertEquals(ExitStatus.INTERRUPTED, stage.run(RecordCommand::new, "a.wav"));
        try (WavReader reader = WavReader.open(folder.resolve("a.wav"))) {
            assertEquals(List.of(), reader.problems());
            assertTrue(reader.frames() >= 43_200, "frames=" + reader.frames());
        }
        assertTrue(stage.speaker.pin().isClosed());
    }

    @Test
    void asFastAsItCanNeedsAnEnd() {
        stage.assertFails(
                "record: --fast needs an end\n  What to do: add --seconds N",
                RecordCommand::new,
                "a.wav",
                "--fast");
    }

    private void assertRecorded(String name, WaveFormat format, int frames) throws IOException {
        try (WavReader reader = WavReader.open(folder.resolve(name))) {
            assertEquals(format, reader.format());
            assertEquals(List.of(), reader.problems());
            assertEquals(frames, reader.frames());
        }
        float[] samples = WaveStage.read(folder.resolve(name));
        for (int i = 0; i < samples.length; i++) {
            int expected = i / format.channels() % STEPS;
            assertEquals(expected, samples[i] * (1 << 15), "sample " + i);
        }
    }
}

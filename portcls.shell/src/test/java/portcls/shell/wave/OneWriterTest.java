package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeRecorder;

import java.nio.file.Files;
import java.nio.file.Path;

/** Two commands never write into one file. */
final class OneWriterTest {
    private static final String BUSY =
            "a.wav cannot be written: another command is writing to it.\n";

    @TempDir Path folder;
    private WaveStage stage;

    @BeforeEach
    void begin() {
        stage = new WaveStage(folder);
        stage.house.adapters.add(new FakeRecorder("virtual:speaker", "wave-engine"));
    }

    @Test
    void theSecondIsRefusedAndTheFirstGoesOn() throws Exception {
        try (FileClaim _ = FileClaim.of(folder.resolve("a.wav"))) {
            stage.assertFails(
                    BUSY + "  What to do: name another file with --wav FILE.",
                    ToneCommand::new,
                    "--fast",
                    "--wav",
                    "a.wav");
            stage.assertFails(
                    BUSY + "  What to do: name another file.",
                    RecordCommand::new,
                    "a.wav",
                    "--overwrite",
                    "--seconds",
                    "1",
                    "--fast");
        }
        assertFalse(Files.exists(folder.resolve("a.wav")), "nobody wrote");
    }

    @Test
    void whoIsReadyLetsOthersWrite() throws Exception {
        for (int turn = 0; turn < 2; turn++) {
            assertEquals(ExitStatus.OK, stage.run(ToneCommand::new, "--fast", "--wav", "a.wav"));
            assertEquals(
                    ExitStatus.OK,
                    stage.run(
                            RecordCommand::new,
                            "a.wav",
                            "--overwrite",
                            "--seconds",
                            "0.1",
                            "--fast"));
        }
    }
}

package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FileClaimTest {
    @TempDir Path folder;

    @Test
    void aFileHasOneWriterAtATime() throws IOException {
        Path file = folder.resolve("a.wav");
        FileClaim first = FileClaim.of(file);
        assertBusy(file);
        assertBusy(Files.createSymbolicLink(folder.resolve("b.wav"), file));
        try (FileClaim other = FileClaim.of(folder.resolve("c.wav"))) {
            assertEquals(folder.resolve("c.wav"), other.file());
        }
        Files.writeString(file, "sound");
        first.close();
        FileClaim.of(file).close();
        assertEquals("sound", Files.readString(file));
    }

    @Test
    void anotherProcessIsKeptAwayEvenAfterOneOfOursWasRefused() throws Exception {
        Path file = folder.resolve("a.wav");
        try (FileClaim _ = FileClaim.of(file)) {
            assertBusy(file);
            assertEquals("busy", fromAnotherProcess(file));
        }
        Files.createFile(file);
        assertEquals("free", fromAnotherProcess(file));
    }

    @Test
    void whereNothingWasWrittenNothingStays() throws IOException {
        Path file = folder.resolve("a.wav");
        FileClaim.of(file).close();
        assertFalse(Files.exists(file));
        Files.createFile(file);
        assertThrows(FileAlreadyExistsException.class, () -> FileClaim.ofNew(file));
        FileClaim.of(file).close();
        assertTrue(Files.exists(file), "it was there before");
    }

    @Test
    void aFileThatCannotBeOpenedIsNotClaimed() throws IOException {
        Path file = folder.resolve("none/a.wav");
        assertThrows(IOException.class, () -> FileClaim.of(file));
        Files.createDirectory(folder.resolve("none"));
        FileClaim.of(file).close();
    }

    private static void assertBusy(Path file) {
        FileSystemException e =
                assertThrows(FileSystemException.class, () -> FileClaim.of(file).close());
        assertEquals("another command is writing to it", e.getReason());
    }

    private static String fromAnotherProcess(Path file) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Asker.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader said = process.inputReader()) {
            String answer = said.readAllAsString();
            assertEquals(0, process.waitFor(), answer);
            return answer.strip();
        }
    }

    /** Asks whether a file may be written. */
    static final class Asker {
        private Asker() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            try (FileClaim _ = FileClaim.of(file)) {
                System.out.println("free");
            } catch (FileSystemException e) {
                System.out.println("busy");
            }
        }
    }
}

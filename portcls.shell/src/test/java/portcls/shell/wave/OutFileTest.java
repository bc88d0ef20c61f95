package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.shell.fake.Screen;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

final class OutFileTest {
    @TempDir Path folder;

    @Test
    void aFailureThatTellsTheNameAloneIsSaidWithItsReason() throws IOException {
        Path file = folder.resolve("a.wav");
        String name = file.toString();
        says("its folder is not writable", file, new AccessDeniedException(name));
        says("its folder does not exist", file, new NoSuchFileException(name));
        says("Read-only", file, new FileSystemException(name, null, "Read-only"));
        says("the disk is full", file, new IOException("the disk is full."));
        Files.createFile(file);
        says("the file is write-protected", file, new AccessDeniedException(name));
    }

    private void says(String reason, Path file, IOException cause) {
        assertEquals(
                "a.wav cannot be written: " + reason + ".\n  What to do: name another one.",
                OutFile.failure(file, new Screen(folder).console(), "name another one.", cause)
                        .getMessage());
    }
}

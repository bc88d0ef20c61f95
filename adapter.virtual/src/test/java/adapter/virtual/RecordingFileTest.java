package adapter.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A recording begins and ends with words about what is wrong. */
class RecordingFileTest {
    private static final Path FILE = Path.of("take.wav");
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    @TempDir Path folder = Path.of("");

    @Test
    void a_place_where_no_file_can_be_is_told_of() {
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        Path missing = folder.resolve("no/take.wav");
        IOException e = assertThrows(IOException.class, () -> RecordingFile.begin(missing, format));
        assertEquals(
                "cannot record to " + missing + ": its folder is not there; make it first",
                e.getMessage());
        e = assertThrows(IOException.class, () -> RecordingFile.begin(folder, format));
        assertTrue(e.getMessage().startsWith("cannot record to " + folder), e.getMessage());
        assertTrue(e.getMessage().endsWith("can be written and has room"), e.getMessage());
    }

    @Test
    void its_end_is_waited_for_as_long_as_it_grows() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        RecordingFile.awaitEnd(FILE, asked::get, limit -> asked.incrementAndGet() == 100, PATIENCE);
        assertEquals(100, asked.get());
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> RecordingFile.awaitEnd(FILE, () -> 12, _ -> false, PATIENCE));
        assertEquals(
                "the recording take.wav does not end: nothing was written for 7 s; it holds 12"
                        + " frames. Look whether its disk answers.",
                e.getMessage());
    }

    @Test
    void who_waits_can_be_interrupted_and_still_is_then() {
        assertThrows(
                InterruptedIOException.class,
                () ->
                        RecordingFile.awaitEnd(
                                FILE,
                                () -> 0,
                                _ -> {
                                    throw new InterruptedException();
                                },
                                PATIENCE));
        assertTrue(Thread.interrupted());
    }
}

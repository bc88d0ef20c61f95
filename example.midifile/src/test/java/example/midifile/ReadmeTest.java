package example.midifile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The README shows this driver as it is. */
class ReadmeTest {
    @Test
    void theReadmeShowsTheDriverAsItIs() throws IOException {
        String source = Files.readString(Path.of("src/main/java/example/midifile/MidiFile.java"));
        String shown = source.substring(source.indexOf("/** A MIDI device"));
        assertTrue(
                Files.readString(Path.of("../README.md")).contains(shown),
                "README.md must show MidiFile.java from its first doc comment on, letter by"
                        + " letter");
    }
}

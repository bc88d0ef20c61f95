package example.amplifier;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The README shows the heart of this device as it is. */
class ReadmeTest {
    @Test
    void theReadmeShowsTheMixerAsItIs() throws IOException {
        String source = Files.readString(Path.of("src/main/java/example/amplifier/Amplifier.java"));
        int from = source.indexOf("    @Override\n    public List<String> hardwareIds()");
        String shown = source.substring(from, source.lastIndexOf('}'));
        assertTrue(
                Files.readString(Path.of("../README.md")).contains(shown),
                "README.md must show Amplifier.java from hardwareIds on, letter by letter");
    }
}

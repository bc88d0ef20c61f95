package example.sb16;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tutorial shows the code as it is. */
final class ReadmeTest {
    private static final Pattern SHOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/main/java/example/sb16");

    @Test
    void whatTheTutorialShowsStandsInTheSources() throws IOException {
        String sources;
        try (Stream<Path> files = Files.list(SOURCES)) {
            sources =
                    files.map(ReadmeTest::read)
                            .map(ReadmeTest::withoutIndentation)
                            .collect(Collectors.joining("\n"));
        }
        List<String> shown =
                SHOWN.matcher(read(Path.of("README.md")))
                        .results()
                        .map(match -> withoutIndentation(match.group(1)).strip())
                        .toList();
        assertFalse(shown.isEmpty());
        for (String passage : shown) {
            assertTrue(
                    sources.contains(passage),
                    "README.md shows lines that stand in no source file; copy them anew:\n"
                            + passage);
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

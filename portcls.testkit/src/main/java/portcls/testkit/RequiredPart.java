package portcls.testkit;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A part of the system that a test needs, such as a sound server. Where it is missing the test is
 * skipped and says how to get it; with {@code -Dportcls.parts=required} it fails instead.
 */
public final class RequiredPart {
    private RequiredPart() {}

    /** Ends the test, because a part is missing that some Debian packages would bring. */
    public static void missing(String part, String packages) {
        String message =
                part
                        + " is not installed; on Debian: apt-get install --no-install-recommends "
                        + packages;
        if ("required".equals(System.getProperty("portcls.parts"))) {
            throw new AssertionError(message);
        }
        Assumptions.abort(message);
    }

    /** Goes on where a program is on the path. */
    public static void program(String name, String packages) {
        if (!hasProgram(name)) {
            missing(name, packages);
        }
    }

    /** Whether a program is on the path. */
    public static boolean hasProgram(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}

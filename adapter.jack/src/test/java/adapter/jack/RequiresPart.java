package adapter.jack;

import adapter.jack.lib.Library;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Skips a test on a machine that lacks a real part. With {@code -Dportcls.parts=required} the test
 * fails instead.
 */
public final class RequiresPart {
    private RequiresPart() {}

    /** libjack and jackd. */
    public static void jack() {
        if (!(Library.find() instanceof Library.Found)) {
            missing("libjack");
        }
        if (!isOnPath("jackd") || !isOnPath("jack_lsp")) {
            missing("jackd");
        }
    }

    private static void missing(String part) {
        String message =
                part
                        + " is not installed; on Debian: apt-get install --no-install-recommends"
                        + " jackd2";
        if ("required".equals(System.getProperty("portcls.parts"))) {
            throw new AssertionError(message);
        }
        Assumptions.abort(message);
    }

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}

package portcls.logind;

import portcls.logind.lib.Functions;
import portcls.logind.lib.Library;
import portcls.testkit.RequiredPart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of the system that tests work with; without them they are skipped, and say so. */
public final class Parts {
    /** The Python that Debian's packages belong to. */
    static final String PYTHON = "/usr/bin/python3";

    private Parts() {}

    /** libsystemd's functions. */
    public static Functions functions() {
        if (Library.find() instanceof Library.Found found) {
            return found.functions();
        }
        RequiredPart.missing("libsystemd.so.0", "libsystemd0");
        throw new AssertionError();
    }

    /** A message bus, and what a logind can be made of. */
    static void demandBus() {
        functions();
        RequiredPart.program("dbus-daemon", "dbus-daemon");
        if (!hasModules()) {
            RequiredPart.missing("python3 with the modules dbus and gi", "python3-dbus python3-gi");
        }
    }

    private static boolean hasModules() {
        if (!Files.isExecutable(Path.of(PYTHON))) {
            return false;
        }
        try {
            return new ProcessBuilder(PYTHON, "-c", "import dbus, gi")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

package portcls.ports.diag.bundle;

import org.osgi.framework.Bundle;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bundle that was built for a newer Java than the one that runs. */
final class JavaVersions {
    private static final Pattern CLASS_FILE = Pattern.compile("class file version (\\d+)");

    /** Class files of Java 1 have version 45. */
    private static final int CLASS_FILE_OFFSET = 44;

    private JavaVersions() {}

    static Finding needed(Bundle bundle, String version) {
        int running = Runtime.version().feature();
        return new Finding(
                BundleNames.of(bundle),
                Cause.WRONG_JAVA,
                BundleNames.withNumber(bundle)
                        + " cannot start: it needs Java "
                        + version
                        + ", and this is Java "
                        + running
                        + ".",
                "Run this with Java "
                        + version
                        + ", or build the bundle for Java "
                        + running
                        + ".");
    }

    static Finding needed(Bundle bundle, UnsupportedClassVersionError error) {
        Matcher version = CLASS_FILE.matcher(String.valueOf(error.getMessage()));
        return needed(
                bundle,
                version.find()
                        ? String.valueOf(Integer.parseInt(version.group(1)) - CLASS_FILE_OFFSET)
                        : "of a newer version");
    }
}

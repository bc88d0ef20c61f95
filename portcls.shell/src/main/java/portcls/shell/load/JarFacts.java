package portcls.shell.load;

import org.osgi.framework.Constants;

import portcls.shell.command.CommandException;
import portcls.shell.text.Table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/**
 * What a jar says of itself.
 *
 * @param name symbolic name of the bundle
 * @param version its version
 */
record JarFacts(String name, String version) {
    private static final String NO_VERSION = "0.0.0";

    /**
     * Looks into a jar.
     *
     * @throws CommandException when it is no bundle
     */
    static JarFacts read(Path jar, String shown) throws CommandException {
        if (Files.isDirectory(jar)) {
            throw new CommandException(
                    shown + " is a folder.\n  What to do: give the jar of a driver.");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String name = manifest == null ? null : value(manifest, Constants.BUNDLE_SYMBOLICNAME);
            if (manifest == null || name == null) {
                throw new CommandException(
                        shown
                                + " is a jar but no bundle: its manifest has no "
                                + Constants.BUNDLE_SYMBOLICNAME
                                + ".\n"
                                + "  What to do: build it with bnd, as the drivers of this project"
                                + " are.");
            }
            String version = value(manifest, Constants.BUNDLE_VERSION);
            return new JarFacts(
                    Table.printable(name.split(";", -1)[0].strip()),
                    version == null ? NO_VERSION : Table.printable(version));
        } catch (ZipException e) {
            throw new CommandException(
                    shown + " is no jar.\n  What to do: give the jar of a driver.", e);
        } catch (IOException e) {
            throw new CommandException(
                    shown + " cannot be read: " + portcls.shell.text.Texts.message(e), e);
        }
    }

    /** As drivers are named: name and version. */
    String title() {
        return name + " " + version;
    }

    private static @org.jspecify.annotations.Nullable String value(
            Manifest manifest, String header) {
        return manifest.getMainAttributes().getValue(header);
    }
}

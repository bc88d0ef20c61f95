package portcls.shell.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars with nothing but a manifest. */
public final class Jars {
    private Jars() {}

    /** A bundle. */
    public static Path bundle(Path file, String name, String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        return write(file, manifest);
    }

    /** A jar that is no bundle. */
    public static Path plain(Path file) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return write(file, manifest);
    }

    private static Path write(Path file, Manifest manifest) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
                jar.finish();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package portcls.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** What a bundle tells of itself before it runs: its manifest and its component descriptions. */
public final class BundleFacts {
    private static final Pattern PACKAGES = Pattern.compile(",(?=[a-z])");

    private final Path classes;

    private BundleFacts(Path classes) {
        this.classes = classes;
    }

    /** Of the bundle that a class is in, as the build left it. */
    public static BundleFacts of(Class<?> member) {
        try {
            return new BundleFacts(
                    Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(member.getName(), e);
        }
    }

    /** A header of the manifest; empty where it is missing. */
    public Optional<String> header(String name) {
        try (var in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            Attributes attributes = new Manifest(in).getMainAttributes();
            return Optional.ofNullable(attributes.getValue(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The imported packages that are neither of the driver interface nor of the platform. */
    public List<String> foreignImports() {
        Predicate<String> own = name -> name.startsWith("portcls.api") || name.startsWith("java.");
        return header("Import-Package").stream()
                .flatMap(PACKAGES::splitAsStream)
                .filter(own.negate())
                .toList();
    }

    /** The description of a component, named by its class. */
    public String component(String className) {
        return text("OSGI-INF/" + className + ".xml");
    }

    /** A text file of the bundle. */
    public String text(String path) {
        try {
            return Files.readString(classes.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file is in it. */
    public boolean contains(String path) {
        return Files.exists(classes.resolve(path));
    }
}

package portcls.bench;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Felix in this process, with the bundles that ship; its folder goes with it. */
final class Container implements AutoCloseable {
    private static final long STOP_MILLIS = 30_000;
    private static final List<String> BUNDLES =
            List.of(
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.osgi.service.component",
                    "org.apache.felix.configadmin",
                    "org.apache.felix.scr",
                    "portcls.api",
                    "portcls.ports");

    private final Path folder;
    private final Framework framework;

    Container() throws IOException, BundleException {
        folder = Files.createTempDirectory("portcls-bench");
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("cache").toString(),
                                        "felix.log.level",
                                        "1",
                                        "ds.loglevel",
                                        "1"));
        framework.start();
        for (String name : BUNDLES) {
            context().installBundle(jar(name).toUri().toString());
        }
        for (var bundle : context().getBundles()) {
            bundle.start();
        }
    }

    /** The framework's own context. */
    BundleContext context() {
        return framework.getBundleContext();
    }

    @Override
    public void close() throws IOException, BundleException {
        framework.stop();
        try {
            framework.waitForStop(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The jar of that artifact on the class path. */
    private static Path jar(String artifact) {
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-\\d.*\\.jar");
        String classPath = System.getProperty("java.class.path", "");
        return Stream.of(classPath.split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .filter(path -> name.matcher(String.valueOf(path.getFileName())).matches())
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no jar of this bundle is on the class path; build with"
                                                + " \"package\": "
                                                + artifact));
    }
}

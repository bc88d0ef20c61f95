package portcls.bench;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Felix in this process, with the bundles that ship; its folder goes with it. */
public final class Container implements AutoCloseable {
    private static final long STOP_MILLIS = 30_000;
    private static final long WAIT_MILLIS = 10_000;
    private static final List<String> BUNDLES =
            List.of(
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.osgi.service.component",
                    "org.apache.felix.configadmin",
                    "org.apache.felix.scr");
    private static final String API = "portcls.api";
    private static final String PORTS = "portcls.ports";

    private final Path folder;
    private final Framework framework;

    /** With the ports, and no driver. */
    Container() throws IOException, BundleException {
        this(Map.of(), List.of(API, PORTS));
    }

    /**
     * With the ports and some drivers. The API is that of this program's class path, so that it can
     * use the filters itself.
     *
     * @param properties of the framework
     * @param drivers artifacts on the class path
     */
    public static Container open(Map<String, String> properties, List<String> drivers)
            throws IOException, BundleException {
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exports(jar(API)));
        List<String> bundles = new ArrayList<>(List.of(PORTS));
        bundles.addAll(drivers);
        return new Container(all, bundles);
    }

    private Container(Map<String, String> properties, List<String> bundles)
            throws IOException, BundleException {
        folder = Files.createTempDirectory("portcls-bench");
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
        all.put("felix.log.level", "1");
        all.put("ds.loglevel", "1");
        framework = new FrameworkFactory().newFramework(all);
        framework.start();
        for (String name : BUNDLES) {
            context().installBundle(jar(name).toUri().toString());
        }
        for (String name : bundles) {
            context().installBundle(jar(name).toUri().toString());
        }
        for (var bundle : context().getBundles()) {
            bundle.start();
        }
    }

    /** The framework's own context. */
    public BundleContext context() {
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

    /** A service, waited for. */
    public <S> S await(Class<S> type, String filter) throws InterruptedException {
        ServiceTracker<S, S> tracker;
        try {
            tracker =
                    new ServiceTracker<>(
                            context(),
                            context()
                                    .createFilter(
                                            "(&(objectClass="
                                                    + type.getName()
                                                    + ")"
                                                    + filter
                                                    + ")"),
                            null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
        tracker.open();
        S service = tracker.waitForService(WAIT_MILLIS);
        if (service == null) {
            throw new IllegalStateException("there is no " + type.getName() + " " + filter);
        }
        return service;
    }

    private static String exports(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
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

package portcls.ports.diag.bundle;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A container in this process, in a folder of its own. */
public final class Container implements AutoCloseable {
    private static final String PACKAGES =
            "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5,"
                + "org.osgi.service.component.runtime.dto;version=1.5,"
                + "org.osgi.service.component.propertytypes;version=1.5,"
                + "org.osgi.service.cm;version=1.6.1,"
                + "org.osgi.util.promise;version=1.3,org.osgi.util.function;version=1.2";

    private final Path folder;
    private final Framework framework;
    private int made;

    public Container(Path folder) throws BundleException {
        this.folder = folder;
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("cache").toString(),
                                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                        PACKAGES,
                                        "felix.log.level",
                                        "0",
                                        "ds.loglevel",
                                        "0"));
        framework.start();
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    ServiceComponentRuntime startComponents() throws Exception {
        start(ScrInfo.class);
        ServiceReference<ServiceComponentRuntime> reference =
                context().getServiceReference(ServiceComponentRuntime.class);
        assertNotNull(reference, "Declarative Services did not start");
        return Optional.ofNullable(context().getService(reference)).orElseThrow();
    }

    /** Installs and starts the jar from which that class comes. */
    public void start(Class<?> type) throws BundleException, URISyntaxException {
        context()
                .installBundle(type.getProtectionDomain().getCodeSource().getLocation().toString())
                .start();
    }

    BundleMaker make(String name, String version) {
        return new BundleMaker(folder, name, version);
    }

    Bundle install(BundleMaker maker) throws BundleException, IOException {
        return context().installBundle("made:" + made++, maker.pack());
    }

    Bundle start(BundleMaker maker) throws BundleException, IOException {
        Bundle bundle = install(maker);
        bundle.start();
        return bundle;
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

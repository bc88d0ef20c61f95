package portcls.itest;

import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

import java.nio.file.Path;

/** What is in the containers of these tests before a test begins. */
final class Containers {
    /** The bundles of the project that make a filter, in the order of their dependencies. */
    static final String[] HOUSE = {
        "portcls.api", "portcls.ports", "miniport.midi", "adapter.virtual"
    };

    /** The adapters of devices that this machine may or may not have. */
    static final String[] REAL_ADAPTERS = {"adapter.jack", "adapter.alsa", "adapter.jdk"};

    private static final String[] SERVICES = {
        "osgi.function", "osgi.promise", "osgi.component", "felix.configadmin", "felix.scr"
    };

    private Containers() {}

    /** The services of the platform and nothing of the project. */
    static Option bare() {
        return CoreOptions.composite(logged("WARN"), CoreOptions.junitBundles(), bundles(SERVICES));
    }

    /** The project's bundles, started. */
    static Option house() {
        return CoreOptions.composite(bare(), bundles(HOUSE));
    }

    /** The project's bundles on a clock that the test moves. */
    static Option houseInVirtualTime() {
        return CoreOptions.composite(
                CoreOptions.frameworkProperty("portcls.clock").value("virtual"), house());
    }

    /** The project's bundles with the wave driver, on a clock that the test moves. */
    static Option wavesInVirtualTime() {
        return CoreOptions.composite(houseInVirtualTime(), bundles("miniport.wavert"));
    }

    /** The same with what lets devices sleep with the machine. */
    static Option sleepingWavesInVirtualTime() {
        return CoreOptions.composite(wavesInVirtualTime(), bundles("portcls.logind"));
    }

    /** The project's bundles with the wave driver. */
    static Option waves() {
        return CoreOptions.composite(house(), bundles("miniport.wavert"));
    }

    /** The project's bundles with the wave driver and the synthesizers. */
    static Option synths() {
        return CoreOptions.composite(waves(), bundles("miniport.dmus"));
    }

    /** The project's bundles with a driver for every device that is simulated. */
    static Option allDrivers() {
        return CoreOptions.composite(
                synths(),
                bundles(
                        "miniport.wavecyclic",
                        "miniport.wavepci",
                        "miniport.topology",
                        "miniport.fmsynth"));
    }

    /** The same on a clock that the test moves. */
    static Option allDriversInVirtualTime() {
        return CoreOptions.composite(
                CoreOptions.frameworkProperty("portcls.clock").value("virtual"), allDrivers());
    }

    /** Everything that ships. */
    static Option everything() {
        return CoreOptions.composite(
                allDrivers(), bundles(REAL_ADAPTERS), bundles("portcls.logind"));
    }

    /** Everything but drivers and devices. */
    static Option portsAlone() {
        return CoreOptions.composite(bare(), bundles("portcls.api", "portcls.ports"));
    }

    /** What goes to the console, from that level on. */
    static Option logged(String level) {
        return CoreOptions.systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level")
                .value(level);
    }

    /** The jar that ships. */
    static Path jar(String bundle) {
        String path = System.getProperty("bundle." + bundle);
        if (path == null) {
            throw new IllegalStateException("the build tells where it is: bundle." + bundle);
        }
        return Path.of(path);
    }

    private static Option bundles(String... names) {
        Option[] options = new Option[names.length];
        for (int i = 0; i < names.length; i++) {
            options[i] = CoreOptions.bundle(jar(names[i]).toUri().toString());
        }
        return CoreOptions.composite(options);
    }
}

package portcls.ports.registry;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The configuration in which one root key is kept, as entries in the order of their names. */
final class Store {
    private static final String ANY_BUNDLE = "?";

    private final Supplier<Optional<ConfigurationAdmin>> configuration;
    private final String factoryPid;
    private final String id;
    private final String instance;

    Store(Supplier<Optional<ConfigurationAdmin>> configuration, String factoryPid, String id) {
        this.configuration = configuration;
        this.factoryPid = factoryPid;
        this.id = id;
        instance = KeyNames.ofInstance(id);
    }

    /** Name of the root key. */
    String id() {
        return id;
    }

    String pid() {
        return factoryPid + "~" + instance;
    }

    /** Makes it, empty, when it is not there. */
    void create() {
        if (find().isEmpty()) {
            write(Collections.emptySortedMap());
        }
    }

    /** All entries; empty when the configuration was deleted. */
    Optional<SortedMap<String, Object>> read() {
        return find().map(Configuration::getProperties).map(Store::entries);
    }

    void write(SortedMap<String, Object> entries) {
        try {
            Configuration made = admin().getFactoryConfiguration(factoryPid, instance, ANY_BUNDLE);
            Dictionary<String, Object> properties = made.getProperties();
            Map<String, Object> changed = new LinkedHashMap<>(entries);
            if (properties != null) {
                Collections.list(properties.keys()).stream()
                        .filter(KeyNames::isReserved)
                        .forEach(name -> changed.put(name, properties.get(name)));
            }
            made.update(FrameworkUtil.asDictionary(changed));
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    void delete() {
        find().ifPresent(
                        made -> {
                            try {
                                made.delete();
                            } catch (IOException e) {
                                throw failed("deleted", e);
                            }
                        });
    }

    private Optional<Configuration> find() {
        try {
            Configuration[] found = admin().listConfigurations("(service.pid=" + pid() + ")");
            return found == null ? Optional.empty() : Optional.of(found[0]);
        } catch (IOException e) {
            throw failed("read", e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private ConfigurationAdmin admin() {
        return configuration
                .get()
                .orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.NOT_SUPPORTED,
                                        "registry keys are kept by the Configuration Admin service,"
                                            + " and there is none; install and start a bundle that"
                                            + " offers it: key="
                                                + pid()));
    }

    private PortClsException failed(String what, IOException cause) {
        return new PortClsException(
                Status.IO_DEVICE_ERROR,
                "the registry key could not be "
                        + what
                        + ": "
                        + cause.getMessage()
                        + ": key="
                        + pid(),
                cause);
    }

    private static SortedMap<String, Object> entries(Dictionary<String, Object> properties) {
        SortedMap<String, Object> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(properties.keys())) {
            if (!KeyNames.isReserved(name)) {
                entries.put(name, properties.get(name));
            }
        }
        return entries;
    }
}

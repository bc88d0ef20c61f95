package portcls.ports.registry;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

import portcls.api.IRegistryKey;
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * Registry keys over ConfigAdmin ({@code registry-key-objects}): each root key is one factory
 * configuration, for example {@code portcls.registry.device~virtual_mpu401}, and all below it
 * stands in that configuration. Thread-safe. Without ConfigAdmin everything fails with
 * NOT_SUPPORTED.
 */
public final class ConfigurationRegistry implements RegistryKeys {
    private final Supplier<Optional<ConfigurationAdmin>> configuration;

    /** Handles that are open, so that a deletion reaches them all. */
    private final Set<ConfigurationKey> handles = Collections.newSetFromMap(new WeakHashMap<>());

    public ConfigurationRegistry(Supplier<Optional<ConfigurationAdmin>> configuration) {
        this.configuration = configuration;
    }

    @Override
    public IRegistryKey open(
            RegistryKeyType type, Optional<Adapter> device, Optional<String> name) {
        return switch (type) {
            case GENERAL -> general(name);
            case DEVICE -> root("device", required(type, device).id());
            case DRIVER -> root("driver", bundleOf(required(type, device)));
            case HW_PROFILE -> root("profile.current", required(type, device).id());
            case DEVICE_INTERFACE ->
                    throw new PortClsException(
                            Status.INVALID_PARAMETER,
                            "the key of a subdevice can be opened by its port only; use"
                                    + " IPort.newRegistryKey: type=DEVICE_INTERFACE");
        };
    }

    @Override
    public IRegistryKey open(
            RegistryKeyType type,
            Adapter device,
            String driver,
            String function,
            Optional<String> name) {
        return switch (type) {
            case GENERAL -> general(name);
            case DEVICE -> root("device", device.id());
            case DRIVER -> root("driver", withoutVersion(driver));
            case HW_PROFILE -> root("profile.current", device.id());
            case DEVICE_INTERFACE -> subdevice(device, withoutVersion(driver), function);
        };
    }

    @Override
    public Map<String, Object> valuesOf(Adapter device, String subKey) {
        if (configuration.get().isEmpty()) {
            return Map.of();
        }
        String path = KeyNames.fold(KeyNames.escape(subKey)) + "/";
        Map<String, Object> values = new HashMap<>();
        new Store(configuration, "portcls.registry.device", device.id())
                .read()
                .ifPresent(
                        entries ->
                                entries.forEach(
                                        (name, value) -> {
                                            if (KeyNames.fold(name).startsWith(path)) {
                                                String entry = name.substring(path.length());
                                                values.put(KeyNames.unescape(entry), value);
                                            }
                                        }));
        return values;
    }

    void opened(ConfigurationKey key) {
        handles.add(key);
    }

    void closed(ConfigurationKey key) {
        handles.remove(key);
    }

    /** Makes every handle to a key, and to all below it, invalid. */
    void deleted(ConfigurationKey key) {
        handles.stream()
                .filter(handle -> handle.isBelow(key))
                .forEach(ConfigurationKey::markDeleted);
    }

    private IRegistryKey general(Optional<String> name) {
        String path =
                name.filter(it -> !it.isBlank())
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.INVALID_PARAMETER,
                                                "a general registry key needs a name: name="
                                                        + name.orElse("(none)")));
        String[] names = KeyNames.split(path);
        ConfigurationKey key = root("general", names[0]);
        if (names.length == 1) {
            return key;
        }
        try (key) {
            return key.newSubKey(path.substring(path.indexOf(names[0]) + names[0].length())).key();
        }
    }

    /**
     * The functions of a device have a key each, below that of the device: their drivers may well
     * have values of the same name. It is that of the driver and the function, and not the
     * filter's: while a driver is initialised, which is when it reads what was set, its filter has
     * no name yet.
     */
    private IRegistryKey subdevice(Adapter device, String driver, String function) {
        try (ConfigurationKey key = root("interface", device.id())) {
            return key.newSubKey(driver + "/" + function).key();
        }
    }

    private ConfigurationKey root(String kind, String id) {
        Store store = new Store(configuration, "portcls.registry." + kind, id);
        synchronized (this) {
            store.create();
            return new ConfigurationKey(this, store, "");
        }
    }

    private static Adapter required(RegistryKeyType type, Optional<Adapter> device) {
        return device.orElseThrow(
                () ->
                        new PortClsException(
                                Status.INVALID_PARAMETER,
                                "a registry key of this type needs a device: type=" + type));
    }

    private static String bundleOf(Adapter device) {
        Bundle bundle = FrameworkUtil.getBundle(device.getClass());
        return bundle == null || bundle.getSymbolicName() == null
                ? device.getClass().getName()
                : bundle.getSymbolicName();
    }

    /** What a driver keeps outlives its update. */
    private static String withoutVersion(String driver) {
        int space = driver.indexOf(' ');
        return space < 0 ? driver : driver.substring(0, space);
    }
}

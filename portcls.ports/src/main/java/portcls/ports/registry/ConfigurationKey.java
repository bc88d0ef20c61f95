package portcls.ports.registry;

import org.jspecify.annotations.Nullable;

import portcls.api.IRegistryKey;
import portcls.api.PortClsException;
import portcls.api.Status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A handle to a key: a part of the entries of its store, those that begin with its path. A value is
 * an entry {@code sub/key/name}; an entry {@code sub/key/--} says that the key is there, and {@code
 * sub/key/-} is its unnamed value.
 */
final class ConfigurationKey implements IRegistryKey {
    private static final String HERE = "--";
    private static final String UNNAMED = "-";

    private final ConfigurationRegistry registry;
    private final Store store;

    /** Empty for the root, else with a slash at its end. */
    private final String path;

    private boolean deleted;
    private boolean closed;

    ConfigurationKey(ConfigurationRegistry registry, Store store, String path) {
        this.registry = registry;
        this.store = store;
        this.path = path;
        registry.opened(this);
    }

    @Override
    public KeyInformation queryKey() {
        synchronized (registry) {
            return information(path, read());
        }
    }

    @Override
    public Optional<KeyInformation> enumerateKey(int index) {
        synchronized (registry) {
            SortedMap<String, Object> entries = read();
            return at(subKeys(path, entries), index)
                    .map(name -> information(path + name + "/", entries));
        }
    }

    @Override
    public Optional<Value> queryValueKey(String valueName) {
        synchronized (registry) {
            return Optional.ofNullable(read().get(entry(valueName)))
                    .map(data -> new Value(valueName, Data.copy(data)));
        }
    }

    @Override
    public Optional<Value> enumerateValueKey(int index) {
        synchronized (registry) {
            SortedMap<String, Object> entries = read();
            return at(values(path, entries), index)
                    .map(
                            name ->
                                    new Value(
                                            valueName(name),
                                            Data.copy(
                                                    Objects.requireNonNull(
                                                            entries.get(path + name)))));
        }
    }

    @Override
    public void setValueKey(@Nullable String valueName, Object data) {
        Object checked = Data.check(valueName, data);
        synchronized (registry) {
            SortedMap<String, Object> entries = read();
            entries.put(entry(valueName), checked);
            store.write(entries);
        }
    }

    @Override
    public void queryRegistryValues(List<Query> queries) {
        for (Query query : queries) {
            Value value =
                    queryValueKey(query.name())
                            .or(
                                    () ->
                                            Optional.ofNullable(query.defaultData())
                                                    .map(data -> new Value(query.name(), data)))
                            .orElseThrow(
                                    () ->
                                            new PortClsException(
                                                    Status.OBJECT_NAME_NOT_FOUND,
                                                    "the registry key "
                                                            + describe()
                                                            + " has no such value, and the query"
                                                            + " names no default: name="
                                                            + query.name()));
            query.routine().accept(value);
        }
    }

    @Override
    public SubKey newSubKey(String subKeyName) {
        synchronized (registry) {
            SortedMap<String, Object> entries = read();
            String below = path;
            boolean created = false;
            for (String name : KeyNames.split(subKeyName)) {
                below += KeyNames.escape(name) + "/";
                created = entries.putIfAbsent(below + HERE, true) == null;
            }
            if (created) {
                store.write(entries);
            }
            return new SubKey(new ConfigurationKey(registry, store, below), created);
        }
    }

    @Override
    public void deleteKey() {
        synchronized (registry) {
            SortedMap<String, Object> entries = read();
            if (path.isEmpty()) {
                store.delete();
            } else {
                entries.keySet().removeIf(name -> startsWith(name, path));
                store.write(entries);
            }
            registry.deleted(this);
        }
    }

    @Override
    public void close() {
        synchronized (registry) {
            closed = true;
            registry.closed(this);
        }
    }

    boolean isBelow(ConfigurationKey key) {
        return store.pid().equals(key.store.pid()) && startsWith(path, key.path);
    }

    void markDeleted() {
        deleted = true;
    }

    private SortedMap<String, Object> read() {
        if (closed) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST,
                    "the registry key " + describe() + " is closed; open it again");
        }
        Optional<SortedMap<String, Object>> entries = deleted ? Optional.empty() : store.read();
        return entries.filter(all -> path.isEmpty() || all.containsKey(path + HERE))
                .orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.OBJECT_NAME_NOT_FOUND,
                                        "the registry key "
                                                + describe()
                                                + " was deleted; open it again to have a new one"));
    }

    private KeyInformation information(String key, SortedMap<String, Object> entries) {
        return new KeyInformation(
                name(key), subKeys(key, entries).size(), values(key, entries).size());
    }

    private String name(String key) {
        if (key.isEmpty()) {
            return store.id();
        }
        String withoutSlash = key.substring(0, key.length() - 1);
        return KeyNames.unescape(withoutSlash.substring(withoutSlash.lastIndexOf('/') + 1));
    }

    private String describe() {
        return store.id()
                + (path.isEmpty()
                        ? ""
                        : "/" + KeyNames.unescape(path.substring(0, path.length() - 1)));
    }

    private String entry(@Nullable String valueName) {
        return path
                + (valueName == null || valueName.isEmpty() ? UNNAMED : KeyNames.escape(valueName));
    }

    private static String valueName(String escaped) {
        return escaped.equals(UNNAMED) ? "" : KeyNames.unescape(escaped);
    }

    private static List<String> subKeys(String key, SortedMap<String, Object> entries) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String entry : entries.keySet()) {
            int slash = startsWith(entry, key) ? entry.indexOf('/', key.length()) : -1;
            if (slash > 0) {
                String name = entry.substring(key.length(), slash);
                names.putIfAbsent(KeyNames.fold(name), name);
            }
        }
        return new ArrayList<>(names.values());
    }

    private static List<String> values(String key, SortedMap<String, Object> entries) {
        return entries.keySet().stream()
                .filter(entry -> startsWith(entry, key))
                .map(entry -> entry.substring(key.length()))
                .filter(name -> name.indexOf('/') < 0 && !name.equals(HERE))
                .toList();
    }

    private static boolean startsWith(String text, String start) {
        return text.regionMatches(true, 0, start, 0, start.length());
    }

    private static Optional<String> at(List<String> names, int index) {
        return index >= 0 && index < names.size()
                ? Optional.of(names.get(index))
                : Optional.empty();
    }
}

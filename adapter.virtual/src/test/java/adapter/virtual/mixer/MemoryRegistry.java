package adapter.virtual.mixer;

import org.jspecify.annotations.Nullable;

import portcls.api.IRegistryKey;
import portcls.api.RegistryKeyType;
import portcls.api.adapter.Adapter;
import portcls.ports.registry.RegistryKeys;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A registry that has the values of all filters in one place. */
public final class MemoryRegistry implements RegistryKeys {
    /** Values, as {@code filter/name}. */
    final Map<String, Object> values = new ConcurrentSkipListMap<>();

    @Override
    public IRegistryKey open(
            RegistryKeyType type, Optional<Adapter> device, Optional<String> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IRegistryKey open(
            RegistryKeyType type,
            Adapter device,
            String driver,
            String function,
            Optional<String> name) {
        return new Key(device.id());
    }

    private final class Key implements IRegistryKey {
        private final String filter;

        Key(String filter) {
            this.filter = filter;
        }

        @Override
        public Optional<Value> queryValueKey(String valueName) {
            return Optional.ofNullable(values.get(filter + "/" + valueName))
                    .map(data -> new Value(valueName, data));
        }

        @Override
        public void setValueKey(@Nullable String valueName, Object data) {
            values.put(filter + "/" + valueName, data);
        }

        @Override
        public KeyInformation queryKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<KeyInformation> enumerateKey(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Value> enumerateValueKey(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void queryRegistryValues(List<Query> queries) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SubKey newSubKey(String subKeyName) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deleteKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}

package miniport.topology;

import org.jspecify.annotations.Nullable;

import portcls.api.IRegistryKey;
import portcls.api.PortClsException;
import portcls.api.Status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is kept of a filter; the handle to it can be opened again and again. */
final class FakeRegistry implements IRegistryKey {
    final Map<String, Object> values = new ConcurrentSkipListMap<>();
    final AtomicInteger writes = new AtomicInteger();
    volatile boolean closed;
    volatile boolean broken;
    volatile boolean missing;

    @Override
    public Optional<Value> queryValueKey(String valueName) {
        check();
        return Optional.ofNullable(values.get(valueName)).map(data -> new Value(valueName, data));
    }

    @Override
    public void setValueKey(@Nullable String valueName, Object data) {
        check();
        writes.incrementAndGet();
        values.put(String.valueOf(valueName), data);
    }

    private void check() {
        if (closed || broken) {
            throw new PortClsException(Status.INVALID_DEVICE_REQUEST, "closed=" + closed);
        }
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
    public void close() {
        closed = true;
    }
}

package example.sb16;

import portcls.api.IRegistryKey;
import portcls.api.RegistryKeyType;
import portcls.api.adapter.Adapter;
import portcls.ports.registry.RegistryKeys;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Registry keys of filters, as much of them as a driver asks for. */
final class MemoryRegistry implements RegistryKeys {
    /** Values, as {@code filter/name}. */
    final Map<String, Object> values = new ConcurrentHashMap<>();

    /** Keys that are open. */
    final AtomicInteger open = new AtomicInteger();

    @Override
    public IRegistryKey open(
            RegistryKeyType type, Optional<Adapter> device, Optional<String> name) {
        throw new UnsupportedOperationException("type=" + type);
    }

    @Override
    public IRegistryKey open(
            RegistryKeyType type,
            Adapter device,
            String driver,
            String function,
            Optional<String> name) {
        open.incrementAndGet();
        return (IRegistryKey)
                Proxy.newProxyInstance(
                        MemoryRegistry.class.getClassLoader(),
                        new Class<?>[] {IRegistryKey.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "queryValueKey" ->
                                            Optional.ofNullable(
                                                            values.get(
                                                                    device.id()
                                                                            + "/"
                                                                            + arguments[0]))
                                                    .map(it -> new IRegistryKey.Value("", it));
                                    case "setValueKey" -> {
                                        values.put(device.id() + "/" + arguments[0], arguments[1]);
                                        yield null;
                                    }
                                    case "close" -> {
                                        open.decrementAndGet();
                                        yield null;
                                    }
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}

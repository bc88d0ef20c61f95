package example.sb16;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.IRegistryKey;
import portcls.api.PortClsException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Keeps how the mixer is set over restarts, in the filter's registry key ({@code
 * registry-key-objects}). A change is written at once; where faders are moved a lot, a driver would
 * wait until they stand still. PASSIVE, one call at a time.
 */
final class MixerMemory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MixerMemory.class.getName());

    private final @Nullable IRegistryKey key;
    private final Map<String, IntSupplier> values = new LinkedHashMap<>();
    private final Map<String, Integer> written = new LinkedHashMap<>();

    /**
     * Makes one that knows no value yet.
     *
     * @param key where they lie; closed with this; null = nothing is kept
     */
    MixerMemory(@Nullable IRegistryKey key) {
        this.key = key;
    }

    /** Keeps this value from now on, and sets it as it was kept. */
    void add(String name, IntSupplier value, IntConsumer set) {
        values.put(name, value);
        read(name, set);
        written.put(name, value.getAsInt());
    }

    private void read(String name, IntConsumer set) {
        if (key == null) {
            return;
        }
        try {
            key.queryValueKey(name)
                    .map(IRegistryKey.Value::data)
                    .filter(Integer.class::isInstance)
                    .ifPresent(kept -> set.accept((Integer) kept));
        } catch (PortClsException e) {
            LOG.log(WARNING, "\"{0}\" stays as it is: {1}", name, e.getMessage());
        }
    }

    /** Something was set: writes what is another value than before. */
    void keep() {
        if (key == null) {
            return;
        }
        values.forEach(
                (name, value) -> {
                    int now = value.getAsInt();
                    Integer before = written.put(name, now);
                    if (before == null || before != now) {
                        write(key, name, now);
                    }
                });
    }

    private static void write(IRegistryKey key, String name, int value) {
        try {
            key.setValueKey(name, value);
        } catch (PortClsException e) {
            LOG.log(WARNING, "\"{0}\" is set, but not kept: {1}", name, e.getMessage());
        }
    }

    @Override
    public void close() {
        if (key != null) {
            key.close();
        }
    }
}

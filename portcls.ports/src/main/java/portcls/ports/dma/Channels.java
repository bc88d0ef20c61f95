package portcls.ports.dma;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.adapter.BusMemory;
import portcls.api.adapter.DmaLine;
import portcls.ports.service.Keeper;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The DMA channels of one port, as far as they have a buffer: one without holds nothing that
 * somebody would have to free. Thread-safe.
 */
public final class Channels {
    private final Map<Object, Runnable> held = new ConcurrentHashMap<>();
    private final Keeper keeper =
            new Keeper() {
                @Override
                public void keep(Object thing, Runnable end) {
                    held.put(thing, end);
                }

                @Override
                public void drop(Object thing) {
                    held.remove(thing);
                }
            };

    /** A channel whose device moves the data itself. */
    public MasterChannel newMaster(
            @Nullable BusMemory bus,
            boolean dma32BitAddresses,
            boolean dma64BitAddresses,
            int maximumLength) {
        return new MasterChannel(bus, dma32BitAddresses, dma64BitAddresses, maximumLength, keeper);
    }

    /** A channel of the system's controller. */
    public SlaveChannel newSlave(DmaLine line, int maximumLength) {
        return new SlaveChannel(line, maximumLength, keeper);
    }

    /** Those that have a buffer now. */
    public Set<Object> held() {
        return Set.copyOf(held.keySet());
    }

    /** Frees the buffer of one that is this port's, if it has one. */
    public void free(IDmaChannel channel) {
        if (held.containsKey(channel)) {
            channel.freeBuffer();
        }
    }

    /** What has come since then ends. */
    public void freeAllBut(Set<Object> before) {
        held.forEach(
                (channel, end) -> {
                    if (!before.contains(channel)) {
                        end.run();
                    }
                });
    }

    /** What frees all that are left. */
    public List<Runnable> ends() {
        return List.copyOf(held.values());
    }
}

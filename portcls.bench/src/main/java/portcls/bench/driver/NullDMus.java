package portcls.bench.driver;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.IResourceList;
import portcls.api.adapter.Adapter;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.dmus.IPortDMus;
import portcls.api.dmus.StreamType;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;

/** A DMus miniport that counts its events and gives them back. */
public final class NullDMus implements IMiniportDMus {
    private long taken;
    private long outOfOrder;
    private long last;

    @Override
    public FilterDescriptor getDescription() {
        return FilterDescriptor.directMusicRender("Null DMus");
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortDMus port) {}

    @Override
    public DMusStream newStream(
            int pin,
            StreamType type,
            DataFormat format,
            IAllocatorMXF allocator,
            IMasterClock masterClock) {
        return DMusStream.of(event -> take(event, allocator));
    }

    /** Events that came. */
    public long taken() {
        return taken;
    }

    /** Events that came before one that was due earlier. */
    public long outOfOrder() {
        return outOfOrder;
    }

    private void take(@Nullable DMusKernelEvent chain, IAllocatorMXF allocator) {
        for (DMusKernelEvent event = chain; event != null; event = event.next()) {
            taken++;
            if (event.presentationTime100ns() < last) {
                outOfOrder++;
            }
            last = event.presentationTime100ns();
        }
        allocator.putMessage(chain);
    }
}

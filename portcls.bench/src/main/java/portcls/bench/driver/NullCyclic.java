package portcls.bench.driver;

import org.jspecify.annotations.Nullable;

import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.time.MasterClock;
import portcls.api.wavecyclic.IMiniportWaveCyclic;
import portcls.api.wavecyclic.IPortWaveCyclic;
import portcls.api.wavecyclic.WaveCyclicStream;

import java.lang.foreign.MemorySegment;

/** A WaveCyclic miniport whose device plays a cyclic buffer of 100 ms to nobody. */
public final class NullCyclic implements IMiniportWaveCyclic, NullDevice {
    private static final int CYCLIC_BYTES =
            NullWave.FORMAT.samplesPerSecond() / 10 * NullWave.FORMAT.blockAlign();

    private final MasterClock clock;
    private @Nullable Device device;
    private volatile @Nullable Playing playing;

    private record Device(Adapter adapter, IPortWaveCyclic port) {}

    private record Playing(
            CountingChannel channel,
            IServiceGroup group,
            NullConverter converter,
            IPortWaveCyclic port) {}

    /** A device at the pace of that clock. */
    public NullCyclic(MasterClock clock) {
        this.clock = clock;
    }

    @Override
    public FilterDescriptor getDescription() {
        return NullWave.describe("Null WaveCyclic");
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortWaveCyclic port) {
        device = new Device(adapter, port);
    }

    @Override
    public WaveCyclicStream newStream(int pin, boolean capture, DataFormat format) {
        Device of = device;
        if (of == null) {
            throw new PortClsException(
                    Status.DEVICE_NOT_READY, "this miniport has no port yet; init it first");
        }
        CountingChannel channel =
                new CountingChannel(of.port().newMasterDmaChannel(CYCLIC_BYTES, true, true));
        channel.allocateBuffer(CYCLIC_BYTES, 0);
        IServiceGroup group = of.port().system().newServiceGroup(of.adapter());
        NullConverter converter = new NullConverter(clock);
        playing = new Playing(channel, group, converter, of.port());
        return new WaveCyclicStream(new NullCyclicStream(converter, channel), channel, group);
    }

    @Override
    public void interrupt() {
        Playing now = playing;
        if (now != null && now.converter().isRunning()) {
            now.port().notify(now.group());
        }
    }

    @Override
    public MemorySegment memory() {
        Playing now = playing;
        return now == null ? MemorySegment.NULL : now.channel().systemAddress();
    }

    @Override
    public long copiedBytes() {
        Playing now = playing;
        return now == null ? 0 : now.channel().copied();
    }
}

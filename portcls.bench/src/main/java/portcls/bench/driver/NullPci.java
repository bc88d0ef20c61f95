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
import portcls.api.wavepci.IMiniportWavePci;
import portcls.api.wavepci.IPortWavePci;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.WavePciStream;

import java.lang.foreign.MemorySegment;

/** A WavePci miniport whose device plays the program's packets, where they lie, to nobody. */
public final class NullPci implements IMiniportWavePci, NullDevice {
    private final MasterClock clock;
    private @Nullable Device device;
    private volatile @Nullable Playing playing;

    private record Device(Adapter adapter, IPortWavePci port) {}

    private record Playing(NullPciStream stream, IServiceGroup group, IPortWavePci port) {}

    /** A device at the pace of that clock. */
    public NullPci(MasterClock clock) {
        this.clock = clock;
    }

    @Override
    public FilterDescriptor getDescription() {
        return NullWave.describe("Null WavePci");
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortWavePci port) {
        device = new Device(adapter, port);
    }

    @Override
    public WavePciStream newStream(
            IPortWavePciStream portStream, int pin, boolean capture, DataFormat format) {
        Device of = device;
        if (of == null) {
            throw new PortClsException(
                    Status.DEVICE_NOT_READY, "this miniport has no port yet; init it first");
        }
        IServiceGroup group = of.port().system().newServiceGroup(of.adapter());
        NullPciStream made = new NullPciStream(portStream, new NullConverter(clock));
        playing = new Playing(made, group, of.port());
        return new WavePciStream(made, null, group);
    }

    @Override
    public void interrupt() {
        Playing now = playing;
        if (now != null && now.stream().isRunning()) {
            now.port().notify(now.group());
        }
    }

    @Override
    public MemorySegment memory() {
        Playing now = playing;
        return now == null ? MemorySegment.NULL : now.stream().memory();
    }

    /** The device works in the program's own memory. */
    @Override
    public long copiedBytes() {
        return 0;
    }
}

package portcls.bench.driver;

import org.jspecify.annotations.Nullable;

import portcls.api.IResourceList;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.time.MasterClock;
import portcls.api.wavert.IMiniportWaveRT;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.IPortWaveRT;
import portcls.api.wavert.IPortWaveRTStream;

import java.lang.foreign.MemorySegment;

/** A WaveRT miniport whose device plays to nobody. */
public final class NullWaveRt implements IMiniportWaveRT, NullDevice {
    private final MasterClock clock;
    private volatile @Nullable NullWaveRtStream stream;

    /** A device at the pace of that clock. */
    public NullWaveRt(MasterClock clock) {
        this.clock = clock;
    }

    @Override
    public FilterDescriptor getDescription() {
        return NullWave.describe("Null WaveRT");
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortWaveRT port) {}

    @Override
    public IMiniportWaveRTStream newStream(
            IPortWaveRTStream portStream, int pin, boolean capture, DataFormat format) {
        NullWaveRtStream made = new NullWaveRtStream(portStream, new NullConverter(clock));
        stream = made;
        return made;
    }

    @Override
    public void interrupt() {
        NullWaveRtStream now = stream;
        if (now != null) {
            now.packetEnded();
        }
    }

    @Override
    public MemorySegment memory() {
        NullWaveRtStream now = stream;
        return now == null ? MemorySegment.NULL : now.memory();
    }

    /** Data never passes through a WaveRT port. */
    @Override
    public long copiedBytes() {
        return 0;
    }
}

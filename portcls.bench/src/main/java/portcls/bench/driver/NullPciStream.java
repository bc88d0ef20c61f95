package portcls.bench.driver;

import portcls.api.ks.KsState;
import portcls.api.wavepci.IMiniportWavePciStream;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.Mapping;

import java.lang.foreign.MemorySegment;

/**
 * A stream that gives pieces back when the clock says that they were played, and gets those that
 * there are. The port sees to it that nothing here runs on two threads at once.
 */
final class NullPciStream implements IMiniportWavePciStream {
    /** Most pieces that the device has. */
    private static final int ROOM = 32;

    private final IPortWavePciStream port;
    private final NullConverter converter;
    private final Mapping mapping = new Mapping();
    private final long[] ends = new long[ROOM];
    private long got;
    private long released;
    private long gotTo;
    private boolean starved;
    private volatile MemorySegment memory = MemorySegment.NULL;

    NullPciStream(IPortWavePciStream port, NullConverter converter) {
        this.port = port;
        this.converter = converter;
    }

    @Override
    public void setState(KsState state) {
        if (state == KsState.RUN) {
            getMore();
        }
        converter.state(state);
        if (state == KsState.STOP) {
            gotTo = 0;
            starved = false;
        }
    }

    @Override
    public long getPosition() {
        return Math.min(converter.bytes(), gotTo);
    }

    @Override
    public long normalizePhysicalPosition(long bytes) {
        return NullConverter.duration(bytes);
    }

    @Override
    public int revokeMappings(long firstTag, long lastTag) {
        int had = (int) (got - released);
        released = got;
        return had;
    }

    @Override
    public void mappingAvailable() {
        getMore();
    }

    @Override
    public void service() {
        long position = converter.bytes();
        while (released < got && ends[(int) (released % ROOM)] <= position) {
            port.releaseMapping(released);
            released++;
        }
        getMore();
        starved |= released == got;
    }

    boolean isRunning() {
        return converter.isRunning();
    }

    /** What the device was given last lies here. */
    MemorySegment memory() {
        return memory;
    }

    private void getMore() {
        while (got - released < ROOM && port.getMapping(got, mapping)) {
            if (starved) {
                // It stood since there was nothing to play.
                converter.goOnFrom(gotTo / NullWave.FORMAT.blockAlign());
                starved = false;
            }
            gotTo += mapping.byteCount();
            ends[(int) (got % ROOM)] = gotTo;
            got++;
            memory = mapping.buffer();
        }
    }
}

package portcls.ports.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.wavepci.IMiniportWavePciStream;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.Mapping;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The port's half of a stream as the miniport sees it. No lock of the port is held while a driver
 * is called, nor the other way round; a driver that holds one of its own here may still wait for
 * itself ({@code reliability-issues-for-a-wavepci-miniport-driver}), which assertions find for the
 * monitors that the port can know: those of the driver's own objects.
 */
final class PciStream implements IPortWavePciStream {
    private static final long NO_OFFSET = -1;

    private volatile @Nullable Object miniport;
    private final boolean capture;
    private volatile @Nullable IMiniportWavePciStream stream;
    private volatile @Nullable MappingQueue queue;
    private volatile @Nullable Runnable moved;
    private volatile long prefetch = NO_OFFSET;

    /** Silence that ended packets early: the device's own position does not count it. Bytes. */
    private final AtomicLong silence = new AtomicLong();

    PciStream(Object miniport, boolean capture) {
        this.miniport = miniport;
        this.capture = capture;
    }

    /**
     * There is a buffer.
     *
     * @param whenMoved called when something came back, on whatever thread it did
     */
    void begin(IMiniportWavePciStream ofDriver, MappingQueue ofBuffer, Runnable whenMoved) {
        stream = ofDriver;
        moved = whenMoved;
        queue = ofBuffer;
    }

    /** The stream is let go: there are no pieces any more. */
    void end() {
        queue = null;
        stream = null;
        moved = null;
        miniport = null; // a client that keeps its pin keeps nothing of the driver
    }

    /** The stream is stopped. */
    void restart() {
        silence.set(0);
    }

    /** Where the device writes next in the client's stream, when it is that far by itself. */
    long inStream(long devicePosition) {
        return devicePosition + silence.get();
    }

    /** What a client is told as write position when the device plays there. */
    long writePosition(long playPosition, long newestEnd) {
        long offset = prefetch;
        return offset == NO_OFFSET ? newestEnd : playPosition + offset;
    }

    @Override
    public boolean getMapping(long tag, Mapping mapping) {
        assert holdsNone("getMapping");
        MappingQueue pieces = queue;
        return pieces != null && pieces.get(tag, mapping);
    }

    @Override
    public void releaseMapping(long tag) {
        assert holdsNone("releaseMapping");
        requireQueue(tag).release(tag);
        tell(moved);
    }

    @Override
    public void terminatePacket() {
        if (!capture) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST,
                    "only a device that records ends packets early; this stream plays");
        }
        MappingQueue pieces = queue;
        IMiniportWavePciStream driver = stream;
        if (pieces != null && driver != null) {
            terminate(pieces, driver.getPosition());
            tell(moved);
        }
    }

    @Override
    public void setPreFetchOffset(int preFetchOffset) {
        if (preFetchOffset < 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a device does not read behind what it plays: preFetchOffset="
                            + preFetchOffset);
        }
        prefetch = preFetchOffset;
    }

    /** Ends the packet that the device works in. */
    private void terminate(MappingQueue pieces, long devicePosition) {
        silence.addAndGet(pieces.terminate(inStream(devicePosition)));
    }

    /** Ends every packet up to where the device is; it goes no further. */
    void terminateAll(MappingQueue pieces, long devicePosition) {
        while (inStream(devicePosition) > pieces.releasedTo()) {
            long before = pieces.releasedTo();
            terminate(pieces, devicePosition);
            if (pieces.releasedTo() == before) {
                return;
            }
        }
        terminate(pieces, devicePosition);
    }

    private static void tell(@Nullable Runnable told) {
        if (told != null) {
            told.run();
        }
    }

    private MappingQueue requireQueue(long tag) {
        MappingQueue pieces = queue;
        if (pieces == null) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "this stream has no piece out, it has no buffer (any more): tag=" + tag);
        }
        return pieces;
    }

    private boolean holdsNone(String call) {
        Object held = held(stream);
        held = held == null ? held(miniport) : held;
        held = held == null ? held(this) : held;
        if (held != null) {
            throw new AssertionError(
                    call
                            + " was called with the monitor of "
                            + held.getClass().getName()
                            + " held; leave it before, or the port's other thread may wait for it"
                            + " for ever");
        }
        return true;
    }

    /** The object itself when this thread has its monitor. */
    private static @Nullable Object held(@Nullable Object object) {
        return object != null && Thread.holdsLock(object) ? object : null;
    }
}

package portcls.ports.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Gap;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.time.Alarm;
import portcls.api.time.ReferenceTime;
import portcls.ports.filter.Arrivals;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortHouse;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a stream alive while its driver is away: waits for a filter of the same id, opens the
 * stream on it over the same memory, brings it to its former state and lets it go on with the first
 * whole buffer that was not played yet. No driver is called under the lock: whoever closes the
 * stream, or looks at the clock, never waits for a driver that opens it.
 */
final class Hold {
    private static final Logger LOG = System.getLogger(Hold.class.getName());

    /** The latest ones are kept. */
    static final int MOST_GAPS = 1_000;

    private final ClientStream stream;
    private final PortHouse house;
    private final StreamMemory memory;
    private final Buffer wish;
    private final String filterId;
    private final PortClass kind;
    private final int pinId;
    private final DataFormat format;
    private final long bufferBytes;
    private final long bufferAddress;
    private final Deque<Gap> gaps = new ArrayDeque<>();
    private volatile KsState wanted = KsState.STOP;
    private volatile @Nullable Removal failure;

    // Guarded by this.
    private @Nullable Wait waiting;
    private @Nullable ClientPin lastGone;
    private @Nullable PortFilter nextArrival;
    private boolean resuming;
    private boolean closed;

    /** One absence of the driver. */
    private record Wait(Removal cause, long since100ns, Registration arrivals, Alarm expiry) {
        void end() {
            arrivals.close();
            expiry.close();
        }
    }

    Hold(ClientStream stream, ClientPin pin, PortHouse house, Buffer wish, StreamMemory memory) {
        this.stream = stream;
        this.house = house;
        this.memory = memory;
        this.wish = wish;
        filterId = pin.filter().id();
        kind = pin.filter().kind();
        pinId = pin.pinId();
        format = WaveDataFormat.of(pin.waveFormat());
        bufferBytes = pin.buffer().byteSize();
        bufferAddress = pin.buffer().address();
    }

    /** Whether the client asked for it. */
    boolean isWished() {
        return !wish.hold().isZero();
    }

    List<Gap> gaps() {
        synchronized (gaps) {
            return List.copyOf(gaps);
        }
    }

    /** Why the driver will not come back; empty while there is hope. */
    Optional<Removal> failure() {
        return Optional.ofNullable(failure);
    }

    void requireHope() {
        Removal lost = failure;
        if (lost != null) {
            throw new PortClsException(
                    Status.DEVICE_REMOVED,
                    "the device "
                            + filterId
                            + " is gone ("
                            + lost.reason()
                            + "): "
                            + lost.message());
        }
    }

    /** The state that the client wants. */
    KsState wanted() {
        return wanted;
    }

    void want(KsState state) {
        wanted = state;
    }

    /** The driver is let go: from now on it is waited for. Once for each pin. */
    synchronized void begin(Session session) {
        if (closed || failure != null || session.pin().equals(lastGone)) {
            return;
        }
        lastGone = session.pin();
        endWait();
        Removal why =
                session.pin()
                        .removal()
                        .orElseGet(
                                () ->
                                        new Removal(
                                                RemovalReason.SURPRISE, "it went", Instant.now()));
        if (!memory.isFree()) {
            fail(
                    new Removal(
                            why.reason(),
                            why.message() + "; its driver did not let go of the buffer",
                            why.time()));
            return;
        }
        long since = house.devices().clock().getTime();
        Alarm expiry = house.devices().clock().newAlarm("hold of " + filterId, this::expired);
        Instant now = Instant.now();
        Arrivals.Wait shown = new Arrivals.Wait(filterId, kind, now, now.plus(wish.hold()), why);
        Registration arrivals = house.arrivals().await(shown, this::arrived, this::houseCloses);
        waiting = new Wait(why, since, arrivals, expiry);
        if (failure != null) {
            endWait();
            return;
        }
        expiry.at(since + limit());
    }

    /** The client closes the stream. */
    synchronized void close() {
        closed = true;
        endWait();
    }

    /** On a thread that may block: such a filter is there. */
    private void arrived(PortFilter filter) {
        PortFilter next = filter;
        while (next != null && startResuming(next)) {
            try {
                resume(next);
            } finally {
                next = endResuming();
            }
        }
    }

    private synchronized boolean startResuming(PortFilter filter) {
        if (resuming) {
            // Tasks of the pool have no order: this may be one that is gone already.
            if (filter.removal().isEmpty()) {
                nextArrival = filter;
            }
            return false;
        }
        resuming = waiting != null;
        return resuming;
    }

    private synchronized @Nullable PortFilter endResuming() {
        PortFilter next = nextArrival;
        nextArrival = null;
        resuming = false;
        return next;
    }

    private void resume(PortFilter filter) {
        Wait wait;
        synchronized (this) {
            wait = waiting;
        }
        if (wait == null) {
            return;
        }
        ClientPin pin = null;
        try {
            pin = open(filter);
            goOn(wait, pin);
        } catch (RuntimeException | LinkageError e) {
            if (pin != null) {
                closeUnused(pin);
            }
            if (!stream.isClosed() && failure == null) {
                LOG.log(
                        Level.WARNING,
                        "The stream that waits for {0} cannot go on with {1}; it waits on: {2}",
                        filterId,
                        filter.driver(),
                        e.toString());
            }
        }
    }

    private ClientPin open(PortFilter filter) {
        DataFlow flow = stream.isCapture() ? DataFlow.OUT : DataFlow.IN;
        ClientPin pin =
                (ClientPin)
                        filter.openPin(pins -> ((WavePins) pins).over(memory), pinId, flow, format);
        try {
            pin.protectAgain();
            pin.allocate(bufferBytes, wish.packets());
            MemorySegment got = pin.buffer();
            if (got.address() != bufferAddress || got.byteSize() != bufferBytes) {
                throw new PortClsException(
                        Status.NO_MATCH,
                        "its buffer is another one: bytes="
                                + got.byteSize()
                                + " instead of "
                                + bufferBytes);
            }
            return pin;
        } catch (RuntimeException | LinkageError e) {
            closeUnused(pin);
            throw e;
        }
    }

    private void goOn(Wait wait, ClientPin pin) {
        int packetFrames = stream.packetFrames();
        long buffer = (long) wish.packets() * packetFrames;
        while (true) {
            Session before = stream.session();
            KsState to = wanted;
            long moved = before.basePackets() * packetFrames + before.frozenFrames();
            long base = to == KsState.STOP ? 0 : (moved + buffer - 1) / buffer * buffer;
            stream.prepare(before, base / packetFrames);
            pin.setState(to);
            Runnable tell = () -> addGap(wait, to, moved, base);
            if (stream.goOn(pin, before, base / packetFrames, to, tell)) {
                cameBack(wait, pin);
                return;
            }
            // The client changed its mind meanwhile: once more from the start.
            pin.setState(KsState.STOP);
        }
    }

    private void addGap(Wait wait, KsState state, long moved, long base) {
        if (state == KsState.STOP) {
            return;
        }
        long duration = house.devices().clock().getTime() - wait.since100ns();
        note(
                new Gap(
                        moved,
                        state == KsState.RUN ? frames(duration) : 0,
                        base - moved,
                        Duration.ofNanos(ReferenceTime.toNanos(duration)),
                        wait.cause()));
    }

    /** Nothing moved for a time because the device slept; nothing was lost or skipped either. */
    void slept(long frame, long duration100ns) {
        note(
                new Gap(
                        frame,
                        frames(duration100ns),
                        0,
                        Duration.ofNanos(ReferenceTime.toNanos(duration100ns)),
                        new Removal(RemovalReason.ORDERLY, "its device slept", Instant.now())));
    }

    /** A stream may go on for months on a machine that sleeps every night, and often by day. */
    private void note(Gap gap) {
        synchronized (gaps) {
            if (gaps.size() == MOST_GAPS) {
                gaps.removeFirst();
            }
            gaps.addLast(gap);
        }
    }

    /** How many frames that is; the product of the two would be too large after some weeks. */
    private long frames(long duration100ns) {
        long rate = stream.format().samplesPerSecond();
        return duration100ns / ReferenceTime.SECOND * rate
                + duration100ns % ReferenceTime.SECOND * rate / ReferenceTime.SECOND;
    }

    private void cameBack(Wait wait, ClientPin pin) {
        synchronized (this) {
            // Should the time have been up this very moment: it came back after all.
            if (!pin.equals(lastGone)) {
                failure = null;
            }
            if (wait.equals(waiting)) {
                endWait();
                lastGone = null;
            }
        }
        if (pin.isReleased()) {
            stream.deviceWent(pin);
        }
        stream.wake();
    }

    private void closeUnused(ClientPin pin) {
        try {
            pin.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "A stream of " + filterId + " could not be closed", e);
        }
    }

    private synchronized void expired() {
        Wait wait = waiting;
        if (wait == null || house.devices().clock().getTime() - wait.since100ns() < limit()) {
            return;
        }
        Removal why = wait.cause();
        fail(
                new Removal(
                        why.reason(),
                        why.message()
                                + "; it did not come back within "
                                + wish.hold().toMillis()
                                + " ms",
                        why.time()));
    }

    private synchronized void houseCloses() {
        if (failure == null) {
            fail(
                    new Removal(
                            RemovalReason.ORDERLY,
                            "the port drivers are being stopped",
                            Instant.now()));
        }
    }

    private synchronized void fail(Removal why) {
        failure = why;
        endWait();
        stream.wake();
    }

    private synchronized void endWait() {
        Wait wait = waiting;
        waiting = null;
        if (wait != null) {
            wait.end();
        }
    }

    private long limit() {
        return ReferenceTime.ofNanos(wish.hold().toNanos());
    }
}

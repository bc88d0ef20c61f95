package portcls.ports.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Gap;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps a stream alive while its driver is away: waits for a filter of the same id, opens the
 * stream on it over the same memory, brings it to its former state and lets it go on with the first
 * whole buffer that was not played yet.
 */
final class Hold {
    private static final Logger LOG = System.getLogger(Hold.class.getName());

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
    private final List<Gap> gaps = new CopyOnWriteArrayList<>();
    private volatile KsState wanted = KsState.STOP;
    private volatile @Nullable Removal failure;

    // Guarded by this.
    private @Nullable Session interrupted;
    private @Nullable Removal cause;
    private long since100ns;
    private @Nullable Registration waiting;
    private @Nullable Alarm expiry;

    Hold(ClientStream stream, WaveRtPin pin, PortHouse house, Buffer wish, StreamMemory memory) {
        this.stream = stream;
        this.house = house;
        this.memory = memory;
        this.wish = wish;
        filterId = pin.filter().id();
        kind = pin.filter().kind();
        pinId = pin.pinId();
        format = WaveDataFormat.of(pin.waveFormat());
        bufferBytes = pin.requireBuffer().bytes();
        bufferAddress = pin.requireBuffer().memory().address();
    }

    /** Whether the client asked for it. */
    boolean isWished() {
        return !wish.hold().isZero();
    }

    List<Gap> gaps() {
        return List.copyOf(gaps);
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

    /** The driver is let go: from now on it is waited for. */
    synchronized void begin(Session session) {
        Removal why =
                session.pin()
                        .removal()
                        .orElse(
                                new Removal(
                                        portcls.api.client.RemovalReason.SURPRISE,
                                        "it went",
                                        Instant.now()));
        if (!memory.isFree()) {
            fail(
                    new Removal(
                            why.reason(),
                            why.message() + "; its driver hangs and keeps the buffer",
                            why.time()));
            return;
        }
        interrupted = session;
        cause = why;
        since100ns = house.devices().clock().getTime();
        Alarm alarm = house.devices().clock().newAlarm("hold of " + filterId, this::expired);
        expiry = alarm;
        long limit = ReferenceTime.ofNanos(wish.hold().toNanos());
        waiting =
                house.arrivals()
                        .await(
                                new Arrivals.Wait(
                                        filterId,
                                        kind,
                                        Instant.now(),
                                        Instant.now().plus(wish.hold()),
                                        why),
                                this::arrived,
                                this::houseCloses);
        alarm.at(since100ns + limit);
    }

    /** The client closes the stream. */
    synchronized void close() {
        endWait();
    }

    /** On a thread that may block: such a filter is there. */
    private synchronized void arrived(PortFilter filter) {
        Session before = interrupted;
        if (before == null || stream.isClosed()) {
            return;
        }
        WaveRtPin pin = null;
        try {
            pin = open(filter);
            goOn(before, pin);
        } catch (PortClsException e) {
            if (pin != null) {
                pin.close();
            }
            LOG.log(
                    Level.WARNING,
                    "The stream that waits for {0} cannot go on with {1}; it waits on: {2}",
                    filterId,
                    filter.driver(),
                    e.getMessage());
        }
    }

    private WaveRtPin open(PortFilter filter) {
        DataFlow flow = stream.isCapture() ? DataFlow.OUT : DataFlow.IN;
        WaveRtPin pin =
                (WaveRtPin)
                        filter.openPin(
                                pins -> ((WaveRtPort.Pins) pins).over(memory), pinId, flow, format);
        try {
            pin.allocate(bufferBytes, wish.packets());
            WaveRtPin.RtBuffer got = pin.requireBuffer();
            if (got.memory().address() != bufferAddress || got.bytes() != bufferBytes) {
                throw new PortClsException(
                        Status.NO_MATCH,
                        "its buffer is another one: bytes="
                                + got.bytes()
                                + " instead of "
                                + bufferBytes);
            }
            return pin;
        } catch (RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    private void goOn(Session before, WaveRtPin pin) {
        int packets = wish.packets();
        int packetFrames = stream.packetFrames();
        long moved = before.basePackets() * packetFrames + before.frozenFrames();
        long buffer = (long) packets * packetFrames;
        long base = (moved + buffer - 1) / buffer * buffer;
        boolean stopped = wanted == KsState.STOP;
        stream.goOn(pin, stopped ? 0 : base / packetFrames);
        pin.setState(wanted);
        long duration = house.devices().clock().getTime() - since100ns;
        Removal why = cause;
        if (why != null && !stopped) {
            gaps.add(
                    new Gap(
                            moved,
                            duration * pin.waveFormat().samplesPerSecond() / ReferenceTime.SECOND,
                            base - moved,
                            Duration.ofNanos(ReferenceTime.toNanos(duration)),
                            why));
        }
        endWait();
        stream.wake();
    }

    private synchronized void expired() {
        Removal why = cause;
        if (why != null && interrupted != null) {
            fail(
                    new Removal(
                            why.reason(),
                            why.message()
                                    + "; it did not come back within "
                                    + wish.hold().toMillis()
                                    + " ms",
                            why.time()));
        }
    }

    private synchronized void houseCloses() {
        if (interrupted != null) {
            fail(
                    new Removal(
                            portcls.api.client.RemovalReason.ORDERLY,
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
        interrupted = null;
        cause = null;
        Registration wait = waiting;
        waiting = null;
        if (wait != null) {
            wait.close();
        }
        Alarm alarm = expiry;
        expiry = null;
        if (alarm != null) {
            alarm.close();
        }
    }
}

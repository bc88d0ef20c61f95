package portcls.ports.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.Gap;
import portcls.api.client.KsReply;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.diag.Counter;
import portcls.api.ks.EventKey;
import portcls.api.ks.KsState;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.port.PortHouse;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A wave stream as its client holds it. It stays the same while the pin and the driver behind it
 * are exchanged; numbers of frames and packets go on counting over the exchange.
 */
final class ClientStream implements WavePin {
    /** How long a device that does not go on with a stream may take to go altogether. */
    private static final long GOING_NANOS = 1_000_000_000L;

    private final StreamRegisters registers;
    private final StreamEvents events;
    private final WaveFormat format;
    private final boolean capture;
    private final MemorySegment buffer;
    private final int bufferFrames;
    private final int packetFrames;
    private final int packets;
    private final PacketCursor cursor;
    private final Hold hold;

    /** Held to change {@link #session}; no driver is called under it. */
    private final Object change = new Object();

    private volatile Session session;
    private volatile boolean closed;

    /** Since when the stream is known not to go on; 0 = it goes. The client thread's own. */
    private long failedSince;

    // Of position(), whose caller is one thread at a time.
    private long lastPosition;
    private int positionRun;

    ClientStream(ClientPin pin, PortHouse house, Buffer wish, StreamMemory memory) {
        registers = memory.registers();
        events = memory.events();
        format = pin.waveFormat();
        capture = pin.isCapture();
        buffer = pin.buffer();
        bufferFrames = pin.frames();
        packets = wish.packets();
        packetFrames = bufferFrames / packets;
        cursor = new PacketCursor(registers, buffer, format, capture, pin.waits(), packets);
        session = Session.first(pin);
        hold = new Hold(this, pin, house, wish, memory);
    }

    @Override
    public WaveFormat format() {
        return format;
    }

    @Override
    public boolean isCapture() {
        return capture;
    }

    @Override
    public MemorySegment buffer() {
        return buffer;
    }

    @Override
    public int bufferFrames() {
        return bufferFrames;
    }

    @Override
    public int packetFrames() {
        return packetFrames;
    }

    @Override
    public int packets() {
        return packets;
    }

    @Override
    public MemorySegment awaitPacket() throws InterruptedException {
        MemorySegment packet = pollPacket();
        if (packet != null) {
            return packet;
        }
        events.beginWait();
        try {
            while (true) {
                packet = pollPacket();
                if (packet != null) {
                    return packet;
                }
                requirePossible();
                park();
            }
        } finally {
            events.endWait();
        }
    }

    @Override
    public @Nullable MemorySegment pollPacket() {
        Session now = requireSession();
        MemorySegment packet = cursor.poll(now, state(now));
        if (packet == null) {
            requireGoing(now);
        }
        return packet;
    }

    @Override
    public long packetNumber() {
        return cursor.next();
    }

    @Override
    public void commit() {
        Session now = requireSession();
        cursor.commit(now);
        tellAfter(now);
    }

    @Override
    public void commitLast(int frames) {
        requireRender("commitLast");
        if (frames < 0 || frames > packetFrames) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "frames must lie in 0 … " + packetFrames + ": frames=" + frames);
        }
        Session now = requireSession();
        cursor.commitLast(now, frames);
        tellAfter(now);
    }

    @Override
    public boolean drain(Duration limit) throws InterruptedException {
        requireRender("drain");
        flush();
        long start = System.nanoTime();
        long patience = TimeUnit.NANOSECONDS.convert(limit);
        Session last = requireSession();
        cursor.endPiece(last);
        tellAfter(last);
        events.beginWait();
        try {
            while (true) {
                Session now = requireSession();
                if (cursor.isHeard(now, now.pin().latencyFrames())) {
                    return true;
                }
                if (!now.held() && now.pin().state() != KsState.RUN
                        || System.nanoTime() - start >= patience) {
                    return false;
                }
                requireGoing(now);
                park();
            }
        } finally {
            events.endWait();
        }
    }

    @Override
    public void write(MemorySegment frames) throws InterruptedException {
        requireRender("write");
        requireWholeFrames(frames);
        long done = 0;
        while (done < frames.byteSize()) {
            if (!cursor.isPartial(requireSession())) {
                awaitPacket();
            }
            Session now = requireSession();
            done += cursor.fill(frames, done, now);
            tellAfter(now);
        }
    }

    @Override
    public void flush() {
        Session now = requireSession();
        cursor.flush(now);
        tellAfter(now);
    }

    @Override
    public void read(MemorySegment frames) throws InterruptedException {
        if (!capture) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST, "this pin plays; read from a capture pin");
        }
        requireWholeFrames(frames);
        long done = 0;
        while (done < frames.byteSize()) {
            if (!cursor.isPartial(requireSession())) {
                awaitPacket();
            }
            Session now = requireSession();
            done += cursor.drainTo(frames, done, now);
            tellAfter(now);
        }
    }

    @Override
    public Registration onPacket(Runnable routine) {
        return events.onPacket(routine);
    }

    @Override
    public void position(WavePosition into) {
        Session now = requireSession();
        ClientPin pin = now.pin();
        ClockEstimate estimate = pin.estimate();
        long time = pin.masterTime();
        long moved = now.held() ? now.frozenFrames() : registers.transferred();
        if (!now.held() && pin.state() == KsState.RUN && !pin.isAsleep() && estimate.isRunning()) {
            // Between two readings the device goes on; not further than it can have come.
            long most = moved + furthest(now, moved);
            moved = Math.clamp((long) estimate.framesAt(time), moved, most);
        }
        if (now.run() != positionRun) {
            positionRun = now.run();
            lastPosition = 0;
        }
        // A better estimate never takes back what was told: the position stands until it is due.
        long reached = Math.max(lastPosition, now.basePackets() * packetFrames + moved);
        lastPosition = reached;
        long latency = pin.latencyFrames();
        long presented = capture ? reached + latency : Math.max(0, reached - latency);
        into.set(reached, presented, time, estimate.rate());
    }

    /** How far a device can have come since it told that so many frames had moved. */
    private long furthest(Session now, long moved) {
        long committed = registers.committed();
        long most = 2L * packetFrames;
        boolean waits = !capture && committed >= 0 && now.pin().waits();
        return waits ? Math.clamp(committed - moved, 0, most) : most;
    }

    @Override
    public long transferredFrames() {
        Session now = session;
        return now.basePackets() * packetFrames
                + (now.held() ? now.frozenFrames() : registers.transferred());
    }

    @Override
    public HwLatency latency() {
        return session.pin().latency();
    }

    @Override
    public long glitches() {
        return registers.glitches();
    }

    @Override
    public long lostFrames() {
        return registers.lost();
    }

    @Override
    public Registration onGlitch(Runnable routine) {
        return events.onGlitch(routine);
    }

    @Override
    public List<Gap> gaps() {
        return hold.gaps();
    }

    @Override
    public boolean isHeld() {
        return session.held() && hold.failure().isEmpty();
    }

    @Override
    public Filter filter() {
        return session.pin().filter();
    }

    @Override
    public int pinId() {
        return session.pin().pinId();
    }

    @Override
    public KsState state() {
        return state(session);
    }

    @Override
    public void setState(KsState state) {
        boolean done = false;
        while (!done) {
            Session now = requireSession();
            done = now.held() ? wish(now, state) : step(now, state);
        }
    }

    @Override
    public long now() {
        return session.pin().now();
    }

    @Override
    public Optional<Removal> removal() {
        Session now = session;
        return now.held() ? hold.failure() : now.pin().removal();
    }

    @Override
    public List<Counter> counters() {
        return session.pin().counters();
    }

    @Override
    public <T> T get(PropertyKey<T> key, Target target) {
        return requireSession().pin().get(key, target);
    }

    @Override
    public <T> void set(PropertyKey<T> key, Target target, T value) {
        requireSession().pin().set(key, target, value);
    }

    @Override
    public Support support(PropertyKey<?> key, Target target) {
        return requireSession().pin().support(key, target);
    }

    @Override
    public KsReply ksProperty(ByteBuffer request, ByteBuffer value) {
        return session.pin().ksProperty(request, value);
    }

    @Override
    public Registration enable(EventKey event, Target target, boolean oneShot, Runnable listener) {
        return requireSession().pin().enable(event, target, oneShot, listener);
    }

    @Override
    public boolean supports(EventKey event, Target target) {
        return requireSession().pin().supports(event, target);
    }

    @Override
    public void close() {
        Session last;
        synchronized (change) {
            closed = true;
            last = session;
        }
        hold.close();
        last.pin().close();
        events.wake();
    }

    // From the pin behind it.

    /** The device is about to go: from any thread, before its driver is stopped. */
    void deviceGoes(ClientPin pin) {
        synchronized (change) {
            Session now = session;
            if (hold.isWished() && !closed && !now.held() && now.pin().equals(pin)) {
                session = now.heldAt(registers.transferred());
            }
        }
        events.wake();
    }

    /** The pin was let go: its driver went, or its handle was closed. */
    void deviceWent(ClientPin pin) {
        if (pin.removal().isPresent()) {
            deviceGoes(pin);
        }
        Session now;
        synchronized (change) {
            now = session;
            if (!now.pin().equals(pin)) {
                return;
            }
            closed |= pin.removal().isEmpty();
        }
        if (now.held() && !closed) {
            hold.begin(now);
        }
        events.wake();
    }

    /** On the worker: a step was taken. */
    void stepped(ClientPin pin, KsState state) {
        synchronized (change) {
            Session now = session;
            if (!now.pin().equals(pin)) {
                return;
            }
            if (pin.removal().isPresent()) {
                // The port takes the step and not the client. Until PAUSE the device went on.
                if (hold.isWished() && (!now.held() || state == KsState.PAUSE)) {
                    session = now.heldAt(registers.transferred());
                }
                return;
            }
            if (pin.isAsleep()) {
                // Its device sleeps or wakes; the client wants what it wanted.
                return;
            }
            hold.want(state);
            if (state == KsState.STOP) {
                session = now.afresh();
            }
        }
    }

    /** On the worker: the device slept while the stream ran. */
    void woke(ClientPin pin, long duration100ns) {
        Session now = session;
        if (now.pin().equals(pin)) {
            hold.slept(transferredFrames(), duration100ns);
        }
    }

    // From the hold.

    Session session() {
        return session;
    }

    /** Before another pin runs: tells its device how far the client is. */
    void prepare(Session before, long basePackets) {
        cursor.tell(basePackets, before.run());
    }

    /**
     * Goes on with another pin whose frame 0 is that packet of the stream.
     *
     * @param before what the stream was over when the pin was brought to its state
     * @param reached that state
     * @param tell told of it before the client sees it
     * @return false when the client wants something else meanwhile
     * @throws PortClsException when nobody needs the pin any more
     */
    boolean goOn(ClientPin pin, Session before, long basePackets, KsState reached, Runnable tell) {
        synchronized (change) {
            if (closed || hold.failure().isPresent()) {
                throw new PortClsException(Status.INVALID_DEVICE_STATE, "the client waits no more");
            }
            if (!session.equals(before) || hold.wanted() != reached) {
                return false;
            }
            tell.run();
            session = before.on(pin, basePackets, packetFrames);
            pin.client(this);
        }
        cursor.tell(basePackets, before.run());
        return true;
    }

    boolean isClosed() {
        return closed;
    }

    void wake() {
        events.wake();
    }

    private KsState state(Session now) {
        return now.held() ? hold.wanted() : now.pin().state();
    }

    /** While held: what the client wants when the driver is back. */
    private boolean wish(Session seen, KsState state) {
        synchronized (change) {
            if (!session.equals(seen)) {
                return false;
            }
            hold.want(state);
            if (state == KsState.STOP) {
                session = seen.afresh();
            }
            return true;
        }
    }

    private boolean step(Session seen, KsState state) {
        try {
            seen.pin().setState(state);
            return true;
        } catch (PortClsException e) {
            if (e.status() == Status.DEVICE_REMOVED && hold.isWished()) {
                Session now = requireSession();
                if (now.held() || !now.pin().equals(seen.pin())) {
                    return false;
                }
            }
            throw e;
        }
    }

    /** Something was handed over; the pin may have been exchanged meanwhile. */
    private void tellAfter(Session seen) {
        Session now = session;
        if (!now.equals(seen) && !now.held()) {
            cursor.tellAgain(now);
        }
        if (!now.held()) {
            now.pin().handedOver();
        }
    }

    private Session requireSession() {
        Session now = session;
        if (closed) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this pin of " + now.pin().filter().id() + " was closed; open it again");
        }
        if (now.held()) {
            hold.requireHope();
        } else if (now.pin().removal().isPresent()) {
            deviceGoes(now.pin());
            now = session;
            if (!now.held()) {
                now.pin().requireAlive();
            }
        }
        return now;
    }

    /**
     * Fails when the device does not go on with this stream and does not go either: whoever takes
     * the device away says more, and may bring it back.
     */
    private void requireGoing(Session now) {
        if (now.held() || !registers.hasFailed()) {
            failedSince = 0;
            return;
        }
        long time = System.nanoTime();
        if (failedSince == 0) {
            failedSince = time;
        } else if (time - failedSince > GOING_NANOS) {
            throw new PortClsException(
                    Status.IO_DEVICE_ERROR,
                    now.pin().filter().id()
                            + " does not go on with this stream; close it and open it anew: frame="
                            + transferredFrames());
        }
    }

    /** Fails when the packet that is awaited will never come. */
    private void requirePossible() {
        Session now = session;
        boolean moving = now.held() || now.pin().state() == KsState.RUN;
        if (moving && packets > 1) {
            return;
        }
        requireSession();
        if (moving) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST,
                    "the only packet of the buffer is always in progress while the stream runs;"
                            + " open it with 2 packets or more, or work in buffer() by position():"
                            + " packets="
                            + packets);
        }
        throw new PortClsException(
                Status.INVALID_DEVICE_STATE,
                capture
                        ? "nothing is recorded while the stream does not run; call run(): state="
                                + state()
                        : "the buffer is full and the stream does not run; call run(): state="
                                + state());
    }

    private void requireRender(String what) {
        if (capture) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST,
                    "this pin records; " + what + " belongs to a render pin");
        }
    }

    private void requireWholeFrames(MemorySegment frames) {
        if (frames.byteSize() % format.blockAlign() != 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "give whole frames of "
                            + format.blockAlign()
                            + " bytes: bytes="
                            + frames.byteSize());
        }
    }

    /** For tests: who waits and who listens. */
    StreamEvents events() {
        return events;
    }

    private void park() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        LockSupport.parkNanos(this, events.longestSleepNanos());
    }
}

package portcls.ports.wavert;

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
import java.util.concurrent.locks.LockSupport;

/**
 * A wave stream as its client holds it. It stays the same while the pin and the driver behind it
 * are exchanged; numbers of frames and packets go on counting over the exchange.
 */
final class ClientStream implements WavePin {
    /** Nobody sleeps longer than that without looking again. */
    private static final long PARK_NANOS = 20_000_000;

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
    private volatile Session session;
    private volatile boolean closed;

    ClientStream(WaveRtPin pin, PortHouse house, Buffer wish, StreamMemory memory) {
        registers = memory.registers();
        events = memory.events();
        format = pin.waveFormat();
        capture = pin.isCapture();
        buffer = pin.requireBuffer().memory();
        bufferFrames = pin.frames();
        packets = wish.packets();
        packetFrames = bufferFrames / packets;
        cursor = new PacketCursor(registers, buffer, format, capture, packets, packetFrames);
        session = Session.on(pin, 0);
        hold = new Hold(this, pin, house, wish, memory);
        pin.client(this);
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
                requireMoving();
                park();
            }
        } finally {
            events.endWait();
        }
    }

    @Override
    public @Nullable MemorySegment pollPacket() {
        Session now = requireSession();
        return cursor.poll(now, state(now));
    }

    @Override
    public long packetNumber() {
        return cursor.next();
    }

    @Override
    public void commit() {
        cursor.commit(requireSession());
    }

    @Override
    public void commitLast(int frames) {
        requireRender("commitLast");
        if (frames < 0 || frames > packetFrames) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "frames must lie in 0 … " + packetFrames + ": frames=" + frames);
        }
        cursor.commitLast(requireSession(), frames);
    }

    @Override
    public boolean drain(Duration limit) throws InterruptedException {
        requireRender("drain");
        flush();
        long end = System.nanoTime() + limit.toNanos();
        cursor.endPiece(requireSession());
        events.beginWait();
        try {
            while (true) {
                Session now = requireSession();
                if (cursor.isHeard(now, now.pin().latencyFrames())) {
                    return true;
                }
                if (!now.held() && now.pin().state() != KsState.RUN
                        || System.nanoTime() - end >= 0) {
                    return false;
                }
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
            if (!cursor.isPartial()) {
                awaitPacket();
            }
            done += cursor.fill(frames, done, requireSession());
        }
    }

    @Override
    public void flush() {
        cursor.flush(requireSession());
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
            if (!cursor.isPartial()) {
                awaitPacket();
            }
            done += cursor.drainTo(frames, done, requireSession());
        }
    }

    @Override
    public Registration onPacket(Runnable routine) {
        return events.onPacket(routine);
    }

    @Override
    public void position(WavePosition into) {
        Session now = requireSession();
        WaveRtPin pin = now.pin();
        long time = pin.masterTime();
        long moved = now.held() ? now.frozenFrames() : registers.transferred();
        if (!now.held() && pin.state() == KsState.RUN && moved > 0) {
            // Between two readings the device goes on; not further than it can have come.
            double estimated = pin.estimate().framesAt(time);
            moved = Math.clamp((long) estimated, moved, moved + 2L * packetFrames);
        }
        long latency = pin.latencyFrames();
        long presented = capture ? moved + latency : Math.max(0, moved - latency);
        long base = now.basePackets() * packetFrames;
        into.set(base + moved, base + presented, time, pin.estimate().rate());
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
        Session now = requireSession();
        if (now.held()) {
            hold.want(state);
            if (state == KsState.STOP) {
                session = now.afresh();
            }
        } else {
            now.pin().setState(state);
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
        closed = true;
        hold.close();
        session.pin().close();
        events.wake();
    }

    // From the pin behind it.

    /** The device is about to go: from any thread, before its driver is stopped. */
    void deviceGoes() {
        Session now = session;
        if (hold.isWished() && !closed && !now.held()) {
            hold.want(now.pin().state());
            session = now.heldAt(registers.transferred());
        }
    }

    /** The driver is let go. */
    void deviceWent() {
        Session now = session;
        if (now.held() && !closed) {
            hold.begin(now);
        }
        events.wake();
    }

    /** On the worker: a step was taken. */
    void stepped(KsState state) {
        Session now = session;
        if (state == KsState.STOP && !now.held()) {
            session = now.afresh();
        }
    }

    // From the hold.

    /** Goes on with another pin whose frame 0 is that packet of the stream. */
    void goOn(WaveRtPin pin, long basePackets) {
        cursor.resume(basePackets);
        session = Session.on(pin, basePackets);
        cursor.resume(basePackets);
        pin.client(this);
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
            now = session;
            if (!now.held()) {
                now.pin().requireAlive();
            }
        }
        return now;
    }

    private void requireMoving() {
        Session now = session;
        if (now.held() || now.pin().state() == KsState.RUN) {
            return;
        }
        requireSession();
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

    private void park() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        LockSupport.parkNanos(this, PARK_NANOS);
    }
}

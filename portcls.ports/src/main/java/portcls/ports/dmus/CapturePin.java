package portcls.ports.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiEvent;
import portcls.api.diag.Counter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.ports.device.Device;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.music.Allocator;
import portcls.ports.music.EventPool;
import portcls.ports.music.KernelEvent;
import portcls.ports.music.MessageAssembler;
import portcls.ports.music.MessagePacker;
import portcls.ports.music.MessageSource;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.Dpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream of music from a miniport. On the dispatch thread the miniport's stream fetches what the
 * device has and the sink puts it into a ring; the client's thread takes it out and puts system
 * exclusive together.
 */
public final class CapturePin extends OpenPin implements MidiCapturePin {
    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);

    /** A second reader of the same pin is not woken by arrivals and looks by itself. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The woken reader looks by itself too, should another have taken its place meanwhile. */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final CaptureSink sink;
    private final EventPool driversPool;
    private final Object reading = new Object();
    private final MessageAssembler assembler = new MessageAssembler();
    private final MessagePacker packer;
    private final MessageSource source = this::next;
    private final Dispatcher dispatcher;
    private final Dpc again;
    private final IServiceSink member = this::service;
    private volatile @Nullable MusicStream stream;
    private volatile @Nullable MusicPart<?> part;
    private volatile boolean connected;
    private volatile boolean detached;
    private volatile long errors;
    private volatile @Nullable Thread waiter;

    CapturePin(
            OpenHandle handle,
            int pinId,
            DataFormat format,
            Device device,
            EventPool driversPool,
            MessagePacker packer,
            MusicStream stream,
            MusicPart<?> part) {
        super(handle, pinId, format, device);
        this.stream = stream;
        this.part = part;
        this.driversPool = driversPool;
        this.packer = packer;
        dispatcher = device.dispatcher();
        again = dispatcher.newDpc(this::service);
        sink = new CaptureSink(clock(), dispatcher, new Allocator(driversPool));
    }

    /** On the worker: the miniport's stream gives what it gets to the sink from now on. */
    void connect() throws IOException {
        MusicStream from = current();
        from.mxf().connectOutput(sink);
        connected = true;
        IServiceGroup group = from.group();
        if (group != null) {
            group.addMember(member);
        }
    }

    /** The device may have brought something. On the dispatch thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer; others only read
    void service() {
        MusicStream from = stream;
        if (detached || from == null) {
            return;
        }
        try {
            from.mxf().putMessage(null);
            if (from.raw() != null && from.raw().hasMore()) {
                again.queue();
            }
        } catch (IOException | PortClsException e) {
            errors++;
        } catch (Throwable t) {
            detached = true;
            MusicPart<?> owner = part;
            if (owner != null) {
                owner.broke(from.call("read"), t);
            }
        }
        wakeReader();
    }

    /** Requests service for the group of this stream alone, if it has one. From any thread. */
    void notifyGroup() {
        MusicStream from = stream;
        IServiceGroup own = from == null ? null : from.group();
        if (own != null) {
            own.requestService();
        }
    }

    @Override
    public boolean receive(MidiEvent into) {
        synchronized (reading) {
            if (packer.takeWaiting(into) || next(into)) {
                return true;
            }
        }
        requireUsable();
        return false;
    }

    @Override
    public boolean receive(MidiEvent into, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Thread self = Thread.currentThread();
        boolean mine = false;
        try {
            while (!receive(into)) {
                long rest = end - System.nanoTime();
                if (rest <= 0) {
                    return false;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!mine && waiter == null) {
                    // Look once more before the first park: something may have come before this was
                    // known.
                    waiter = self;
                    mine = true;
                    continue;
                }
                LockSupport.parkNanos(
                        this, Math.min(rest, waiter == self ? LONGEST_NANOS : LOOK_NANOS));
            }
            return true;
        } finally {
            if (waiter == self) {
                waiter = null;
            }
        }
    }

    @Override
    public long read(ByteBuffer structures) {
        long base;
        synchronized (reading) {
            base = packer.pack(structures, source);
        }
        if (base < 0) {
            requireUsable();
        }
        return base;
    }

    @Override
    public List<Counter> counters() {
        String owner = portFilter().id() + " in";
        return List.of(
                new Counter(
                        owner, "midi.messages", "messages received", "messages", sink.messages()),
                new Counter(owner, "midi.bytes", "bytes received", "bytes", sink.bytes()),
                new Counter(
                        owner,
                        "midi.stray",
                        "bytes that belong to no message",
                        "bytes",
                        sink.stray()),
                new Counter(
                        owner,
                        "midi.undefined",
                        "bytes of undefined status",
                        "bytes",
                        sink.undefined()),
                new Counter(
                        owner,
                        "midi.aborted",
                        "system exclusives broken off",
                        "messages",
                        sink.aborted()),
                new Counter(
                        owner,
                        "midi.lost",
                        "messages lost, not read in time",
                        "messages",
                        sink.lost()),
                new Counter(owner, "midi.errors", "reads that failed", "reads", errors));
    }

    @Override
    public Object stream() {
        return current().target();
    }

    @Override
    public void detach() {
        detached = true;
        MusicStream known = stream;
        if (known != null && known.raw() != null) {
            known.raw().detach();
        }
        wakeReader();
    }

    @Override
    protected void step(KsState from, KsState to) throws IOException {
        boolean flows = to == KsState.RUN || to == KsState.PAUSE;
        if (!flows) {
            sink.flow(false);
        }
        try {
            current().mxf().setState(to);
        } catch (IOException | RuntimeException e) {
            sink.flow(from == KsState.RUN || from == KsState.PAUSE);
            throw e;
        }
        clock().enter(to);
        sink.flow(flows);
        if (to == KsState.STOP) {
            dispatcher.runAndWait(sink::reset, DISPATCH_LIMIT);
            discard();
        }
    }

    @Override
    protected void changeFormat(DataFormat newFormat) throws IOException {
        if (!newFormat.subFormat().equals(format().subFormat())) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "an open pin stays with its kind of music; open another one: format="
                            + format().subFormat()
                            + ", wanted="
                            + newFormat.subFormat());
        }
        RawStage raw = current().raw();
        if (raw != null) {
            raw.setFormat(newFormat);
        }
    }

    @Override
    protected void closeStream() throws IOException {
        MusicPart<?> owner = part;
        if (owner != null) {
            owner.closed(this);
        }
        MusicStream closing = current();
        IServiceGroup group = closing.group();
        if (group != null) {
            group.removeMember(member);
        }
        detached = true;
        dispatcher.runAndWait(() -> {}, DISPATCH_LIMIT);
        try {
            if (connected) {
                connected = false;
                closing.mxf().disconnectOutput(sink);
            }
        } finally {
            closing.mxf().close();
            discard();
        }
    }

    @Override
    protected void releaseOwn() {
        detach();
        MusicStream known = stream;
        if (known != null && known.raw() != null) {
            known.raw().release();
        }
        stream = null;
        part = null;
    }

    /** For tests of leaks: the events that the port makes of bytes. */
    public EventPool pool() {
        return sink.pool();
    }

    /** For tests of leaks: the events that the driver takes. */
    public EventPool driversPool() {
        return driversPool;
    }

    private void discard() {
        synchronized (reading) {
            assembler.reset();
            packer.reset();
            KernelEvent event = sink.poll();
            while (event != null) {
                event.release();
                event = sink.poll();
            }
        }
    }

    private boolean next(MidiEvent into) {
        KernelEvent event = sink.poll();
        while (event != null) {
            if (assembler.add(event, into)) {
                return true;
            }
            event = sink.poll();
        }
        return false;
    }

    private MusicStream current() {
        MusicStream known = stream;
        if (known == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return known;
    }

    private void wakeReader() {
        Thread reader = waiter;
        if (reader != null) {
            LockSupport.unpark(reader);
        }
    }
}

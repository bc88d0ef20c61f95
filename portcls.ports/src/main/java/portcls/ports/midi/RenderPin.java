package portcls.ports.midi;

import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiPin;
import portcls.api.diag.Counter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.ports.device.Device;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.music.EventPool;
import portcls.ports.music.KernelEvent;
import portcls.ports.music.MessageSplitter;
import portcls.ports.music.MusicFormatUnpacker;
import portcls.ports.time.Dispatcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream of MIDI to a miniport. Clients take events from the pool and put them into the inbox;
 * the dispatch thread does the rest. No thread waits for another's lock.
 */
final class RenderPin extends OpenPin implements MidiPin {
    private static final int INBOX = 1024;
    private static final int INITIAL_EVENTS = 1024;
    private static final int INITIAL_BUFFERS = 32;
    private static final int MAXIMUM_BUFFERS = 1 << 16;
    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);
    private static final long ROOM_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final EventPool pool =
            new EventPool(INITIAL_EVENTS, CAPACITY, INITIAL_BUFFERS, MAXIMUM_BUFFERS);
    private final MpscAtomicArrayQueue<KernelEvent> inbox = new MpscAtomicArrayQueue<>(INBOX);
    private final Object unpacking = new Object();
    private final MusicFormatUnpacker unpacker = new MusicFormatUnpacker(pool);
    private final boolean virtualTime;
    private final Dispatcher dispatcher;
    private volatile @Nullable IMiniportMidiStream stream;
    private final RawMidiStage stage;
    private final IServiceSink sink;
    private volatile @Nullable IServiceGroup group;
    private final AtomicInteger stops = new AtomicInteger();
    private int unpackedStops;

    RenderPin(
            OpenHandle handle,
            int pinId,
            DataFormat format,
            Device device,
            IMiniportMidiStream stream,
            MidiPort port) {
        super(handle, pinId, format, device);
        virtualTime = device.clock().isVirtual();
        this.stream = stream;
        dispatcher = device.dispatcher();
        stage = new RawMidiStage(clock(), pool, inbox, stream, dispatcher, port::broke);
        sink = stage::wake;
        IServiceGroup own = stream.serviceGroup();
        group = own;
        if (own != null) {
            own.addMember(sink);
        }
    }

    @Override
    public void send(long presentationTime100ns, int message) {
        requireSendable();
        KernelEvent event = MessageSplitter.ofShort(pool, presentationTime100ns, message);
        while (event == null) {
            waitForEvents();
            event = MessageSplitter.ofShort(pool, presentationTime100ns, message);
        }
        enqueue(event);
    }

    @Override
    public void send(long presentationTime100ns, byte[] bytes, int offset, int length) {
        requireSendable();
        KernelEvent event =
                MessageSplitter.split(pool, presentationTime100ns, bytes, offset, length);
        while (event == null) {
            waitForEvents();
            event = MessageSplitter.split(pool, presentationTime100ns, bytes, offset, length);
        }
        enqueue(event);
    }

    @Override
    public void write(long presentationTime100ns, ByteBuffer musicFormat) {
        requireSendable();
        synchronized (unpacking) {
            int stopsNow = stops.get();
            if (unpackedStops != stopsNow) {
                unpackedStops = stopsNow;
                unpacker.reset();
            }
            unpacker.begin(presentationTime100ns, musicFormat);
            try {
                while (!unpacker.proceed(this::enqueue)) {
                    waitForEvents();
                }
            } catch (PortClsException e) {
                unpacker.abandon();
                throw e;
            }
        }
    }

    @Override
    public int queued() {
        return pool.outstanding();
    }

    @Override
    public boolean awaitDrained(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (pool.outstanding() > 0) {
            requireUsable();
            if (virtualTime || System.nanoTime() - end >= 0) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(this, ROOM_PARK_NANOS);
        }
        return true;
    }

    @Override
    public List<Counter> counters() {
        return stage.counters(portFilter().id() + " out", pool.outstanding());
    }

    @Override
    public IMiniportMidiStream stream() {
        IMiniportMidiStream current = stream;
        if (current == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return current;
    }

    @Override
    public void detach() {
        stage.detach();
    }

    @Override
    protected void step(KsState from, KsState to) throws IOException {
        if (to == KsState.RUN) {
            stream().setState(to);
            clock().enter(to);
            stage.run();
            return;
        }
        if (from == KsState.RUN) {
            clock().enter(to);
            stage.hold();
            // A write that is under way ends before the miniport is told.
            dispatcher.runAndWait(() -> {}, DISPATCH_LIMIT);
            tellOrResume(from, to);
            return;
        }
        stream().setState(to);
        clock().enter(to);
        if (to == KsState.STOP) {
            stops.incrementAndGet();
            dispatcher.runAndWait(stage::discard, DISPATCH_LIMIT);
        }
    }

    @Override
    protected void changeFormat(DataFormat newFormat) throws IOException {
        stream().setFormat(newFormat);
    }

    @Override
    protected void closeStream() throws IOException {
        IServiceGroup own = group;
        if (own != null) {
            own.removeMember(sink);
        }
        stage.detach();
        dispatcher.runAndWait(stage::discard, DISPATCH_LIMIT);
        stream().close();
    }

    @Override
    protected void releaseOwn() {
        stage.close();
        stream = null;
        group = null;
    }

    /** For tests of leaks: the pool of this stream. */
    EventPool pool() {
        return pool;
    }

    private void tellOrResume(KsState from, KsState to) throws IOException {
        try {
            stream().setState(to);
        } catch (IOException | RuntimeException e) {
            clock().enter(from);
            stage.run();
            throw e;
        }
    }

    private void enqueue(KernelEvent event) {
        long due = clock().toMaster(event.presentationTime100ns());
        while (!inbox.offer(event)) {
            if (isUnusable()) {
                pool.release(event);
                requireSendable();
            }
            dispatcher.runAndWait(stage::takeInbox, DISPATCH_LIMIT);
        }
        stage.wakeBy(due);
    }

    /** All events are out: wait until some have played. */
    private void waitForEvents() {
        requireSendable();
        dispatcher.runAndWait(stage::takeInbox, DISPATCH_LIMIT);
        if (!clock().isRunning() || virtualTime) {
            throw new PortClsException(
                    Status.DEVICE_BUSY,
                    "the queue of this pin is full and nothing plays: "
                            + (clock().isRunning() ? "move the virtual clock" : "call run()")
                            + ": queued="
                            + pool.outstanding());
        }
        LockSupport.parkNanos(this, ROOM_PARK_NANOS);
    }

    private boolean isUnusable() {
        return removal().isPresent() || isClosed() || state() == KsState.STOP;
    }

    private void requireSendable() {
        if (!isUnusable()) {
            return;
        }
        requireUsable();
        throw new PortClsException(
                Status.INVALID_DEVICE_STATE,
                "a stopped pin takes no messages; call run(), or pause() to fill it before it runs:"
                        + " state="
                        + state());
    }
}

package portcls.ports.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiPin;
import portcls.api.diag.Counter;
import portcls.api.dmus.IMXF;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.ports.device.Device;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.music.EventPool;
import portcls.ports.music.EventSink;
import portcls.ports.music.KernelEvent;
import portcls.ports.music.MessageSplitter;
import portcls.ports.music.MusicFormatUnpacker;
import portcls.ports.music.Unpacker;
import portcls.ports.time.Dispatcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * A stream of music to a miniport. Clients take events from the pool and put them into the inbox;
 * the dispatch thread does the rest. No thread waits for another's lock.
 */
public sealed class RenderPin extends OpenPin implements MidiPin permits DirectMusicRenderPin {
    private static final int INITIAL_EVENTS = 1024;
    private static final int INITIAL_BUFFERS = 32;
    private static final int MAXIMUM_BUFFERS = 1 << 16;
    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);
    private static final long INBOX_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long ROOM_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final EventPool pool;
    private final Object unpacking = new Object();
    private final Unpacker unpacker;
    private final EventSink toStage = this::enqueue;
    private final RenderCounts counts;
    private final RenderStage stage;
    private final Runnable takeInbox;
    private final Dispatcher dispatcher;

    /** Whether that has a thread, and not whoever moves the clock. */
    private final boolean ownThread;

    /** Why nothing plays while it runs, when somebody has to make time go on. */
    private final @Nullable String standing;

    private final AtomicInteger stops = new AtomicInteger();
    private int unpackedStops;
    private volatile @Nullable MusicStream stream;
    private volatile @Nullable SoundOutput output;
    private volatile @Nullable IServiceSink member;
    private volatile boolean silenced;
    private boolean toldOfKept;

    /**
     * What a render pin is made of.
     *
     * @param handle the handle that it belongs to
     * @param pinId pin id
     * @param format format of the music
     * @param device the device
     * @param clock by which clock it runs
     * @param pool where its events come from
     * @param stream what it drives
     * @param output where it is heard, if the port sees to that
     * @param broke is told when the driver breaks
     */
    record Parts(
            OpenHandle handle,
            int pinId,
            DataFormat format,
            Device device,
            IMasterClock clock,
            EventPool pool,
            MusicStream stream,
            @Nullable SoundOutput output,
            BiConsumer<String, Throwable> broke) {}

    RenderPin(Parts parts) {
        this(parts, new MusicFormatUnpacker(parts.pool()));
    }

    RenderPin(Parts parts, Unpacker unpacker) {
        super(parts.handle(), parts.pinId(), parts.format(), parts.clock());
        this.unpacker = unpacker;
        pool = parts.pool();
        stream = parts.stream();
        output = parts.output();
        dispatcher = parts.device().dispatcher();
        ownThread = !parts.device().clock().isVirtual();
        boolean pulled = parts.output() != null && parts.output().isPulled();
        standing =
                pulled
                        ? "render what waits"
                        : parts.device().clock().isVirtual() ? "move the virtual clock" : null;
        RenderCounts own = parts.stream().counts();
        counts = own == null ? new RenderCounts() : own;
        stage =
                new RenderStage(
                        clock(),
                        pool,
                        parts.stream(),
                        own == null ? counts : null,
                        pulled,
                        dispatcher,
                        parts.broke());
        takeInbox = stage::takeInbox;
        IServiceGroup group = parts.stream().group();
        RawStage raw = parts.stream().raw();
        if (group != null && raw != null) {
            IServiceSink sink = raw::notified;
            member = sink;
            group.addMember(sink);
        }
    }

    /** The events of a render pin. */
    static EventPool newPool(Object family) {
        return new EventPool(family, INITIAL_EVENTS, CAPACITY, INITIAL_BUFFERS, MAXIMUM_BUFFERS);
    }

    @Override
    public final void send(long presentationTime100ns, int message) {
        send(presentationTime100ns, 0, message);
    }

    @Override
    public final void send(long presentationTime100ns, byte[] bytes, int offset, int length) {
        send(presentationTime100ns, 0, bytes, offset, length);
    }

    /** Plays a short message in a group of channels. */
    public final void send(long presentationTime100ns, int channelGroup, int message) {
        requireSendable();
        checkGroup(channelGroup);
        KernelEvent event = MessageSplitter.ofShort(pool, presentationTime100ns, message);
        while (event == null) {
            waitForEvents();
            event = MessageSplitter.ofShort(pool, presentationTime100ns, message);
        }
        event.setChannelGroup(channelGroup);
        enqueue(event);
    }

    /** Plays any bytes in a group of channels. */
    public final void send(
            long presentationTime100ns, int channelGroup, byte[] bytes, int offset, int length) {
        requireSendable();
        checkGroup(channelGroup);
        KernelEvent event =
                MessageSplitter.split(pool, presentationTime100ns, bytes, offset, length);
        while (event == null) {
            waitForEvents();
            event = MessageSplitter.split(pool, presentationTime100ns, bytes, offset, length);
        }
        if (channelGroup != 0) {
            MessageSplitter.setGroup(event, channelGroup);
        }
        enqueue(event);
    }

    @Override
    public final void write(long presentationTime100ns, ByteBuffer structures) {
        requireSendable();
        synchronized (unpacking) {
            int stopsNow = stops.get();
            if (unpackedStops != stopsNow) {
                unpackedStops = stopsNow;
                unpacker.reset();
            }
            unpacker.begin(presentationTime100ns, structures);
            try {
                while (!unpacker.proceed(toStage)) {
                    waitForEvents();
                }
            } catch (PortClsException e) {
                unpacker.abandon();
                throw e;
            }
        }
    }

    @Override
    public final int queued() {
        return pool.outstanding();
    }

    @Override
    public final boolean awaitDrained(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (pool.outstanding() > 0) {
            requireUsable();
            if (standing != null || System.nanoTime() - end >= 0) {
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
    public final List<Counter> counters() {
        List<Counter> own = counts.list(portFilter().id() + " out", pool.outstanding());
        SoundOutput heard = output;
        if (heard == null) {
            return own;
        }
        List<Counter> all = new ArrayList<>(own);
        all.addAll(heard.counters(this));
        return all;
    }

    @Override
    public final Object stream() {
        return current().target();
    }

    @Override
    public final void detach() {
        stage.detach();
        MusicStream known = stream;
        if (known != null && known.raw() != null) {
            known.raw().detach();
        }
    }

    @Override
    protected final void step(KsState from, KsState to) throws IOException {
        if (from == KsState.RUN) {
            leaveRun(from, to);
        } else if (from.value() < to.value()) {
            rise(from, to);
        } else {
            current().mxf().setState(to);
            clock().enter(to);
            if (to == KsState.STOP) {
                stops.incrementAndGet();
                stage.stop();
                dispatcher.runAndWait(stage::discard, DISPATCH_LIMIT);
                tellOfKept("after STOP");
            }
        }
        SoundOutput heard = output;
        if (heard != null && to.value() < from.value()) {
            heard.sinks(this, to);
        }
    }

    @Override
    protected final void changeFormat(DataFormat newFormat) throws IOException {
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
    protected final void closeStream() throws IOException {
        MusicStream closing = current();
        IServiceSink served = member;
        if (closing.group() != null && served != null) {
            closing.group().removeMember(served);
        }
        stage.detach();
        dispatcher.runAndWait(stage::discard, DISPATCH_LIMIT);
        SoundOutput heard = output;
        output = null;
        try {
            disconnect(closing.mxf(), heard);
        } finally {
            try {
                closing.mxf().close();
            } finally {
                leave(heard);
            }
        }
        tellOfKept("when it was closed");
    }

    @Override
    protected final void releaseOwn() {
        stage.close();
        MusicStream known = stream;
        if (known != null && known.raw() != null) {
            known.raw().release();
        }
        stream = null;
        member = null;
        output = null;
    }

    /** For tests of leaks: the pool of this stream. */
    public final EventPool pool() {
        return pool;
    }

    /** For those who pull: the sequencer. */
    final RenderStage stage() {
        return stage;
    }

    /**
     * On the worker: what it was heard by is gone; there is nothing that could take its place. The
     * pin takes nothing any more.
     */
    final void silence() {
        silenced = true;
        MusicStream playing = stream;
        SoundOutput heard = output;
        output = null;
        try {
            if (playing != null) {
                disconnect(playing.mxf(), heard);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            logFailure(portFilter(), "disconnect a stream from its sound", e);
        }
        leave(heard);
    }

    private void rise(KsState from, KsState to) throws IOException {
        SoundOutput heard = output;
        if (heard != null) {
            heard.rises(this, to);
        }
        try {
            current().mxf().setState(to);
        } catch (IOException | RuntimeException e) {
            if (heard != null) {
                heard.sinks(this, from);
            }
            throw e;
        }
        clock().enter(to);
        if (to == KsState.RUN) {
            stage.run();
        } else {
            stage.hold();
        }
    }

    private void leaveRun(KsState from, KsState to) throws IOException {
        stage.hold();
        // A delivery that is under way ends before the miniport is told, and before the clock that
        // stamps it stands.
        dispatcher.runAndWait(() -> {}, DISPATCH_LIMIT);
        clock().enter(to);
        try {
            current().mxf().setState(to);
        } catch (IOException | RuntimeException e) {
            clock().enter(from);
            stage.run();
            throw e;
        }
    }

    private static void disconnect(IMXF from, @Nullable SoundOutput heard) throws IOException {
        if (heard != null) {
            from.disconnectOutput(heard.sink());
        }
    }

    private void leave(@Nullable SoundOutput heard) {
        if (heard != null) {
            heard.left(this);
        }
    }

    private void enqueue(KernelEvent event) {
        while (!stage.offer(event)) {
            if (isUnusable()) {
                pool.release(event);
                requireSendable();
            }
            makeRoom();
        }
    }

    /** The inbox is full. */
    private void makeRoom() {
        if (ownThread && !dispatcher.isCurrent()) {
            stage.wake();
            LockSupport.parkNanos(this, INBOX_PARK_NANOS);
        } else {
            dispatcher.runAndWait(takeInbox, DISPATCH_LIMIT);
        }
    }

    final void send(KernelEvent event) {
        enqueue(event);
    }

    /** All events are out: wait until some have played. */
    final void waitForEvents() {
        requireSendable();
        dispatcher.runAndWait(takeInbox, DISPATCH_LIMIT);
        if (!clock().isRunning() || standing != null) {
            throw new PortClsException(
                    Status.DEVICE_BUSY,
                    "the queue of this pin is full and nothing plays: "
                            + (clock().isRunning() ? standing : "call run()")
                            + ": queued="
                            + pool.outstanding());
        }
        LockSupport.parkNanos(this, ROOM_PARK_NANOS);
    }

    final void requireSendable() {
        if (!isUnusable()) {
            return;
        }
        requireUsable();
        throw new PortClsException(
                Status.INVALID_DEVICE_STATE,
                silenced
                        ? "the sound output that this pin was opened for is closed; open the pin"
                                + " again"
                        : "a stopped pin takes no messages; call run(), or pause() to fill it"
                                + " before it runs: state="
                                + state());
    }

    private boolean isUnusable() {
        return silenced || removal().isPresent() || isClosed() || state() == KsState.STOP;
    }

    private MusicStream current() {
        MusicStream known = stream;
        if (known == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return known;
    }

    /** Each event must come back (DMU-20); one that does not is the driver's failure. */
    private void tellOfKept(String when) {
        int kept = pool.outstanding();
        if (kept > 0 && !toldOfKept) {
            // A client may have been about to send; what it had comes back at once.
            dispatcher.runAndWait(stage::discard, DISPATCH_LIMIT);
            kept = pool.outstanding();
        }
        if (kept > 0 && !toldOfKept) {
            toldOfKept = true;
            logFailure(
                    portFilter(),
                    "give all events back to the allocator " + when + ": kept=" + kept,
                    new IllegalStateException("events were kept"));
        }
    }

    private static void checkGroup(int channelGroup) {
        if (channelGroup < 0 || channelGroup > 0xFFFF) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a channel group lies in 0 … 65535: channelGroup=" + channelGroup);
        }
    }
}

package portcls.ports.midi;

import org.jctools.queues.atomic.SpscAtomicArrayQueue;
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
import portcls.api.midi.IMiniportMidiStream;
import portcls.ports.device.Device;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.music.CaptureParser;
import portcls.ports.music.EventPool;
import portcls.ports.music.KernelEvent;
import portcls.ports.music.MessageAssembler;
import portcls.ports.music.MusicFormatPacker;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.Dpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream of MIDI from a miniport. The dispatch thread reads bytes, parses them and puts events
 * into a ring; the client's thread takes them out and puts system exclusive together.
 */
final class CapturePin extends OpenPin implements MidiCapturePin {
    private static final int EVENTS = 4096;
    private static final int BUFFERS = 256;
    private static final int READ_BYTES = 256;

    /** So much is read at a time before others on the dispatch thread have their turn. */
    private static final int READS_PER_SERVICE = 64;

    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);

    /** A second reader of the same pin is not woken by arrivals and looks by itself. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The woken reader looks by itself too, should another have taken its place meanwhile. */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventPool pool = new EventPool(EVENTS, EVENTS, BUFFERS, BUFFERS);
    private final SpscAtomicArrayQueue<KernelEvent> arrived =
            new SpscAtomicArrayQueue<>(EVENTS * 2);
    private final CaptureParser parser = new CaptureParser(pool, this::arrive);
    private final Object reading = new Object();
    private final MessageAssembler assembler = new MessageAssembler(pool);
    private final MusicFormatPacker packer = new MusicFormatPacker();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private volatile @Nullable IMiniportMidiStream stream;
    private final Dispatcher dispatcher;
    private volatile @Nullable MidiPort port;
    private final Dpc again;
    private final IServiceSink sink = this::service;
    private volatile @Nullable IServiceGroup group;
    private volatile boolean flowing;
    private volatile boolean detached;
    private volatile long bytes;
    private volatile long errors;
    private volatile @Nullable Thread waiter;

    CapturePin(
            OpenHandle handle,
            int pinId,
            DataFormat format,
            Device device,
            IMiniportMidiStream stream,
            MidiPort port) {
        super(handle, pinId, format, device);
        this.stream = stream;
        this.port = port;
        dispatcher = device.dispatcher();
        again = dispatcher.newDpc(this::service);
        IServiceGroup own = stream.serviceGroup();
        group = own;
        if (own != null) {
            own.addMember(sink);
        }
    }

    /** The device may have brought something. On the dispatch thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer; others only read
    void service() {
        IMiniportMidiStream source = stream;
        if (detached || source == null) {
            return;
        }
        try {
            for (int i = 0; i < READS_PER_SERVICE; i++) {
                in.clear();
                int count = source.read(in);
                if (count <= 0) {
                    wakeReader();
                    return;
                }
                bytes += count;
                if (flowing) {
                    in.position(0).limit(count);
                    parser.parse(now(), in);
                }
            }
            wakeReader();
            again.queue();
        } catch (IOException | PortClsException e) {
            errors++;
            wakeReader();
        } catch (Throwable t) {
            detached = true;
            MidiPort owner = port;
            if (owner != null) {
                owner.broke("read", t);
            }
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
    public long read(ByteBuffer musicFormat) {
        long base;
        synchronized (reading) {
            base = packer.pack(musicFormat, this::next);
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
                        owner, "midi.messages", "messages received", "messages", parser.messages()),
                new Counter(owner, "midi.bytes", "bytes received", "bytes", bytes),
                new Counter(
                        owner,
                        "midi.stray",
                        "bytes that belong to no message",
                        "bytes",
                        parser.strayBytes()),
                new Counter(
                        owner,
                        "midi.undefined",
                        "bytes of undefined status",
                        "bytes",
                        parser.undefined()),
                new Counter(
                        owner,
                        "midi.aborted",
                        "system exclusives broken off",
                        "messages",
                        parser.abortedSysEx()),
                new Counter(
                        owner,
                        "midi.lost",
                        "messages lost, not read in time",
                        "messages",
                        parser.lost()),
                new Counter(owner, "midi.errors", "reads that failed", "reads", errors));
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
        detached = true;
        wakeReader();
    }

    @Override
    protected void step(KsState from, KsState to) throws IOException {
        boolean flows = to == KsState.RUN || to == KsState.PAUSE;
        if (!flows) {
            flowing = false;
        }
        stream().setState(to);
        clock().enter(to);
        flowing = flows;
        if (to == KsState.STOP) {
            dispatcher.runAndWait(parser::reset, DISPATCH_LIMIT);
            discard();
        }
    }

    @Override
    protected void changeFormat(DataFormat newFormat) throws IOException {
        stream().setFormat(newFormat);
    }

    @Override
    protected void closeStream() throws IOException {
        MidiPort owner = port;
        if (owner != null) {
            owner.closed(this);
        }
        IServiceGroup own = group;
        if (own != null) {
            own.removeMember(sink);
        }
        detached = true;
        dispatcher.runAndWait(() -> {}, DISPATCH_LIMIT);
        stream().close();
    }

    @Override
    protected void releaseOwn() {
        detach();
        stream = null;
        port = null;
        group = null;
    }

    /** For tests of leaks: the pool of this stream. */
    EventPool pool() {
        return pool;
    }

    private void discard() {
        synchronized (reading) {
            assembler.reset();
            packer.reset();
            KernelEvent event = arrived.poll();
            while (event != null) {
                pool.release(event);
                event = arrived.poll();
            }
        }
    }

    private boolean next(MidiEvent into) {
        KernelEvent event = arrived.poll();
        while (event != null) {
            if (assembler.add(event, into)) {
                return true;
            }
            event = arrived.poll();
        }
        return false;
    }

    private void arrive(KernelEvent event) {
        // The ring is larger than the pool, so there is always room.
        arrived.offer(event);
    }

    private void wakeReader() {
        Thread reader = waiter;
        if (reader != null) {
            LockSupport.unpark(reader);
        }
    }
}

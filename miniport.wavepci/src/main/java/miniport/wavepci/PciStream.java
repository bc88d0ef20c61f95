package miniport.wavepci;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.IServiceGroup;
import portcls.api.PortClsException;
import portcls.api.ks.AllocatorFraming;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.api.wavepci.IMiniportWavePciStream;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.Mapping;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream: keeps the engine's list full of what the port has, and gives back what is done.
 *
 * <p>One thread at a time exchanges pieces with the port, whoever comes first; others only say that
 * there is work. The lock is held for the list and the engine's registers, and never while the port
 * is called.
 */
final class PciStream implements IMiniportWavePciStream {
    private static final System.Logger LOG = System.getLogger(PciStream.class.getName());

    /** The controller's FIFO: as far as it reads ahead. */
    private static final int FIFO_BYTES = 64;

    /** What it likes: three buffers of 10 ms, in whole frames. */
    private static final int FRAMES_LIKED = 3;

    private static final int PARTS_OF_SECOND = 100;

    /** So long after the end of what is queued somebody looks, though no interrupt came. */
    private static final long LATE_100NS = 5 * ReferenceTime.MILLISECOND;

    /** What a stream is made of. */
    record Parts(
            String name,
            Converter converter,
            int rate,
            Codec codec,
            Engine engine,
            IPortWavePciStream port,
            IDmaChannel channel,
            @Nullable IServiceGroup group,
            Runnable onClose) {}

    private final Parts parts;
    private final Engine engine;
    private final IPortWavePciStream port;
    private final DescriptorList list;
    private final int frameBytes;
    private final AtomicInteger work = new AtomicInteger();

    /** Of whoever does the work. */
    private final Mapping mapping = new Mapping();

    private final SpinLock lock = new SpinLock();

    // Guarded by the lock.
    private final Queue queue;
    private volatile KsState state = KsState.STOP;
    private boolean running;
    private boolean asleep;

    /** Set by the interrupt: memory did not answer. */
    private volatile boolean faulty;

    private volatile boolean told;

    /** A stream in STOP. */
    PciStream(Parts parts) {
        this.parts = parts;
        engine = parts.engine();
        port = parts.port();
        IDmaChannel channel = parts.channel();
        list = new DescriptorList(channel.systemAddress(), channel.physicalAddress());
        frameBytes = parts.converter().frameBytes();
        queue = new Queue(list, parts.converter(), parts.rate());
        port.setPreFetchOffset(FIFO_BYTES);
    }

    // PASSIVE.

    @Override
    public void setState(KsState to) throws IOException {
        boolean starts = state == KsState.STOP && to != KsState.STOP; // nobody else sets it
        if (starts && !asleep) { // else when it is back
            parts.codec().rate(parts.converter(), parts.rate());
        }
        boolean obeys = true;
        lock.enter();
        try {
            if (to.value() > state.value() && faulty) {
                throw new IOException(fault());
            }
            if (to != KsState.RUN) {
                obeys = halt();
            }
            if (starts || to == KsState.STOP) {
                obeys &= reset(list.address());
            }
            if (to == KsState.STOP) {
                queue.rewind(0);
                queue.restart();
                faulty = false;
                told = false;
            }
            state = to;
        } finally {
            lock.leave();
        }
        if (!obeys) {
            throw new IOException(
                    parts.name()
                            + ": the engine of "
                            + parts.converter().label()
                            + " does not stop: SR=0x"
                            + Integer.toHexString(engine.status())
                            + "; see whether the device is still there");
        }
        pump();
    }

    @Override
    public AllocatorFraming getAllocatorFraming() {
        int frames = Math.ceilDiv(parts.rate(), PARTS_OF_SECOND);
        return new AllocatorFraming(0, FRAMES_LIKED, frames * frameBytes, frameBytes - 1);
    }

    /** The device is about to sleep: nothing is with it any more. */
    void suspend() {
        lock.enter();
        try {
            if (!asleep) { // else it did not come back since the last time
                takeBack(); // while it can still say how far it is
                asleep = true;
            }
        } finally {
            lock.leave();
        }
    }

    /** The device is awake again, and has forgotten everything. */
    void resume() {
        parts.codec().rate(parts.converter(), parts.rate());
        lock.enter();
        try {
            asleep = false;
            engine.reset(list.address());
        } finally {
            lock.leave();
        }
        pump();
    }

    @Override
    public void close() {
        lock.enter();
        try {
            halt();
            state = KsState.STOP;
            reset(0);
        } finally {
            lock.leave();
        }
        IServiceGroup group = parts.group();
        if (group != null) {
            group.cancelDelayedService();
        }
        parts.onClose().run();
        parts.channel().freeBuffer();
    }

    // DISPATCH.

    @Override
    public long getPosition() {
        lock.enter();
        try {
            if (state == KsState.STOP) {
                return 0;
            }
            int partial = reap();
            return queue.moved() + partial;
        } finally {
            lock.leave();
        }
    }

    @Override
    public long normalizePhysicalPosition(long bytes) {
        long frames = bytes / frameBytes;
        int rate = parts.rate();
        return frames / rate * ReferenceTime.SECOND + frames % rate * ReferenceTime.SECOND / rate;
    }

    @Override
    public int revokeMappings(long firstTag, long lastTag) {
        lock.enter();
        try {
            if (!queue.holds(firstTag, lastTag)) {
                return 0;
            }
            takeBack();
            int count = queue.revoke(firstTag, lastTag);
            feed();
            return count;
        } finally {
            lock.leave();
        }
    }

    @Override
    public void mappingAvailable() {
        pump();
    }

    @Override
    public void service() {
        pump();
    }

    /** From the interrupt; the port calls {@link #service} later. */
    void interrupted(boolean isFault) {
        faulty |= isFault;
    }

    // The work.

    private void pump() {
        if (work.getAndIncrement() != 0) {
            return; // whoever works does this, too
        }
        int seen;
        do {
            seen = work.get();
            release();
            fetch();
            watch();
        } while (!work.compareAndSet(seen, 0));
    }

    /** Gives back what is done, the oldest first. */
    private void release() {
        long tag = takeDone();
        while (tag != 0) {
            try {
                port.releaseMapping(tag);
            } catch (PortClsException e) {
                // It was revoked after it was taken out of the queue: the port has it.
                LOG.log(System.Logger.Level.DEBUG, e.getMessage());
            }
            tag = takeDone();
        }
    }

    private long takeDone() {
        lock.enter();
        try {
            if (state == KsState.STOP) {
                return 0;
            }
            reap();
            return queue.takeDone();
        } finally {
            lock.leave();
        }
    }

    /** Takes what the port has; the device goes on with each piece at once. */
    private void fetch() {
        Piece piece = ask();
        while (piece != null) {
            boolean there = port.getMapping(piece.tag, mapping);
            lock.enter();
            try {
                if (there) {
                    queue.got(piece, mapping);
                } else {
                    queue.refused();
                }
                feed();
            } finally {
                lock.leave();
            }
            piece = there ? ask() : null;
        }
    }

    private @Nullable Piece ask() {
        lock.enter();
        try {
            feed();
            boolean wants = state.value() >= KsState.PAUSE.value() && !faulty && !asleep;
            return wants ? queue.ask() : null;
        } finally {
            lock.leave();
        }
    }

    /** An interrupt that does not come costs a moment, not the stream. */
    private void watch() {
        IServiceGroup group = parts.group();
        if (group == null) {
            return;
        }
        if (faulty && !told) {
            told = true;
            LOG.log(WARNING, fault());
        }
        int queued;
        lock.enter();
        try {
            queued = running ? queue.bytesQueued() : 0;
        } finally {
            lock.leave();
        }
        if (queued > 0) {
            group.requestDelayedService(-(normalizePhysicalPosition(queued) + LATE_100NS));
        }
    }

    private String fault() {
        return parts.name()
                + ": "
                + parts.converter().label()
                + " stands still, since the controller could not reach memory: stop the stream and"
                + " start it anew; when it comes again, see who unmaps memory that is in use:"
                + " descriptors=0x"
                + Long.toHexString(list.address())
                + ", CIV="
                + engine.current()
                + ", SR=0x"
                + Integer.toHexString(engine.status());
    }

    // With the lock.

    /** Descriptors for what is there, and lets the engine know. */
    private void feed() {
        if (asleep || state == KsState.STOP) {
            return;
        }
        boolean more = queue.cut();
        if (state != KsState.RUN || faulty || queue.isEmpty()) {
            return;
        }
        if (more || !running) {
            engine.last(queue.announce());
        }
        if (!running) {
            running = true;
            engine.run();
        }
    }

    private boolean halt() {
        if (!running) {
            return true;
        }
        running = false;
        return engine.stop();
    }

    /** Stops the engine and takes everything out of its list. */
    private void takeBack() {
        halt();
        queue.rewind(state == KsState.STOP ? 0 : reap());
        reset(list.address());
    }

    /** What sleeps is left alone. */
    private boolean reset(long address) {
        return asleep || engine.reset(address);
    }

    /** Moves the queue on to where the engine is; bytes of the next descriptor that are moved. */
    private int reap() {
        if (queue.announced() == 0 || asleep) {
            return 0;
        }
        int current = engine.current();
        int left = engine.samplesLeft();
        int status = engine.status();
        int again = engine.current();
        while (again != current) {
            current = again;
            left = engine.samplesLeft();
            status = engine.status();
            again = engine.current();
        }
        if ((status & Engine.AT_END) != 0) {
            queue.complete(queue.announced());
            return 0;
        }
        queue.complete(queue.doneAt(current));
        int moved = queue.currentBytes() - left * Short.BYTES;
        return Math.clamp(moved - moved % frameBytes, 0, queue.currentBytes());
    }
}

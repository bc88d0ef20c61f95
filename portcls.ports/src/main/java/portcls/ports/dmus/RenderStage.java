package portcls.ports.dmus;

import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IMXF;
import portcls.api.time.ReferenceTime;
import portcls.ports.filter.StreamClock;
import portcls.ports.music.EventPool;
import portcls.ports.music.EventQueue;
import portcls.ports.music.KernelEvent;
import portcls.ports.music.Sequencer;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.Dpc;

import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * The sequencer in front of a miniport's stream: takes what clients have put into the inbox, keeps
 * it until it is due, stamps it with master time and delivers it. Lives on the dispatch thread;
 * methods marked ANY may be called from elsewhere.
 *
 * <p>Most stages deliver by themselves, when the clock of the house says so. One that is
 * <i>pulled</i> delivers when it is told how far its own clock has come.
 */
final class RenderStage {
    private static final int INBOX = 1024;

    /** What is done with what clients send. */
    private enum Mode {
        /** It goes back to the pool. */
        DISCARD,
        /** It waits. */
        HOLD,
        /** It is delivered when it is due. */
        RUN
    }

    private final MpscAtomicArrayQueue<KernelEvent> inbox = new MpscAtomicArrayQueue<>(INBOX);
    private final StreamClock clock;
    private final EventPool pool;
    private final String call;
    private final long preFetch100ns;
    private final boolean inOrderOfArrival;
    private final boolean pulled;

    /** Null when the stream counts itself. */
    private final @Nullable RenderCounts counts;

    private final Sequencer sequencer = new Sequencer();
    private final EventQueue arrivals = new EventQueue();
    private final Dpc service;
    private final DispatchTimer timer;
    private volatile @Nullable IMXF stream;
    private volatile @Nullable BiConsumer<String, Throwable> broke;
    private volatile Mode mode = Mode.DISCARD;
    private volatile boolean detached;

    RenderStage(
            StreamClock clock,
            EventPool pool,
            MusicStream target,
            @Nullable RenderCounts counts,
            boolean pulled,
            Dispatcher dispatcher,
            BiConsumer<String, Throwable> broke) {
        this.clock = clock;
        this.pool = pool;
        this.counts = counts;
        this.pulled = pulled;
        this.broke = broke;
        stream = target.mxf();
        call = target.call("write");
        inOrderOfArrival = target.preFetch100ns() == DMusStream.DONT_HOLD_FOR_SEQUENCING;
        preFetch100ns = Math.max(0, target.preFetch100ns());
        service = dispatcher.newDpc(this::serve);
        timer = dispatcher.newTimer(this::serve);
    }

    /** The stream runs: deliver what is due. */
    @Irql(Level.ANY)
    void run() {
        mode = Mode.RUN;
        service.queue();
    }

    /** The stream is held: keep what waits. */
    @Irql(Level.ANY)
    void hold() {
        mode = Mode.HOLD;
    }

    /** The stream is stopped; {@link #discard} must follow. */
    @Irql(Level.ANY)
    void stop() {
        mode = Mode.DISCARD;
    }

    /** Never enter the miniport again. */
    @Irql(Level.ANY)
    void detach() {
        detached = true;
        mode = Mode.DISCARD;
    }

    /**
     * Puts an event into the inbox and wakes the dispatch thread, unless that comes by in time.
     *
     * @return false when the inbox is full; the event is still the caller's
     */
    @Irql(Level.ANY)
    boolean offer(KernelEvent event) {
        // Once it is in the inbox it may be anybody's.
        long presentation = event.presentationTime100ns();
        if (!inbox.offer(event)) {
            return false;
        }
        Mode now = mode;
        if (now == Mode.DISCARD) {
            service.queue();
        } else if (!pulled
                && (inOrderOfArrival || early(clock.toMaster(presentation)) < timer.due())) {
            service.queue();
        }
        return true;
    }

    /** The inbox is full: has it emptied soon. */
    @Irql(Level.ANY)
    void wake() {
        service.queue();
    }

    /** Moves what came in into the sequencer. */
    @Irql(Level.DISPATCH)
    void takeInbox() {
        boolean discards = mode == Mode.DISCARD;
        KernelEvent event = inbox.poll();
        while (event != null) {
            if (discards) {
                pool.release(event);
            } else if (inOrderOfArrival) {
                arrivals.add(event);
            } else {
                sequencer.insert(event);
            }
            event = inbox.poll();
        }
    }

    /** For a stage that is pulled: delivers everything before that time of its own clock. */
    @Irql(Level.DISPATCH)
    void deliverBefore(long master100ns) {
        takeInbox();
        if (mode != Mode.RUN) {
            return;
        }
        long limit = later(clock.ofMaster(master100ns));
        KernelEvent event = next(limit - 1);
        while (event != null) {
            deliver(event);
            event = next(limit - 1);
        }
    }

    /** Gives everything that waits back to the pool. */
    @Irql(Level.DISPATCH)
    void discard() {
        takeInbox();
        sequencer.discardAll(pool);
        KernelEvent event = arrivals.poll();
        while (event != null) {
            pool.release(event);
            event = arrivals.poll();
        }
        timer.cancel();
    }

    /** Ends its timer and forgets the driver. */
    @Irql(Level.ANY)
    void close() {
        detach();
        timer.close();
        stream = null;
        broke = null;
    }

    private void serve() {
        takeInbox();
        if (pulled) {
            return;
        }
        long now = clock.now();
        while (mode == Mode.RUN) {
            KernelEvent event = next(later(now));
            if (event != null) {
                deliver(event);
                continue;
            }
            now = clock.now();
            if (sequencer.size() == 0 || sequencer.nextDue() > later(now)) {
                arm();
                if (!inbox.isEmpty()) {
                    // It came while the timer still stood on an earlier time: nobody has woken for
                    // it. Others that wait for this thread have their turn first.
                    service.queue();
                }
                return;
            }
        }
    }

    private void arm() {
        long next = sequencer.nextDue();
        if (next == ReferenceTime.NEVER) {
            timer.cancel();
        } else {
            timer.set(early(clock.toMaster(next)));
        }
    }

    private @Nullable KernelEvent next(long limit) {
        return inOrderOfArrival ? arrivals.poll() : sequencer.pollDue(limit);
    }

    private void deliver(KernelEvent event) {
        IMXF target = stream;
        if (target == null || detached) {
            pool.release(event);
            return;
        }
        long presentation = event.presentationTime100ns();
        long bytes = event.stampAll(clock.toMaster(presentation));
        if (counts != null) {
            counts.played(clock.now() - presentation);
            counts.bytes(bytes);
        }
        try {
            target.putMessage(event);
        } catch (IOException | PortClsException e) {
            if (counts != null) {
                counts.error();
            }
        } catch (Throwable t) {
            detach();
            BiConsumer<String, Throwable> told = broke;
            if (told != null) {
                told.accept(call, t);
            }
        }
    }

    /** What is due at that time may be delivered that early. */
    private long early(long due100ns) {
        return due100ns == ReferenceTime.NEVER
                ? due100ns
                : Math.max(due100ns, Long.MIN_VALUE + preFetch100ns) - preFetch100ns;
    }

    /** What is due before this may be delivered at that time. */
    private long later(long now100ns) {
        return now100ns > ReferenceTime.NEVER - preFetch100ns
                ? ReferenceTime.NEVER
                : now100ns + preFetch100ns;
    }
}

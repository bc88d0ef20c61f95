package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.time.ReferenceTime;

import java.util.Arrays;
import java.util.Objects;

/**
 * Orders events by presentation time, whatever the order of their arrival; those of equal time keep
 * that order ({@code allocator}, {@code time-stamped-events}). For one thread.
 *
 * <p>An event that is not earlier than the latest of those that came in order joins their run, in
 * constant time; any other one goes into a heap beside it. A chain is one event: it is ordered by
 * its first and stays together.
 */
public final class Sequencer {
    private static final int INITIAL = 64;
    private static final int CHILDREN_BITS = 2;
    private static final int CHILDREN = 1 << CHILDREN_BITS;

    private @Nullable KernelEvent runFirst;
    private @Nullable KernelEvent runLast;
    private int runSize;

    private @Nullable KernelEvent[] heap = new @Nullable KernelEvent[INITIAL];

    /** The times of the events in the heap, so that ordering it seldom looks into an event. */
    private long[] heapTimes = new long[INITIAL];

    private int heapSize;
    private long arrivals;

    /** Adds an event, which is the sequencer's until {@link #pollDue} gives it. */
    @Irql(Level.DISPATCH)
    public void insert(KernelEvent event) {
        assert event.isInUse() : "the event was released: " + event;
        event.sequence = arrivals++;
        KernelEvent last = runLast;
        if (last == null) {
            runFirst = event;
        } else if (event.presentationTime100ns() >= last.presentationTime100ns()) {
            last.following = event;
        } else {
            push(event);
            return;
        }
        runLast = event;
        runSize++;
    }

    /** When the first event is due, 100 ns; {@link ReferenceTime#NEVER} when there is none. */
    @Irql(Level.DISPATCH)
    public long nextDue() {
        long run = runFirst == null ? ReferenceTime.NEVER : runFirst.presentationTime100ns();
        return heapSize == 0 ? run : Math.min(run, heapTimes[0]);
    }

    /**
     * Removes the first event if its time has come.
     *
     * @param now100ns the time, plus how early the miniport wants its events
     * @return null when none is due
     */
    @Irql(Level.DISPATCH)
    public @Nullable KernelEvent pollDue(long now100ns) {
        if (size() == 0 || nextDue() > now100ns) {
            return null;
        }
        return isRunFirst() ? pollRun() : pop();
    }

    /** Gives every event back to the pool. */
    @Irql(Level.DISPATCH)
    public void discardAll(EventPool pool) {
        KernelEvent event = pollRun();
        while (event != null) {
            pool.release(event);
            event = pollRun();
        }
        for (int i = 0; i < heapSize; i++) {
            pool.release(Objects.requireNonNull(heap[i]));
        }
        Arrays.fill(heap, 0, heapSize, null);
        heapSize = 0;
    }

    /** Number of events that wait; a chain counts as one. */
    @Irql(Level.DISPATCH)
    public int size() {
        return runSize + heapSize;
    }

    private boolean isRunFirst() {
        if (runFirst == null || heapSize == 0) {
            return heapSize == 0;
        }
        long time = runFirst.presentationTime100ns();
        return time < heapTimes[0]
                || time == heapTimes[0] && runFirst.sequence < heapTop().sequence;
    }

    private @Nullable KernelEvent pollRun() {
        KernelEvent event = runFirst;
        if (event != null) {
            runFirst = event.following;
            event.following = null;
            if (runFirst == null) {
                runLast = null;
            }
            runSize--;
        }
        return event;
    }

    private void push(KernelEvent event) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, heapSize * 2);
            heapTimes = Arrays.copyOf(heapTimes, heapSize * 2);
        }
        // Everything in the heap arrived earlier, so it only passes what is later.
        long time = event.presentationTime100ns();
        int hole = heapSize++;
        while (hole > 0) {
            int parent = hole - 1 >>> CHILDREN_BITS;
            if (heapTimes[parent] <= time) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        place(event, time, hole);
    }

    private KernelEvent pop() {
        KernelEvent first = heapTop();
        int last = --heapSize;
        KernelEvent event = Objects.requireNonNull(heap[last]);
        long time = heapTimes[last];
        heap[last] = null;
        if (last > 0) {
            sink(event, time);
        }
        return first;
    }

    private void sink(KernelEvent event, long time) {
        int hole = 0;
        while (true) {
            int child = (hole << CHILDREN_BITS) + 1;
            if (child >= heapSize) {
                break;
            }
            int end = Math.min(child + CHILDREN, heapSize);
            int least = child;
            for (int other = child + 1; other < end; other++) {
                if (isBefore(heapTimes[other], at(other), heapTimes[least], at(least))) {
                    least = other;
                }
            }
            if (isBefore(time, event, heapTimes[least], at(least))) {
                break;
            }
            move(least, hole);
            hole = least;
        }
        place(event, time, hole);
    }

    private static boolean isBefore(long time, KernelEvent a, long otherTime, KernelEvent b) {
        return time < otherTime || time == otherTime && a.sequence < b.sequence;
    }

    private void move(int from, int to) {
        heap[to] = heap[from];
        heapTimes[to] = heapTimes[from];
    }

    private void place(KernelEvent event, long time, int position) {
        heap[position] = event;
        heapTimes[position] = time;
    }

    private KernelEvent heapTop() {
        return at(0);
    }

    private KernelEvent at(int position) {
        return Objects.requireNonNull(heap[position]);
    }
}

package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is free of a growing number of things: a stack without locks, for any number of threads. The
 * one that came back last goes out first, while it is still in the cache.
 *
 * <p>Its head is the index of the top together with a count of the changes. The count keeps a
 * thread that was away for long from taking the head it sees for the head it knew (the ABA
 * problem), and needs no object for each change.
 */
final class FreeList<T extends Pooled> {
    /** Makes the thing with that index. */
    interface Factory<T extends Pooled> {
        T make(FreeList<T> owner, int index);
    }

    private static final int NONE = -1;

    private final int chunkBits;
    private final int maximum;
    private final Factory<T> factory;

    /** A chunk is put here before its indexes can be seen in {@link #head}. */
    private final Pooled[][] table;

    private final AtomicInteger chunks = new AtomicInteger();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicLong head = new AtomicLong(head(0, NONE));

    FreeList(int initial, int maximum, int chunkBits, Factory<T> factory) {
        this.maximum = maximum;
        this.chunkBits = chunkBits;
        this.factory = factory;
        table = new Pooled[(maximum + (1 << chunkBits) - 1) >>> chunkBits][];
        while (size() < initial) {
            Pooled[] chunk = grow();
            if (chunk != null) {
                push(chunk[0], chunk[chunk.length - 1]);
            }
        }
    }

    /** One that is free, or a new one; null when there are none and there may be no more. */
    @Nullable T take() {
        while (true) {
            long seen = head.get();
            int index = (int) seen;
            if (index != NONE) {
                T item = at(index);
                if (head.compareAndSet(seen, head(count(seen) + 1, item.nextFree))) {
                    return handOut(item);
                }
                continue;
            }
            Pooled[] chunk = grow();
            if (chunk != null) {
                if (chunk.length > 1) {
                    push(chunk[1], chunk[chunk.length - 1]);
                }
                return handOut(at(chunk[0].index));
            }
            if ((int) head.get() == NONE && size() >= maximum) {
                return null;
            }
        }
    }

    /**
     * Checks that this one may come back and ends its use; {@link #give} must follow.
     *
     * @throws IllegalStateException when it was given back already or belongs to another list
     */
    void retire(T item) {
        if (item.owner != this) {
            throw new IllegalStateException(
                    "released to another pool than the one it came from: "
                            + item.getClass().getSimpleName());
        }
        item.retire();
    }

    void give(T item) {
        outstanding.decrementAndGet();
        push(item, item);
    }

    /** How many are out. */
    int outstanding() {
        return outstanding.get();
    }

    /** How many there are, in and out. */
    int size() {
        return (int) Math.min((long) chunks.get() << chunkBits, maximum);
    }

    int maximum() {
        return maximum;
    }

    /** The head as it is now; no change leaves one that was there before. */
    long state() {
        return head.get();
    }

    private T handOut(T item) {
        item.take();
        outstanding.incrementAndGet();
        return item;
    }

    /** A new chunk, linked; null when another thread was faster or there may be no more. */
    private Pooled @Nullable [] grow() {
        int number = chunks.get();
        int first = number << chunkBits;
        if (number >= table.length || !chunks.compareAndSet(number, number + 1)) {
            return null;
        }
        Pooled[] chunk = new Pooled[Math.min(1 << chunkBits, maximum - first)];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = factory.make(this, first + i);
            chunk[i].nextFree = first + i + 1;
        }
        table[number] = chunk;
        return chunk;
    }

    private void push(Pooled first, Pooled last) {
        long seen;
        do {
            seen = head.get();
            last.nextFree = (int) seen;
        } while (!head.compareAndSet(seen, head(count(seen) + 1, first.index)));
    }

    @SuppressWarnings("unchecked") // only the factory's things are in the table
    private T at(int index) {
        return (T) table[index >>> chunkBits][index & (1 << chunkBits) - 1];
    }

    private static long head(int count, int index) {
        return (long) count << Integer.SIZE | index & 0xFFFF_FFFFL;
    }

    private static int count(long head) {
        return (int) (head >>> Integer.SIZE);
    }
}

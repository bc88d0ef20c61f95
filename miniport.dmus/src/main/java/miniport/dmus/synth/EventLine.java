package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.DMusKernelEvent;

import java.util.Objects;

/**
 * Events in the order in which they are to be heard; equal times keep the order of arrival (CLK-7).
 * The events themselves are linked. Belongs to whoever has the pin's {@link Turn}.
 */
@Irql(Level.DISPATCH)
final class EventLine {
    private @Nullable DMusKernelEvent first;
    private @Nullable DMusKernelEvent last;

    /**
     * Adds a chain of events in the order of arrival. Costs next to nothing when they are the
     * latest, as nearly all are; otherwise they are sorted and merged, so that the cost of a flood
     * in any order grows hardly faster than the flood.
     */
    void addAll(@Nullable DMusKernelEvent chain) {
        DMusKernelEvent rest = chain;
        while (rest != null && fitsBehind(rest)) {
            DMusKernelEvent event = rest;
            rest = event.next();
            event.setNext(null);
            append(event);
        }
        if (rest != null) {
            first = merge(first, sort(rest, length(rest)));
            DMusKernelEvent end = last == null ? first : last;
            while (end != null && end.next() != null) {
                end = end.next();
            }
            last = end;
        }
    }

    private boolean fitsBehind(DMusKernelEvent event) {
        DMusKernelEvent tail = last;
        return tail == null || event.presentationTime100ns() >= tail.presentationTime100ns();
    }

    private void append(DMusKernelEvent event) {
        DMusKernelEvent tail = last;
        if (tail == null) {
            first = event;
        } else {
            tail.setNext(event);
        }
        last = event;
    }

    private static int length(DMusKernelEvent chain) {
        int length = 0;
        for (DMusKernelEvent event = chain; event != null; event = event.next()) {
            length++;
        }
        return length;
    }

    /** By merging halves; what is equal keeps its order. */
    private static DMusKernelEvent sort(DMusKernelEvent chain, int length) {
        if (length == 1) {
            chain.setNext(null);
            return chain;
        }
        DMusKernelEvent other = chain;
        for (int i = 0; i < length / 2; i++) {
            other = Objects.requireNonNull(other.next());
        }
        // Each half is cut off where it is sorted, so the other one is found before.
        DMusKernelEvent earlier = sort(chain, length / 2);
        DMusKernelEvent later = sort(other, length - length / 2);
        return merge(earlier, later);
    }

    /** Of equal ones those of the first chain come first. */
    private static DMusKernelEvent merge(@Nullable DMusKernelEvent a, DMusKernelEvent b) {
        DMusKernelEvent left = a;
        DMusKernelEvent right = b;
        DMusKernelEvent head = null;
        DMusKernelEvent tail = null;
        while (left != null || right != null) {
            DMusKernelEvent next;
            if (right == null
                    || left != null
                            && left.presentationTime100ns() <= right.presentationTime100ns()) {
                next = Objects.requireNonNull(left);
                left = next.next();
            } else {
                next = right;
                right = next.next();
            }
            if (tail == null) {
                head = next;
            } else {
                tail.setNext(next);
            }
            tail = next;
            if (left == null && right != null) {
                tail.setNext(right);
                break;
            }
            if (right == null && left != null) {
                tail.setNext(left);
                break;
            }
        }
        return Objects.requireNonNull(head);
    }

    /** The next one; it stays. */
    @Nullable DMusKernelEvent first() {
        return first;
    }

    /** Takes the next one out, alone. */
    @Nullable DMusKernelEvent removeFirst() {
        DMusKernelEvent taken = first;
        if (taken != null) {
            first = taken.next();
            if (first == null) {
                last = null;
            }
            taken.setNext(null);
        }
        return taken;
    }

    /** Takes all out, chained; null = there are none. */
    @Nullable DMusKernelEvent removeAll() {
        DMusKernelEvent all = first;
        first = null;
        last = null;
        return all;
    }

    /** Everything is heard later by so much. */
    void delay(long time100ns) {
        for (DMusKernelEvent event = first; event != null; event = event.next()) {
            event.setPresentationTime100ns(event.presentationTime100ns() + time100ns);
        }
    }

    /**
     * Whether the next one can be handled: true but for a package whose last part has not come yet.
     */
    boolean isFirstWhole() {
        DMusKernelEvent event = first;
        while (event != null && event.isPackage() && event.isIncomplete()) {
            event = event.next();
        }
        return event != null;
    }
}

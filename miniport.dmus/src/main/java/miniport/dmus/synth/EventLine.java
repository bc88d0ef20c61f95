package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.DMusKernelEvent;

/**
 * Events in the order in which they are to be heard; equal times keep the order of arrival (CLK-7).
 * The events themselves are linked. Belongs to whoever has the pin's {@link Turn}.
 */
@Irql(Level.DISPATCH)
final class EventLine {
    private @Nullable DMusKernelEvent first;
    private @Nullable DMusKernelEvent last;

    /** Adds one event. Cheap when it is the latest, as nearly all are. */
    void add(DMusKernelEvent event) {
        long time = event.presentationTime100ns();
        DMusKernelEvent head = first;
        DMusKernelEvent tail = last;
        if (head == null || tail == null) {
            event.setNext(null);
            first = event;
            last = event;
        } else if (time >= tail.presentationTime100ns()) {
            event.setNext(null);
            tail.setNext(event);
            last = event;
        } else if (time < head.presentationTime100ns()) {
            event.setNext(head);
            first = event;
        } else {
            insert(event, time, head);
        }
    }

    /** Behind the last one that is not later; there is one, and one that is later. */
    private static void insert(DMusKernelEvent event, long time, DMusKernelEvent head) {
        DMusKernelEvent before = head;
        DMusKernelEvent after = before.next();
        while (after != null && after.presentationTime100ns() <= time) {
            before = after;
            after = after.next();
        }
        event.setNext(after);
        before.setNext(event);
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

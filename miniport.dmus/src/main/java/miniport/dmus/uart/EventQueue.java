package miniport.dmus.uart;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;

/**
 * Events that wait to be played, in order. Chains and packages are taken apart as they come in, so
 * that each entry plays one piece of MIDI and is given back alone. The entries are linked by the
 * events themselves. For one thread at a time; nothing allocates.
 */
final class EventQueue {
    private @Nullable DMusKernelEvent first;
    private @Nullable DMusKernelEvent last;

    /** Adds an event, the chain behind it, and what they package. */
    void add(DMusKernelEvent chain) {
        DMusKernelEvent event = chain;
        while (event != null) {
            DMusKernelEvent before = unpackOne(event);
            if (before != null) {
                before.setNext(event);
                event = before;
                continue;
            }
            DMusKernelEvent following = event.next();
            event.setNext(null);
            append(event);
            event = following;
        }
    }

    /** The entry that is next; null when there is none. */
    @Nullable DMusKernelEvent first() {
        return first;
    }

    /** What an entry plays: itself, or the one event inside it. */
    static DMusKernelEvent played(DMusKernelEvent entry) {
        DMusKernelEvent event = entry;
        for (DMusKernelEvent in = entry.packaged(); in != null; in = in.packaged()) {
            event = in;
        }
        return event;
    }

    /** Takes the next entry out; null when there is none. */
    @Nullable DMusKernelEvent remove() {
        DMusKernelEvent event = first;
        if (event != null) {
            first = event.next();
            if (first == null) {
                last = null;
            }
            event.setNext(null);
        }
        return event;
    }

    /**
     * Takes the first event out of a package that holds more than one. The last stays inside: a
     * package without content cannot be made, and so it ends together with its last event.
     */
    private static @Nullable DMusKernelEvent unpackOne(DMusKernelEvent event) {
        DMusKernelEvent outer = event;
        DMusKernelEvent inner = event.packaged();
        while (inner != null) {
            DMusKernelEvent rest = inner.next();
            if (rest != null) {
                outer.setPackaged(rest);
                return inner;
            }
            outer = inner;
            inner = inner.packaged();
        }
        return null;
    }

    private void append(DMusKernelEvent event) {
        if (last == null) {
            first = event;
        } else {
            last.setNext(event);
        }
        last = event;
    }
}

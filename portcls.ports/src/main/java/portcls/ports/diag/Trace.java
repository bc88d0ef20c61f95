package portcls.ports.diag;

import portcls.api.diag.TraceEntry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last things that happened to devices and drivers. Never on a data path. Thread-safe. */
public final class Trace {
    private static final int CAPACITY = 500;

    private final Deque<TraceEntry> entries = new ArrayDeque<>();

    /** Remembers something. */
    public synchronized void add(String event, String device, String driver, String detail) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.add(new TraceEntry(Instant.now(), event, device, driver, detail));
    }

    /** Oldest first. */
    public synchronized List<TraceEntry> entries() {
        return List.copyOf(entries);
    }
}

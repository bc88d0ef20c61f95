package portcls.logind.lib;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/**
 * Wakes a thread that waits for a descriptor. One thread waits, any may ring; closed by whoever
 * waits.
 */
public final class Bell implements AutoCloseable {
    /** {@code struct pollfd}: descriptor, what to wait for, what happened. */
    private static final int POLLFD = 8;

    private static final int EVENTS = 4;
    private static final int HAPPENED = 6;
    private static final short POLLIN = 1;
    private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;

    /** The kernel leaves out what has this number. */
    private static final int NO_DESCRIPTOR = -1;

    private final Functions functions;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment one = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment requests = arena.allocate(2 * POLLFD, Long.BYTES);
    private final int descriptor;

    /** Guarded by this. */
    private boolean closed;

    /** Makes one. */
    public Bell(Functions functions) throws IOException {
        this.functions = functions;
        descriptor = functions.i(Function.EVENTFD, 0, EFD_CLOEXEC_NONBLOCK);
        if (descriptor < 0) {
            arena.close();
            throw new IOException("no descriptor is left; allow more of them: ulimit -n");
        }
        one.set(ValueLayout.JAVA_LONG, 0, 1);
    }

    /** Waits until it rings, or so long. */
    public boolean await(Duration limit) {
        return await(NO_DESCRIPTOR, 0, limit);
    }

    /**
     * Waits until it rings, something happens at another descriptor, or so long.
     *
     * @param events those of {@code poll}
     * @return whether it rang
     */
    boolean await(int other, int events, Duration limit) {
        set(0, descriptor, POLLIN);
        set(1, other, (short) events);
        // A millisecond that has begun is waited for, so that nobody comes back too early, often.
        long millis = Math.min(Integer.MAX_VALUE, limit.plusNanos(999_999).toMillis());
        functions.run(Function.POLL, requests, 2L, (int) millis);
        boolean rang = requests.get(ValueLayout.JAVA_SHORT, HAPPENED) != 0;
        if (rang) {
            functions.run(Function.READ, descriptor, count, (long) Long.BYTES);
        }
        return rang;
    }

    private void set(int index, int awaited, short events) {
        long at = (long) index * POLLFD;
        requests.set(ValueLayout.JAVA_INT, at, awaited);
        requests.set(ValueLayout.JAVA_SHORT, at + EVENTS, events);
        requests.set(ValueLayout.JAVA_SHORT, at + HAPPENED, (short) 0);
    }

    /** Ends the wait, or the next one; nothing after {@link #close}. */
    public synchronized void ring() {
        if (!closed) {
            functions.run(Function.WRITE, descriptor, one, (long) Long.BYTES);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            functions.run(Function.CLOSE, descriptor);
            arena.close();
        }
    }
}

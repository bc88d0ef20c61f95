package adapter.alsa.lib;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Waits until something happens at descriptors of others, or until somebody rings. One thread
 * waits, any thread rings; {@link #close} when nobody waits.
 */
public final class Doorbell implements AutoCloseable {
    private static final int EFD_CLOEXEC_NONBLOCK = 0x8_0000 | 0x800;
    private static final int POLLFD = 8;
    private static final short POLLIN = 1;
    private static final int EVENTS = 4;
    private static final int HAPPENED = 6;
    private static final int FOR_EVER = -1;

    private static final Call EVENTFD = Call.libc("eventfd", int.class, int.class, int.class);
    private static final Call POLL =
            Call.libc("poll", int.class, long.class, long.class, int.class);
    private static final Call READ =
            Call.libc("read", long.class, int.class, long.class, long.class);
    private static final Call WRITE =
            Call.libc("write", long.class, int.class, long.class, long.class);
    private static final Call CLOSE = Call.libc("close", int.class, int.class);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1L);
    private final MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment requests;
    private final int others;
    private final int bell;

    /** Guarded by this. */
    private boolean closed;

    /**
     * Makes one.
     *
     * @param others how many descriptors of others there are
     */
    public Doorbell(int others) throws AlsaException {
        this.others = others;
        requests = arena.allocate((long) POLLFD * (others + 1), Long.BYTES);
        bell = EVENTFD.i(0, EFD_CLOEXEC_NONBLOCK);
        if (bell < 0) {
            arena.close();
            throw AlsaException.because(
                    "a mixer cannot be watched, since no descriptor is left; allow more: ulimit"
                            + " -n",
                    bell);
        }
        requests.set(ValueLayout.JAVA_INT, 0, bell);
        requests.set(ValueLayout.JAVA_SHORT, EVENTS, POLLIN);
    }

    /** Address of the {@code struct pollfd} of the others, to be filled in before it waits. */
    public long others() {
        return requests.address() + POLLFD;
    }

    /**
     * Waits.
     *
     * @return whether something happened at a descriptor of the others
     */
    public boolean await() {
        for (int i = 0; i <= others; i++) {
            requests.set(ValueLayout.JAVA_SHORT, (long) i * POLLFD + HAPPENED, (short) 0);
        }
        int ready = POLL.i(requests.address(), others + 1L, FOR_EVER);
        boolean rang = requests.get(ValueLayout.JAVA_SHORT, HAPPENED) != 0;
        if (rang) {
            READ.l(bell, count.address(), Long.BYTES);
        }
        return ready > (rang ? 1 : 0);
    }

    /** Ends the wait, or the next one; nothing after {@link #close}. */
    public synchronized void ring() {
        if (!closed) {
            WRITE.l(bell, one.address(), Long.BYTES);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            CLOSE.i(bell);
            arena.close();
        }
    }
}

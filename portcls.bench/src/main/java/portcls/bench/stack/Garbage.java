package portcls.bench.stack;

/** A thread that allocates as fast as it can, gigabytes a second, and keeps about 64 MB of it. */
public final class Garbage implements AutoCloseable {
    private static final int KEPT = 1 << 16;
    private static final int LEAST_BYTES = 512;

    private final Thread thread;
    private final long begin = System.nanoTime();
    private volatile boolean over;
    private volatile long bytes;

    /** Begins. */
    public Garbage() {
        thread = Thread.ofPlatform().daemon().name("garbage").start(this::allocate);
    }

    private void allocate() {
        byte[][] kept = new byte[KEPT][];
        long made = 0;
        for (int i = 0; !over; i++) {
            byte[] next = new byte[LEAST_BYTES + (i & 1023)];
            kept[i & KEPT - 1] = next;
            made += next.length;
            if ((i & 1023) == 0) {
                bytes = made;
            }
        }
        bytes = made;
    }

    /** Bytes per second until now. */
    public long rate() {
        return (long) (bytes * 1e9 / (System.nanoTime() - begin));
    }

    @Override
    public void close() {
        over = true;
        Ends.await(thread);
    }
}

package portcls.bench.property;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/**
 * What a call costs, on whatever threads it is served.
 *
 * @param nanos that the caller waits, best turn
 * @param bytes that all threads allocate
 */
record CallCost(double nanos, double bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TURNS = 40;
    private static final long TURN_NANOS = 50_000_000;
    private static final int BATCH = 100;

    /** Makes a call with numbers that change; the first turns are for the compiler. */
    static CallCost of(IntConsumer call) {
        double nanos = Double.MAX_VALUE;
        double bytes = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            long allocated = THREADS.getTotalThreadAllocatedBytes();
            long begin = System.nanoTime();
            long calls = 0;
            do {
                for (int i = 0; i < BATCH; i++) {
                    call.accept(i);
                }
                calls += BATCH;
            } while (System.nanoTime() - begin < TURN_NANOS);
            nanos = Math.min(nanos, (double) (System.nanoTime() - begin) / calls);
            bytes = (double) (THREADS.getTotalThreadAllocatedBytes() - allocated) / calls;
        }
        return new CallCost(nanos, bytes);
    }
}

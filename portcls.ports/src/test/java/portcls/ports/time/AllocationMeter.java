package portcls.ports.time;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/** Says how much the current thread allocates. */
final class AllocationMeter {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long bytesSoFar() {
        return threads.getCurrentThreadAllocatedBytes();
    }

    long bytesOf(Runnable work) {
        long before = bytesSoFar();
        work.run();
        return bytesSoFar() - before;
    }
}

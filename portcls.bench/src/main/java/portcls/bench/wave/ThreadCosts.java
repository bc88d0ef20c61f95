package portcls.bench.wave;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * Processor time and allocation of the threads of a stream until now. The compiler's and the
 * collector's threads are none of them.
 *
 * @param program ns of the program's thread
 * @param device ns of the thread on which the device interrupts
 * @param port ns of the ports' threads, the dispatch thread above all
 * @param bytes that all of them have allocated
 */
record ThreadCosts(double program, double device, double port, double bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String OF_PORTS = "portcls-";

    static ThreadCosts now(Thread program, Thread device) {
        double port = 0;
        double bytes = allocated(program.threadId()) + allocated(device.threadId());
        for (ThreadInfo info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith(OF_PORTS)) {
                port += cpu(info.getThreadId());
                bytes += allocated(info.getThreadId());
            }
        }
        return new ThreadCosts(cpu(program.threadId()), cpu(device.threadId()), port, bytes);
    }

    /** Processor time of all threads of this process until now, ns. */
    static double ofAll() {
        double sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            sum += cpu(id);
        }
        return sum;
    }

    /** What came since, for one of so many seconds. */
    ThreadCosts since(ThreadCosts before, double seconds) {
        return new ThreadCosts(
                (program - before.program) / seconds,
                (device - before.device) / seconds,
                (port - before.port) / seconds,
                (bytes - before.bytes) / seconds);
    }

    double total() {
        return program + device + port;
    }

    private static double cpu(long thread) {
        return Math.max(0, THREADS.getThreadCpuTime(thread));
    }

    private static double allocated(long thread) {
        return Math.max(0, THREADS.getThreadAllocatedBytes(thread));
    }
}

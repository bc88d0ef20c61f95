package portcls.bench.music;

import com.sun.management.ThreadMXBean;

import portcls.api.PortClass;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.MidiMessages;
import portcls.bench.House;
import portcls.bench.Report;
import portcls.bench.driver.NullDMus;
import portcls.ports.time.ManualClock;

import java.lang.management.ManagementFactory;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * What an event costs from {@link DirectMusicPin#send} through pool, inbox, sequencer and delivery
 * until it is back in the pool, by the number of events that wait and by the order in which they
 * come; on a virtual clock, on one thread. The peer is a {@link PriorityQueue} of objects that
 * takes and gives the same stamps.
 */
public final class QueueCost {
    private static final int[] SIZES = {10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final long EVENTS_AT_LEAST = 2_000_000;
    private static final int ROUNDS = 3;

    /**
     * The stamps of a buffer lie so far ahead of its first send that none is due before the last.
     */
    private static final long AHEAD_100NS = 10_000;

    /** Bytes an event: what the measuring itself allocates is far below this. */
    private static final double NOTHING = 0.5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** In which order the stamps come. */
    private enum Order {
        IN_ORDER,
        REVERSED,
        RANDOM;

        int[] stamps(int count) {
            int[] stamps = new int[count];
            for (int i = 0; i < count; i++) {
                stamps[i] = this == REVERSED ? count - 1 - i : i;
            }
            if (this == RANDOM) {
                Random random = new Random(count);
                for (int i = count - 1; i > 0; i--) {
                    int other = random.nextInt(i + 1);
                    int stamp = stamps[i];
                    stamps[i] = stamps[other];
                    stamps[other] = stamp;
                }
            }
            return stamps;
        }
    }

    private record Cost(double nanos, double bytes) {}

    private record Waiting(long time, long number) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return time == other.time
                    ? Long.compare(number, other.number)
                    : Long.compare(time, other.time);
        }
    }

    /** Passes all stamps once. */
    @FunctionalInterface
    private interface Pass {
        void run(int[] stamps);
    }

    private QueueCost() {}

    /** Prints the table. */
    public static void run() {
        Report.line("Cost per event through the DMus port (virtual clock, 1 thread, best of 3)");
        Report.line(
                "%-10s %10s %12s %10s %14s %8s",
                "stamps", "waiting", "ns/event", "B/event", "PriorityQueue", "ratio");
        NullDMus driver = new NullDMus();
        ManualClock clock = new ManualClock();
        try (House house = new House(clock, PortClass.DMUS, driver);
                DirectMusicPin pin = house.filter().openDirectMusic()) {
            pin.run();
            double most = 0;
            for (Order order : Order.values()) {
                most = Math.max(most, measure(order, clock, pin));
            }
            Report.line("events out of order: %d of %d", driver.outOfOrder(), driver.taken());
            Report.aimAtMost("bytes per event", most, NOTHING);
        }
    }

    private static double measure(Order order, ManualClock clock, DirectMusicPin pin) {
        double most = 0;
        double first = 0;
        double last = 0;
        for (int size : SIZES) {
            int[] stamps = order.stamps(size);
            Cost own = best(stamps, it -> port(clock, pin, it));
            Cost peer = best(stamps, QueueCost::queue);
            Report.line(
                    "%-10s %10d %12.1f %10.4f %14.1f %8.2f",
                    order, size, own.nanos, own.bytes, peer.nanos, own.nanos / peer.nanos);
            most = Math.max(most, own.bytes);
            first = first == 0 ? own.nanos : first;
            last = own.nanos;
        }
        double logarithm = Math.log(SIZES[SIZES.length - 1]) / Math.log(SIZES[0]);
        Report.aimAtMost(
                "growth of the cost from 10 to 1 000 000 events, " + order,
                last / first,
                logarithm);
        return most;
    }

    private static Cost best(int[] stamps, Pass pass) {
        double nanos = Double.MAX_VALUE;
        double bytes = 0;
        int passes = (int) Math.max(1, EVENTS_AT_LEAST / stamps.length);
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            for (int i = 0; i < passes; i++) {
                pass.run(stamps);
            }
            double events = (double) passes * stamps.length;
            nanos = Math.min(nanos, (System.nanoTime() - begin) / events);
            bytes = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / events;
        }
        return new Cost(nanos, bytes);
    }

    private static void port(ManualClock clock, DirectMusicPin pin, int[] stamps) {
        long base = pin.now() + AHEAD_100NS;
        int message = MidiMessages.noteOn(0, 60, 100);
        for (int stamp : stamps) {
            pin.send(base + stamp, 0, message);
        }
        clock.advance(AHEAD_100NS + stamps.length);
    }

    private static void queue(int[] stamps) {
        PriorityQueue<Waiting> queue = new PriorityQueue<>();
        long number = 0;
        for (int stamp : stamps) {
            queue.add(new Waiting(stamp, number++));
        }
        long before = -1;
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            if (next.time < before) {
                throw new IllegalStateException("the peer gives them out of order");
            }
            before = next.time;
        }
    }
}

package portcls.bench.wave;

import portcls.bench.stack.Ends;
import portcls.ports.time.SystemClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One stream in real time: a program that waits for packets, a device that interrupts every 10 ms,
 * and between them what threads the port has.
 */
final class LiveStream implements AutoCloseable {
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final long PACKET_NANOS = TimeUnit.SECONDS.toNanos(1) / NullStream.PER_SECOND;

    private final NullStream stream;
    private final List<ThreadCosts> turns = new ArrayList<>();
    private long glitches;
    private volatile boolean over;

    LiveStream(WaveKind kind) {
        stream = new NullStream(kind, new SystemClock());
    }

    /** Plays for so long, after a while in which everything comes into step. */
    void turn(Duration time) throws InterruptedException {
        over = false;
        stream.pin().run();
        Thread program = Thread.ofPlatform().daemon().name("program").start(this::program);
        Thread device = Thread.ofPlatform().daemon().name("device").start(this::device);
        Thread.sleep(SETTLE);
        long glitchesBefore = stream.pin().glitches();
        long framesBefore = stream.pin().transferredFrames();
        ThreadCosts before = ThreadCosts.now(program, device);
        Thread.sleep(time);
        ThreadCosts after = ThreadCosts.now(program, device);
        double seconds =
                (double) (stream.pin().transferredFrames() - framesBefore)
                        / stream.pin().format().samplesPerSecond();
        glitches += stream.pin().glitches() - glitchesBefore;
        turns.add(after.since(before, seconds));
        over = true;
        program.interrupt();
        Ends.await(program);
        Ends.await(device);
        stream.pin().stop();
    }

    /** The turn in the middle, for one streamed second. */
    ThreadCosts median() {
        List<ThreadCosts> sorted = new ArrayList<>(turns);
        sorted.sort(Comparator.comparingDouble(ThreadCosts::total));
        return sorted.get(sorted.size() / 2);
    }

    long glitches() {
        return glitches;
    }

    @Override
    public void close() {
        stream.close();
    }

    private void program() {
        try {
            while (!over) {
                stream.fill(stream.pin().awaitPacket());
            }
        } catch (InterruptedException _) {
            // The turn is over.
        }
    }

    private void device() {
        long next = System.nanoTime() + PACKET_NANOS;
        while (!over) {
            long rest = next - System.nanoTime();
            if (rest > 0) {
                LockSupport.parkNanos(this, rest);
            } else {
                stream.device().interrupt();
                next += PACKET_NANOS;
            }
        }
    }
}

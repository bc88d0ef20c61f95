package portcls.shell.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.client.WavePin;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.shell.text.Texts;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets a stream run until its work is over: in real time on a thread of its own while the caller's
 * thread watches, or on the caller's thread as fast as a clock can be moved. The driver may be
 * exchanged meanwhile if the stream was opened to be held.
 *
 * <p>Interrupting the caller's thread ends the work in order.
 */
final class StreamRun {
    /** From one look to the next. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** How long a device that runs may stand still. */
    private static final Duration STILL_LIMIT = Duration.ofSeconds(5);

    /** How long the end of the sound may take to be heard. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(8);

    /** How long the work may take to end when it was asked to. */
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final WavePin pin;
    private final PacketWork work;
    private final WaveWatch watch;
    private final Runnable look;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean heard = true;

    StreamRun(WavePin pin, PacketWork work, WaveWatch watch) {
        this(pin, work, watch, () -> {});
    }

    /**
     * A run.
     *
     * @param look what else is done whenever the caller's thread looks after it
     */
    StreamRun(WavePin pin, PacketWork work, WaveWatch watch, Runnable look) {
        this.pin = pin;
        this.work = work;
        this.watch = watch;
        this.look = look;
    }

    /** As time goes in the world. */
    Ending real() {
        Thread thread = Thread.ofPlatform().daemon().name("portcls-stream").start(this::stream);
        Ending ending = watch(thread);
        watch.last();
        return ending;
    }

    /** As fast as everything that a clock drives can work. */
    Ending fast(VirtualClock clock) {
        Ending ending;
        try {
            ending = move(clock);
        } catch (InterruptedException e) {
            ending = Ending.INTERRUPTED;
        } catch (IOException | PortClsException e) {
            ending = Ending.failed(Texts.message(e));
        }
        watch.last();
        return ending;
    }

    private void stream() {
        try {
            begin();
            while (!work.isOver()) {
                work.work(pin.awaitPacket());
            }
            if (!pin.isCapture()) {
                heard = pin.drain(DRAIN_LIMIT);
            }
        } catch (InterruptedException | IOException | RuntimeException e) {
            failure.set(e);
        }
    }

    /** What can be filled before the start is filled. */
    private void begin() throws IOException {
        while (!pin.isCapture() && !work.isOver()) {
            MemorySegment packet = pin.pollPacket();
            if (packet == null) {
                break;
            }
            work.work(packet);
        }
        pin.run();
    }

    private Ending watch(Thread thread) {
        try {
            StandStill still = new StandStill(STILL_LIMIT.dividedBy(LOOK));
            while (!thread.join(LOOK)) {
                watch.look();
                look.run();
                if (still.isTooLong()) {
                    thread.interrupt();
                    thread.join(END_LIMIT);
                    return Ending.failed(still.text());
                }
            }
        } catch (InterruptedException e) {
            return interrupted(thread);
        }
        Exception failed = failure.get();
        if (failed instanceof RuntimeException unexpected
                && !(failed instanceof PortClsException)) {
            throw unexpected;
        }
        if (failed != null) {
            return Ending.failed(Texts.message(failed));
        }
        return heard
                ? Ending.GOOD
                : Ending.failed(
                        pin.filter().id()
                                + " did not play the end of the sound within "
                                + DRAIN_LIMIT.toSeconds()
                                + " s");
    }

    private Ending interrupted(Thread thread) {
        work.end();
        try {
            if (pin.isHeld() || !thread.join(END_LIMIT)) {
                thread.interrupt();
                thread.join(END_LIMIT);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
        }
        return Ending.INTERRUPTED;
    }

    private Ending move(VirtualClock clock) throws IOException, InterruptedException {
        long step =
                Math.max(
                        1,
                        pin.packetFrames()
                                * ReferenceTime.SECOND
                                / 2
                                / pin.format().samplesPerSecond());
        StandStill still = new StandStill(ReferenceTime.ofNanos(STILL_LIMIT.toNanos()) / step);
        begin();
        while (!work.isOver()) {
            MemorySegment packet = pin.pollPacket();
            if (packet != null) {
                work.work(packet);
            } else if (!passed(clock, step, still)) {
                return Ending.failed(still.text());
            }
        }
        // What is played is heard later; it need not be waited for, only the clock moved.
        while (!pin.isCapture() && !pin.drain(Duration.ZERO)) {
            if (!passed(clock, step, still)) {
                return Ending.failed(still.text());
            }
        }
        return Ending.GOOD;
    }

    private boolean passed(VirtualClock clock, long step, StandStill still)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        clock.advance(step);
        watch.look();
        look.run();
        return !still.isTooLong();
    }

    /** Notices that no frame moves although the stream runs. */
    private final class StandStill {
        private final long most;
        private long before = -1;
        private long looks;

        StandStill(long most) {
            this.most = most;
        }

        boolean isTooLong() {
            long now = pin.transferredFrames();
            looks = now == before && !pin.isHeld() ? looks + 1 : 0;
            before = now;
            return looks > most;
        }

        String text() {
            return pin.filter().id()
                    + " stands still after "
                    + pin.transferredFrames()
                    + " frames; `why "
                    + pin.filter().id()
                    + "` says more";
        }
    }
}

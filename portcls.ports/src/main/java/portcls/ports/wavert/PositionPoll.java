package portcls.ports.wavert;

import portcls.api.ks.WaveFormat;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.HouseClock;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Keeps the registers of a stream whose driver does not: asks for its position, at the packet ends
 * that it tells of or, if it tells of none, several times per packet. At DISPATCH.
 */
final class PositionPoll {
    private static final int PER_PACKET = 4;
    private static final long LEAST_100NS = 5_000;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HouseClock clock;
    private final Dispatcher dispatcher;
    private final IMiniportWaveRTStream stream;
    private final StreamRegisters registers;
    private final PacketSignal signal;
    private final Shape shape;
    private final boolean told;
    private final Consumer<RuntimeException> failed;
    private final long bufferBytes;
    private final long period100ns;
    private final DispatchTimer timer;
    private final AudioPosition position = new AudioPosition();
    private volatile boolean running;
    private boolean used;
    private boolean starved;
    private long lastOffset;
    private long bytes;

    /**
     * The buffer of a stream.
     *
     * @param bufferFrames all of it
     * @param packetFrames each of its parts
     * @param capture its direction
     */
    record Shape(WaveFormat format, int bufferFrames, int packetFrames, boolean capture) {}

    /**
     * Asks a stream.
     *
     * @param told whether the device tells of packet ends: then it is asked for no other reason
     * @param failed what to do when the driver throws
     */
    PositionPoll(
            HouseClock clock,
            Dispatcher dispatcher,
            IMiniportWaveRTStream stream,
            StreamRegisters registers,
            PacketSignal signal,
            Shape shape,
            boolean told,
            Consumer<RuntimeException> failed) {
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.stream = stream;
        this.registers = registers;
        this.signal = signal;
        this.shape = shape;
        this.told = told;
        this.failed = failed;
        used = !told;
        bufferBytes = (long) shape.bufferFrames() * shape.format().blockAlign();
        period100ns =
                Math.max(
                        LEAST_100NS,
                        shape.packetFrames()
                                * 10_000_000L
                                / shape.format().samplesPerSecond()
                                / PER_PACKET);
        timer = dispatcher.newTimer(this::ask);
    }

    /** On the worker, when the stream has come to a state. */
    void running(boolean runs) {
        boolean ran = running;
        running = runs;
        if (runs) {
            askIn(period100ns);
        } else if (ran) {
            // What moved since the last question, which is over then.
            dispatcher.runAndWait(this::lastLook, LIMIT);
        }
    }

    /** On the worker: the stream is stopped. */
    void restart() {
        bytes = 0;
        lastOffset = 0;
        starved = false;
        used = !told;
    }

    /** Asks no more; from any thread. A question that is under way goes on. */
    void close() {
        running = false;
        timer.close();
    }

    /** On the worker: asks no more, and nothing is under way. */
    void end() {
        close();
        dispatcher.runAndWait(() -> {}, LIMIT);
    }

    /** At DISPATCH. */
    void ask() {
        if (running) {
            used = true;
            look();
            askIn(period100ns);
        }
    }

    private void lastLook() {
        if (used) {
            look();
        }
    }

    private void askIn(long delay100ns) {
        if (!told) {
            timer.set(clock.getTime() + delay100ns);
        }
    }

    private void look() {
        try {
            stream.getPosition(position);
        } catch (RuntimeException e) {
            running = false;
            failed.accept(e);
            return;
        }
        int blockAlign = shape.format().blockAlign();
        long step = Math.floorMod(position.playOffset() - lastOffset, bufferBytes);
        if (told && step == 0 && shape.bufferFrames() == shape.packetFrames()) {
            // With one packet in the buffer its end is where it began.
            step = bufferBytes;
        }
        lastOffset = position.playOffset();
        long before = bytes / blockAlign;
        if (told && registers.transferred() != before) {
            // The driver does say where it is; it only signalled before it did so first.
            signal.publishes();
            return;
        }
        bytes += step;
        long after = bytes / blockAlign;
        if (after != before) {
            countHole(before, after);
            registers.publish(after, clock.getTime(), bytes % bufferBytes);
            if (after / shape.packetFrames() != before / shape.packetFrames()) {
                signal.told();
            }
        }
    }

    /** Render: frames that were not handed over in time. Capture: unread and overwritten. */
    private void countHole(long before, long after) {
        long committed = registers.committed();
        long end = registers.end();
        long kept = shape.capture() ? shape.bufferFrames() : 0;
        long needed = (end < 0 ? after : Math.min(after, end)) - kept;
        if (committed < 0 || needed <= committed) {
            starved = false;
            return;
        }
        long lost = needed - Math.max(committed, before - kept);
        if (lost <= 0) {
            return;
        }
        if (starved) {
            registers.lose(lost);
        } else {
            registers.glitch(lost);
        }
        starved = true;
    }
}

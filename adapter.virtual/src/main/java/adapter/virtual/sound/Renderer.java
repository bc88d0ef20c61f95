package adapter.virtual.sound;

import adapter.virtual.FrameClock;

import org.jspecify.annotations.Nullable;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.gervill.LineSink;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;

/**
 * Holds the synthesizer to the master clock, on the synthesizer's own thread.
 *
 * <p>The synthesizer renders a buffer and hands it to its line, which calls {@link #take}. That
 * call does not return before the clock has passed the end of the <em>next</em> buffer, and before
 * each message that falls into that buffer was handed to the synthesizer with the very frame at
 * which it is due. So nothing can be late, and what is heard depends on the times of the bytes
 * alone, not on threads: sound is rendered as fast as the machine can whenever the clock is ahead.
 *
 * <p>Two buffers lie between rendering and handing over: the synthesizer begins with an empty one,
 * and its limiter looks one ahead.
 */
final class Renderer implements LineSink {
    /** How far rendering stays behind the clock, for a byte whose writer was held up. */
    static final long SLACK_100NS = ReferenceTime.millis(50);

    /** Buffers that are rendered at each awakening. */
    private static final long BUFFERS_AT_A_TIME = 3;

    /** After that much silence rendering sleeps until something comes. */
    private static final int SECONDS_TO_SLEEP = 10;

    /** Far more than lies between rendering, handing over and the clock. */
    private static final int HISTORY_FRAMES = 4_096;

    private record Due(long frame, MidiMessage message) {}

    private final ByteRing ring;
    private final MasterClock clock;
    private final FrameClock time;
    private final Alarm alarm;
    private final @Nullable Output output;
    private final MidiParser parser = new MidiParser(this::queue);
    private final Queue<Due> pending = new ArrayDeque<>();
    private final FrameHistory history = new FrameHistory(HISTORY_FRAMES);
    private final AtomicLong late = new AtomicLong();

    private volatile @Nullable Thread thread;
    private volatile @Nullable Receiver receiver;
    private final AtomicReference<@Nullable WavRecording> recording = new AtomicReference<>();
    private volatile boolean asleep;
    private volatile boolean released;

    // The render thread's own.
    private @Nullable WavRecording current;
    private long recorded;

    /** Frames that the synthesizer renders at a time; 0 = not known yet. */
    private int bufferFrames;

    /** First frame of the buffer that is rendered when {@link #take} returns. */
    private long next;

    /** Frames that were never rendered, in sleep: the synthesizer's count is less by them. */
    private long skipped;

    private long silentFrames;

    /**
     * Makes one that waits for {@link #start}.
     *
     * @param ring bytes of the cable; this is its consumer
     * @param time numbers the frames; its origin lies before the first byte
     */
    Renderer(
            ByteRing ring,
            MasterClock clock,
            FrameClock time,
            Alarm alarm,
            @Nullable Output output) {
        this.ring = ring;
        this.clock = clock;
        this.time = time;
        this.alarm = alarm;
        this.output = output;
    }

    /** From now on messages go there; until then the synthesizer waits. Any thread. */
    void start(Receiver synthesizer) {
        receiver = synthesizer;
        wake();
    }

    /**
     * Sound goes there from the recording's start time on. Until that is known nothing is rendered;
     * {@link #wake} says that it is. Any thread.
     */
    void record(WavRecording newRecording) {
        recording.set(newRecording);
    }

    /** Looks again at clock, ring and recording. Any thread, does not block. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** A byte came. Any thread, does not block. */
    void bytesCame() {
        if (asleep) {
            wake();
        }
    }

    /** Lets the synthesizer go; nothing waits any more. Any thread. */
    @Override
    public void release() {
        released = true;
        wake();
    }

    /** Messages that came too late for their frame; they sounded at once. Any thread. */
    long late() {
        return late.get();
    }

    /** The line: takes a buffer, and returns when the next one may be rendered. */
    @Override
    public void take(byte[] data, int offset, int length) {
        thread = Thread.currentThread();
        int frames = length / FrameSource.FRAME_BYTES;
        if (bufferFrames == 0) {
            bufferFrames = frames;
            next = -frames;
        }
        silentFrames = isSilent(data, offset, length) ? silentFrames + frames : 0;
        history.add(next - frames, data, offset, frames);
        next += frames;
        if (output != null) {
            output.play(data, offset, length);
        }
        Receiver to = awaitClock();
        if (to != null) {
            sendDue(to);
        }
    }

    /** Waits until the next buffer may be rendered; null = released. */
    private @Nullable Receiver awaitClock() {
        while (!released) {
            Receiver to = receiver;
            WavRecording starting = recording.get();
            if (to != null && (starting == null || starting.hasBegun())) {
                long now = clock.getTime(); // before the ring: what is older is in the ring
                drain();
                boolean behind = feedRecording(now);
                if (behind || time.timeOf(next + bufferFrames) + SLACK_100NS <= now) {
                    return to;
                }
                if (silentFrames > (long) SECONDS_TO_SLEEP * time.rate()
                        && pending.isEmpty()
                        && current == null) {
                    sleep();
                    continue;
                }
                alarm.at(time.timeOf(next + BUFFERS_AT_A_TIME * bufferFrames) + SLACK_100NS);
            }
            LockSupport.park(this);
        }
        return null;
    }

    private void drain() {
        while (!ring.isEmpty()) {
            long time100ns = ring.firstTime100ns();
            parser.accept(time100ns, ring.remove());
        }
    }

    private void queue(long time100ns, MidiMessage message) {
        pending.add(new Due(time.frameAt(time100ns), message));
    }

    private void sendDue(Receiver to) {
        Due due = pending.peek();
        while (due != null && due.frame() < next + bufferFrames) {
            long frame = due.frame();
            if (frame < next) {
                late.incrementAndGet();
                frame = next;
            }
            to.send(due.message(), microsOf(frame - skipped));
            pending.remove();
            due = pending.peek();
        }
    }

    /** A duration as the synthesizer counts it, rounded to the nearest. */
    private long microsOf(long frames) {
        long rate = time.rate();
        long rest = Math.floorMod(frames, rate);
        return Math.floorDiv(frames, rate) * 1_000_000 + (rest * 1_000_000 + rate / 2) / rate;
    }

    /**
     * Gives the recording what is there of it.
     *
     * @return whether it has ended and still lacks frames, so that rendering may not wait
     */
    private boolean feedRecording(long now) {
        WavRecording wanted = recording.get();
        if (wanted != null && wanted != current) {
            current = wanted;
            recorded = time.frameAt(wanted.startTime100ns());
        }
        if (current == null) {
            return false;
        }
        long end =
                current.endTime100ns() == ReferenceTime.NEVER
                        ? ReferenceTime.NEVER
                        : time.frameAt(current.endTime100ns());
        // Rendering may be ahead of the clock after an earlier recording was ended.
        long until = Math.min(Math.min(history.end(), end), time.frameAt(now));
        if (until > recorded) {
            history.copyTo(current, recorded, until);
            recorded = until;
        }
        if (recorded >= end) {
            current.finish(null);
        }
        if (current.isFinished()) {
            recording.compareAndSet(current, null); // unless the next one is there already
            current = null;
            return false;
        }
        return end != ReferenceTime.NEVER;
    }

    /** Renders nothing until a byte or a recording comes, then leaves out what nobody heard. */
    private void sleep() {
        asleep = true;
        if (ring.isEmpty() && recording.get() == null && !released) {
            LockSupport.park(this);
        }
        asleep = false;
        long wanted = clock.getTime();
        if (!ring.isEmpty()) {
            wanted = Math.min(wanted, ring.firstTime100ns());
        }
        WavRecording waiting = recording.get();
        if (waiting != null) {
            wanted = Math.min(wanted, waiting.startTime100ns());
        }
        long gap = time.frameAt(wanted - SLACK_100NS) - next;
        if (gap > 0) {
            long leftOut = gap - gap % bufferFrames;
            next += leftOut;
            skipped += leftOut;
        }
    }

    private static boolean isSilent(byte[] data, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (data[i] != 0) {
                return false;
            }
        }
        return true;
    }
}

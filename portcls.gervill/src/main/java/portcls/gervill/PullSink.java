package portcls.gervill;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.sound.midi.Receiver;

/**
 * Makes the synthesizer render when it is asked to and no further, on the thread that asks.
 *
 * <p>The synthesizer has a thread of its own that renders a buffer, writes it to its line, and so
 * on. With its first write it comes here and is held until the end. Its task is what {@link
 * Thread#run} runs also when others call it, and the caller does: it renders buffer after buffer
 * into the caller's array. With the last buffer that is needed {@link #take} leaves the task by an
 * exception, which is made once and has no stack trace; what is left of that buffer stays where it
 * is until the next call. To hand each request over to the other thread and back would cost more
 * than rendering 10 ms of sound often does.
 */
final class PullSink implements LineSink {
    private static final VarHandle SAMPLE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final float FULL_SCALE = 32_768f;
    private static final int SAMPLE_BYTES = 2;
    private static final int FRAME_BYTES = 4;
    private static final int CHANNELS = 2;

    private static final int CONTROL_CHANGE = 0xB0;
    private static final int ALL_SOUND_OFF = 120;
    private static final int MIDI_CHANNELS = 16;

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** So much silence in a row, and nothing sounds any more. */
    private static final int SILENT_BUFFERS = 15;

    /** The longest that the tail of a sound is waited for: 20 s. */
    private static final int MOST_BUFFERS = 20 * Gervill.SAMPLE_RATE / Gervill.BUFFER_FRAMES;

    /** Leaves the synthesizer's task. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("no more is needed", null, false, false);
        }
    }

    private final Enough enough = new Enough();
    private final MessageFeed feed;

    /** Buffers that lie between a rendered one and its coming here. */
    private final int lateBuffers;

    /** The synthesizer's own thread, held; null = it has not come yet. */
    private volatile @Nullable Thread held;

    private volatile boolean closed;
    private volatile boolean rendering;

    // The caller's own.

    private @Nullable Receiver receiver;
    private @Nullable RuntimeException failure;

    /** Bytes of the latest buffer that nobody has taken. */
    private byte[] data = new byte[0];

    private int at;
    private int end;

    private float[] target = new float[0];
    private int targetAt;

    /** Frames that the target lacks. */
    private int wanted;

    /** Buffers to come that were rendered before the first one that counts. */
    private int skip;

    /** Buffers that may still be thrown away until it is silent, and silent ones in a row. */
    private int mayDiscard;

    private int silent;

    /**
     * Makes one.
     *
     * @param limiter whether the synthesizer looks one buffer ahead for its limiter
     */
    PullSink(MessageFeed feed, boolean limiter) {
        this.feed = feed;
        lateBuffers = limiter ? 1 : 0;
        skip = lateBuffers;
    }

    /**
     * Waits until the synthesizer's thread is held.
     *
     * @return whether it is within the time
     */
    boolean begin(Receiver to, long limitNs) {
        receiver = to;
        long start = System.nanoTime();
        while (held == null && System.nanoTime() - start < limitNs) {
            LockSupport.parkNanos(this, LOOK_NS);
        }
        return held != null;
    }

    /** Renders exactly that many frames; silence when it is closed or broken. */
    void render(float[] to, int offset, int frames) {
        target = to;
        targetAt = offset;
        wanted = frames;
        if (!closed) {
            fetch();
            if (wanted > 0) {
                run();
            }
        }
        Arrays.fill(to, targetAt, offset + CHANNELS * frames, 0);
        wanted = 0;
    }

    /** Ends all voices, and throws away what is there and what comes until nothing sounds. */
    void discardUntilSilent() {
        at = end;
        mayDiscard = MOST_BUFFERS;
        silent = 0;
        run();
        mayDiscard = 0;
        skip = lateBuffers;
    }

    /** What the synthesizer broke by; null = it did not. */
    @Nullable RuntimeException failure() {
        return failure;
    }

    /** Whether a thread is inside the synthesizer. */
    boolean isRendering() {
        return rendering;
    }

    private void run() {
        Runnable task = held;
        Receiver to = receiver;
        rendering = true; // before closed is read: closing waits for it
        try {
            if (!closed && failure == null && task != null && to != null) {
                if (mayDiscard > 0) {
                    endVoices(to);
                }
                feed.send(to);
                task.run();
            }
        } catch (RuntimeException e) {
            if (e != enough && !closed) {
                failure = e;
            }
        } finally {
            rendering = false;
        }
    }

    private static void endVoices(Receiver to) {
        RawMessage message = new RawMessage();
        for (int channel = 0; channel < MIDI_CHANNELS; channel++) {
            message.set(CONTROL_CHANGE | channel | ALL_SOUND_OFF << Byte.SIZE);
            to.send(message, -1); // at once
        }
    }

    @Override
    public void take(byte[] buffer, int offset, int length) {
        if (held == null) {
            hold(); // the first buffer is an empty one
        }
        data = buffer;
        at = offset;
        end = offset + length;
        if (skip > 0) {
            skip--;
            at = end;
        } else if (mayDiscard > 0) {
            silent = isSilent(buffer, offset, length) ? silent + 1 : 0;
            mayDiscard = silent < SILENT_BUFFERS ? mayDiscard - 1 : 0;
            at = end;
        } else {
            fetch();
        }
        Receiver to = receiver;
        if (to == null || closed || (wanted == 0 && mayDiscard == 0)) {
            throw enough;
        }
        feed.send(to);
    }

    private void hold() {
        Thread thread = Thread.currentThread();
        thread.setUncaughtExceptionHandler((_, _) -> {}); // it ends by an exception, see below
        held = thread;
        while (!closed) {
            LockSupport.park(this);
            boolean _ = Thread.interrupted(); // or it would never park again
        }
        // It must not render a last buffer while the caller may be doing so.
        throw enough;
    }

    /** The synthesizer's thread ends, and a caller that renders leaves soon. */
    @Override
    public void release() {
        closed = true;
        LockSupport.unpark(held);
    }

    private void fetch() {
        int frames = Math.min(wanted, (end - at) / FRAME_BYTES);
        int until = targetAt + CHANNELS * frames;
        for (int i = targetAt; i < until; i++) {
            target[i] = (short) SAMPLE.get(data, at) / FULL_SCALE;
            at += SAMPLE_BYTES;
        }
        targetAt = until;
        wanted -= frames;
    }

    private static boolean isSilent(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] != 0) {
                return false;
            }
        }
        return true;
    }
}

package adapter.virtual.sound;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.FrameClock;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import javax.sound.sampled.AudioFormat;

/**
 * Renders a {@link FrameSource} as the master clock goes, on a thread of its own: into recordings
 * that are exact to the frame, and to an output beside them. While the source is silent and nobody
 * records, nothing is rendered.
 *
 * <p>{@link #touched} may be called by any thread and never waits; the rest by any thread that may
 * block.
 */
public final class PacedSound implements Recordable, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PacedSound.class.getName());

    /** How far rendering stays behind the clock, for a writer that was held up. */
    private static final long SLACK_100NS = ReferenceTime.millis(20);

    /** Frames that are rendered at a time, 5 ms. */
    private static final int BLOCK_FRAMES = 240;

    /** Blocks that are rendered at each awakening. */
    private static final int BLOCKS_AT_A_TIME = 3;

    /** How long {@link #close} waits for each of the things it ends. */
    private static final int PATIENCE_SECONDS = 5;

    private final String device;
    private final MasterClock clock;
    private final FrameClock time;
    private final FrameSource source;
    private final SoundConfig config;
    private final FilterFinder filters;
    private final Alarm alarm;
    private final Thread thread;

    /** The last one; written under the lock of this. */
    private volatile @Nullable WavRecording recording;

    /** Takes no new recording; guarded by this. */
    private boolean closing;

    private volatile boolean closed;
    private volatile boolean asleep;

    // The thread's own.
    private final byte[] block = new byte[BLOCK_FRAMES * FrameSource.FRAME_BYTES];
    private @Nullable Output output;
    private @Nullable WavRecording current;
    private long recorded;
    private long next;

    /**
     * Makes one; its thread begins to look after the source.
     *
     * @param device id of the device that it belongs to, for the log
     * @param origin100ns master time of the source's first frame
     * @param config where it sounds; its bank means nothing here
     * @param filters finds the filter that it plays to
     */
    public PacedSound(
            String device,
            MasterClock clock,
            long origin100ns,
            int sampleRate,
            FrameSource source,
            SoundConfig config,
            FilterFinder filters) {
        this.device = device;
        this.clock = clock;
        this.source = source;
        this.config = config;
        this.filters = filters;
        time = new FrameClock(origin100ns, sampleRate);
        alarm = clock.newAlarm("sound of " + device, this::wake);
        thread = Thread.ofPlatform().daemon().name("sound of " + device).unstarted(this::run);
        thread.start();
    }

    /** Something came to the source. */
    public void touched() {
        if (asleep) {
            wake();
        }
    }

    @Override
    public synchronized Recording record(Path file) throws IOException {
        if (closing) {
            throw new IOException(device + " is gone; it cannot be recorded");
        }
        WavRecording running = recording;
        if (running != null && !running.isFinished()) {
            throw new IOException(
                    device
                            + " is being recorded to "
                            + running.file()
                            + " already; end that recording first");
        }
        WavRecording started = WavRecording.begin(file, time.rate(), clock, this::wake);
        recording = started;
        started.begin(); // only now, since from here on nothing is rendered without it
        wake();
        return started;
    }

    /** Ends a recording that runs, and the thread; waits some seconds at most. */
    @Override
    public void close() {
        WavRecording running;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            running = recording;
        }
        if (running != null) {
            end(running);
        }
        closed = true;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(PATIENCE_SECONDS))) {
                LOG.log(ERROR, "the sound of {0} does not end: its output hangs", device);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        alarm.close();
    }

    private void end(WavRecording running) {
        try {
            running.end();
            running.await(PATIENCE_SECONDS);
        } catch (IOException e) {
            LOG.log(WARNING, "{0} goes while it is recorded: {1}", device, e.getMessage());
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    // The thread.

    private void run() {
        try (Output opened = open()) {
            output = opened;
            while (!closed) {
                renderOrWait();
            }
        } catch (RuntimeException e) {
            LOG.log(ERROR, "{0} is silent: {1}", device, e);
            LOG.log(DEBUG, "cause of the silence of " + device, e);
        }
        synchronized (this) {
            closing = true;
            WavRecording unfinished = recording;
            if (unfinished != null) {
                unfinished.finish(new IOException(device + " is gone"));
            }
        }
    }

    private @Nullable Output open() {
        return switch (config.output()) {
            case SoundConfig.WAV -> null;
            case SoundConfig.SPEAKERS -> {
                AudioFormat format = new AudioFormat(time.rate(), 16, 2, true, false);
                yield Speakers.open(device, format).orElse(null);
            }
            default -> new WaveOutput(device, config.output(), filters, time.rate());
        };
    }

    private void renderOrWait() {
        WavRecording wanted = recording;
        if (wanted != null && !wanted.isFinished()) {
            if (!wanted.hasBegun()) {
                LockSupport.park(this);
                return;
            }
            if (!wanted.equals(current)) {
                current = wanted;
                recorded = time.frameAt(wanted.startTime100ns());
            }
            if (wanted.endTime100ns() != ReferenceTime.NEVER) {
                renderTo(time.frameAt(wanted.endTime100ns()));
                wanted.finish(null);
                current = null;
                return;
            }
        } else if (source.isSilent()) {
            sleep();
            return;
        }
        long due = time.frameAt(clock.getTime() - SLACK_100NS);
        if (next + BLOCK_FRAMES <= due) {
            renderTo(next + BLOCK_FRAMES);
        } else {
            alarm.at(time.timeOf(next + BLOCKS_AT_A_TIME * BLOCK_FRAMES) + SLACK_100NS);
            LockSupport.park(this);
        }
    }

    private void renderTo(long frame) {
        while (next < frame && !closed) {
            int frames = (int) Math.min(BLOCK_FRAMES, frame - next);
            source.render(block, frames);
            if (output != null) {
                output.play(block, 0, frames * FrameSource.FRAME_BYTES);
            }
            if (current != null) {
                int from = Math.clamp(recorded - next, 0, frames);
                current.write(
                        block,
                        from * FrameSource.FRAME_BYTES,
                        (frames - from) * FrameSource.FRAME_BYTES);
            }
            next += frames;
        }
    }

    /** Waits until something comes, then leaves out what nobody heard. */
    private void sleep() {
        current = null;
        asleep = true;
        if (source.isSilent() && !isRecording() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
        long wanted = Math.min(clock.getTime(), source.waitsSince100ns());
        WavRecording waiting = recording;
        if (waiting != null && !waiting.isFinished()) {
            wanted = Math.min(wanted, waiting.startTime100ns());
        }
        long gap = time.frameAt(wanted - SLACK_100NS) - next;
        if (gap > 0) {
            source.skip(gap);
            next += gap;
        }
    }

    private boolean isRecording() {
        WavRecording now = recording;
        return now != null && !now.isFinished();
    }
}

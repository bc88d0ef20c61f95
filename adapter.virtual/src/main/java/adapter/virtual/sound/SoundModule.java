package adapter.virtual.sound;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.FrameClock;
import adapter.virtual.MidiOut;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.gervill.Gervill;
import portcls.gervill.GervillLine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import javax.sound.sampled.AudioFormat;

/**
 * A MIDI sound module. Bytes that come with their times are heard at those times, to the sample.
 *
 * <p>{@link #accept} is called by one thread at a time and never waits. The synthesizer is opened
 * with the first byte or the first recording, on a thread of the module; what comes meanwhile keeps
 * its time. Everything else may be called from any thread that may block.
 */
public final class SoundModule implements MidiOut, Recordable, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SoundModule.class.getName());

    /** What a cable carries in 21 s. */
    static final int RING_BYTES = 65_536;

    /** The first frame lies that long before the first byte, whose writer may be held up. */
    private static final long LEAD_100NS = ReferenceTime.millis(100);

    /** How long {@link #close} waits for each of the things it ends. */
    private static final int PATIENCE_SECONDS = 5;

    private final String device;
    private final MasterClock clock;
    private final SoundConfig config;
    private final FilterFinder filters;
    private final ByteRing ring = new ByteRing(RING_BYTES);
    private final Alarm alarm;
    private final Thread thread;

    /** Null until something is to be rendered. */
    private volatile @Nullable Renderer renderer;

    private volatile @Nullable IOException failure;

    /** Takes no new recording; guarded by this. */
    private boolean closing;

    private volatile boolean closed;

    /** The last one; guarded by this, read by the module's thread while it waits. */
    private volatile @Nullable WavRecording recording;

    /**
     * Makes one; opens nothing.
     *
     * @param device id of the device that it belongs to, for the log
     * @param filters finds the filter that it plays to
     */
    public SoundModule(String device, MasterClock clock, SoundConfig config, FilterFinder filters) {
        this.device = device;
        this.clock = clock;
        this.config = config;
        this.filters = filters;
        alarm = clock.newAlarm("sound module of " + device, this::wakeRenderer);
        thread =
                Thread.ofPlatform().daemon().name("sound module of " + device).unstarted(this::run);
        thread.start();
    }

    @Override
    public void accept(long exitTime100ns, int value) {
        ring.offer(exitTime100ns, value);
        Renderer awake = renderer;
        if (awake != null) {
            awake.bytesCame();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /** Bytes that were lost since too many waited. */
    public long lostBytes() {
        return ring.lost();
    }

    /** Messages that were rendered later than they were due. */
    public long lateMessages() {
        Renderer now = renderer;
        return now == null ? 0 : now.late();
    }

    @Override
    public synchronized Recording record(Path file) throws IOException {
        if (closing) {
            throw new IOException(device + " is gone; it cannot be recorded");
        }
        IOException cause = failure;
        if (cause != null) {
            throw new IOException(device + " cannot be recorded: " + cause.getMessage(), cause);
        }
        WavRecording running = recording;
        if (running != null && !running.isFinished()) {
            throw new IOException(
                    device
                            + " is being recorded to "
                            + running.file()
                            + " already; end that recording first");
        }
        WavRecording started =
                WavRecording.begin(file, Gervill.SAMPLE_RATE, clock, this::wakeRenderer);
        recording = started;
        Renderer ready = renderer;
        if (ready != null) {
            ready.record(started);
        }
        started.begin(); // only now, since from here on rendering waits for it
        if (ready != null) {
            ready.wake();
        } else {
            LockSupport.unpark(thread);
        }
        return started;
    }

    /** Ends a recording that runs, and the synthesizer; waits some seconds at most. */
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
            endRecording(running);
        }
        closed = true;
        LockSupport.unpark(thread);
        join();
        alarm.close();
        if (lostBytes() > 0 || lateMessages() > 0) {
            LOG.log(
                    WARNING,
                    "the sound module of {0} lost {1} bytes, since more than {2} waited, and"
                            + " sounded {3} messages later than they were due",
                    device,
                    lostBytes(),
                    RING_BYTES,
                    lateMessages());
        }
    }

    private void endRecording(WavRecording running) {
        try {
            running.end();
            running.await(PATIENCE_SECONDS);
        } catch (IOException e) {
            LOG.log(WARNING, "{0} goes while it is recorded: {1}", device, e.getMessage());
        }
    }

    private void join() {
        try {
            if (!thread.join(Duration.ofSeconds(PATIENCE_SECONDS))) {
                LOG.log(
                        ERROR,
                        "the sound module of {0} does not end: the Java synthesizer hangs",
                        device);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wakeRenderer() {
        Renderer awake = renderer;
        if (awake != null) {
            awake.wake();
        }
    }

    // The module's own thread.

    private void run() {
        while (ring.isEmpty() && recording == null) {
            if (closed) {
                return;
            }
            LockSupport.park(this);
        }
        try {
            play();
        } catch (IOException | RuntimeException e) {
            fail(e instanceof IOException io ? io : new IOException(e.toString(), e));
        }
    }

    private void play() throws IOException {
        AudioFormat format = Gervill.format();
        FrameClock time = new FrameClock(origin(), Gervill.SAMPLE_RATE);
        try (Output output = openOutput(format)) {
            Renderer made = new Renderer(ring, clock, time, alarm, output);
            long before = System.nanoTime();
            try (Gervill synthesizer = Gervill.open(new GervillLine(format, made), config.bank())) {
                LOG.log(
                        DEBUG,
                        "the synthesizer of {0} was opened in {1} ms",
                        device,
                        (System.nanoTime() - before) / 1_000_000);
                publish(made); // before it starts, so that it misses no frame of a recording
                made.start(synthesizer.receiver());
                while (!closed) {
                    LockSupport.park(this);
                }
                made.release();
            }
        }
        synchronized (this) {
            WavRecording unfinished = recording;
            if (unfinished != null) {
                unfinished.finish(new IOException(device + " is gone"));
            }
        }
    }

    private @Nullable Output openOutput(AudioFormat format) {
        return switch (config.output()) {
            case SoundConfig.WAV -> null;
            case SoundConfig.SPEAKERS -> Speakers.open(device, format).orElse(null);
            default -> new WaveOutput(device, config.output(), filters, Gervill.SAMPLE_RATE);
        };
    }

    /** From now on bytes and recordings wake the renderer and not this thread. */
    private synchronized void publish(Renderer made) {
        renderer = made;
        WavRecording waiting = recording;
        if (waiting != null) {
            made.record(waiting);
        }
    }

    private long origin() {
        long first = clock.getTime();
        if (!ring.isEmpty()) {
            first = Math.min(first, ring.firstTime100ns());
        }
        WavRecording waiting = recording;
        if (waiting != null) {
            first = Math.min(first, waiting.startTime100ns());
        }
        return first - LEAD_100NS;
    }

    private synchronized void fail(IOException cause) {
        failure = cause;
        LOG.log(ERROR, "{0} is silent: {1}", device, cause.getMessage());
        LOG.log(DEBUG, "cause of the silence of " + device, cause);
        WavRecording waiting = recording;
        if (waiting != null) {
            waiting.finish(cause);
        }
    }
}

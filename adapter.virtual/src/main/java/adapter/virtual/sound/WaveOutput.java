package adapter.virtual.sound;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A wave filter that a sound module is heard through. A thread of its own fills the filter's
 * packets from what was rendered, at the rate of the filter's clock. When the filter goes it waits
 * for it to come back; meanwhile the sound goes nowhere.
 */
final class WaveOutput implements Output {
    private static final System.Logger LOG = System.getLogger(WaveOutput.class.getName());

    private static final int RING_FRAMES = 1 << 15;
    private static final int LEAST_TARGET = 3_072;
    private static final Buffer BUFFER = Buffer.ofMillis(40).packets(4);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String device;
    private final String filterId;
    private final FilterFinder filters;
    private final int sampleRate;
    private final FrameRing ring = new FrameRing(RING_FRAMES);
    private final Thread thread;
    private volatile boolean closed;
    private final AtomicLong leftOut = new AtomicLong();

    /** Begins to look for the filter. */
    WaveOutput(String device, String filterId, FilterFinder filters, int sampleRate) {
        this.device = device;
        this.filterId = filterId;
        this.filters = filters;
        this.sampleRate = sampleRate;
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("sound of " + device + " to " + filterId)
                        .unstarted(this::run);
        thread.start();
    }

    @Override
    public void play(byte[] data, int offset, int length) {
        if (!ring.offer(data, offset, length)) {
            leftOut.incrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.log(WARNING, "{0} does not let go of {1}", device, filterId);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.log(DEBUG, "buffers for {0} that were left out: {1}", filterId, leftOut);
    }

    private void run() {
        String told = "";
        while (!closed) {
            String trouble = playIfThere();
            if (!closed && !trouble.equals(told)) {
                told = trouble;
                LOG.log(
                        INFO,
                        "{0} is not heard through {1} now: {2}. It goes on when that is there.",
                        device,
                        filterId,
                        trouble);
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private String playIfThere() {
        try {
            Optional<Filter> filter = filters.find(filterId);
            return filter.isPresent() ? play(filter.get()) : filterId + " is not there";
        } catch (RuntimeException e) {
            // Whatever a driver or the framework throws: the next look may find it well.
            LOG.log(DEBUG, "playing to " + filterId + " failed", e);
            return text(e.getMessage());
        }
    }

    /** Plays until the filter goes; says why it ended. */
    private String play(Filter filter) {
        try (WavePin pin = filter.openRender(BUFFER)) {
            WaveFormat format = pin.format();
            SampleCodec codec = SampleCodec.of(format);
            int target = target(pin);
            RingResampler resampler =
                    new RingResampler(
                            ring,
                            sampleRate,
                            format.samplesPerSecond(),
                            target,
                            pin.packetFrames());
            ring.remove(Math.max(0, ring.size() - target));
            float[] stereo = new float[2 * pin.packetFrames()];
            float[] frames = new float[format.channels() * pin.packetFrames()];
            pin.run();
            while (!closed) {
                MemorySegment packet = pin.awaitPacket();
                resampler.take(stereo, pin.packetFrames());
                spread(stereo, frames, format.channels());
                codec.encode(frames, 0, packet, 0, frames.length);
                pin.commit();
            }
            return "closed";
        } catch (PortClsException e) {
            return text(e.getMessage());
        } catch (InterruptedException e) {
            return "closed";
        }
    }

    /** Frames that shall wait: enough for the packets of the device, however large they are. */
    private int target(WavePin pin) {
        long perPacket =
                Math.ceilDiv(
                        (long) pin.packetFrames() * sampleRate, pin.format().samplesPerSecond());
        return Math.clamp(2 * perPacket + RingResampler.LOOK_AHEAD, LEAST_TARGET, RING_FRAMES / 2);
    }

    /** Stereo to any number of channels: mono is the mean, more than two stay silent. */
    static void spread(float[] stereo, float[] frames, int channels) {
        int count = stereo.length / 2;
        for (int i = 0; i < count; i++) {
            if (channels == 1) {
                frames[i] = 0.5f * (stereo[2 * i] + stereo[2 * i + 1]);
            } else {
                frames[i * channels] = stereo[2 * i];
                frames[i * channels + 1] = stereo[2 * i + 1];
            }
        }
    }

    private static String text(@Nullable String message) {
        return message == null ? "it failed" : message;
    }
}

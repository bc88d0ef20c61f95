package portcls.api.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a program wishes of the cyclic buffer of a wave stream. The device may make it larger.
 *
 * <pre>{@code
 * Buffer.ofMillis(10).packets(2).hold(5, TimeUnit.SECONDS)
 * }</pre>
 *
 * @param frames size of the whole buffer in frames; 0 = by {@code duration}
 * @param duration size of the whole buffer in time
 * @param packets number of equal parts; a program works on one while the device works on another
 * @param hold how long the stream outlives its driver and waits for it to come back; zero = not at
 *     all
 */
public record Buffer(int frames, Duration duration, int packets, Duration hold) {
    /** Most packets of a buffer. */
    public static final int MAXIMUM_PACKETS = 64;

    /** For ever, as far as sound is concerned. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    public Buffer {
        if (packets < 1 || packets > MAXIMUM_PACKETS) {
            throw new IllegalArgumentException(
                    "packets must lie in 1 … " + MAXIMUM_PACKETS + ": packets=" + packets);
        }
        if (frames < 0 || frames == 0 && (duration.isNegative() || duration.isZero())) {
            throw new IllegalArgumentException(
                    "a buffer has a size: frames=" + frames + ", duration=" + duration);
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("hold must not be negative: hold=" + hold);
        }
        hold = hold.compareTo(LONGEST) > 0 ? LONGEST : hold;
        duration = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /** A buffer of that length, in two packets. */
    public static Buffer ofMillis(int millis) {
        return new Buffer(0, Duration.ofMillis(millis), 2, Duration.ZERO);
    }

    /** A buffer of that length, in two packets. */
    public static Buffer of(Duration duration) {
        return new Buffer(0, duration, 2, Duration.ZERO);
    }

    /** A buffer of that many frames, in two packets. */
    public static Buffer ofFrames(int frames) {
        return new Buffer(frames, Duration.ZERO, 2, Duration.ZERO);
    }

    /** The smallest that the device can do, in two packets. */
    public static Buffer smallest() {
        return ofFrames(2);
    }

    /** The same size in another number of packets. */
    public Buffer packets(int number) {
        return new Buffer(frames, duration, number, hold);
    }

    /**
     * The same buffer for a stream that outlives its driver: when the driver goes, the stream waits
     * that long for one that serves the same device, and goes on with it.
     */
    public Buffer hold(long time, TimeUnit unit) {
        return new Buffer(frames, duration, packets, Duration.of(time, unit.toChronoUnit()));
    }

    /** The wished size in frames at a sample rate. */
    public int framesAt(int samplesPerSecond) {
        if (frames > 0) {
            return frames;
        }
        double seconds = duration.toNanos() / 1e9;
        return Math.clamp(Math.round(seconds * samplesPerSecond), 1, Integer.MAX_VALUE);
    }
}

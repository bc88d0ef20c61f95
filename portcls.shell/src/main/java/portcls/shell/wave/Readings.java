package portcls.shell.wave;

import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.time.ReferenceTime;

/**
 * Readings of a stream's position, from which the time of each of its frames is known. For one
 * thread.
 */
final class Readings {
    private final WavePosition position = new WavePosition();
    private final long[] frames;
    private final long[] times;
    private final double[] rates;
    private int count;

    /** With room for that many; later ones are left out. */
    Readings(int most) {
        frames = new long[most];
        times = new long[most];
        rates = new double[most];
    }

    /** Takes one; allocates nothing. */
    void take(WavePin pin) {
        if (count < frames.length) {
            pin.position(position);
            frames[count] = position.transferredFrames();
            times[count] = position.time100ns();
            rates[count] = position.rate();
            count++;
        }
    }

    /** When a frame went through the end of the buffer, master time; by the nearest reading. */
    double time100ns(long frame) {
        int nearest = 0;
        for (int i = 1; i < count; i++) {
            if (Math.abs(frames[i] - frame) < Math.abs(frames[nearest] - frame)) {
                nearest = i;
            }
        }
        return times[nearest] + (frame - frames[nearest]) / rates[nearest] * ReferenceTime.SECOND;
    }
}

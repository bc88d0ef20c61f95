package portcls.ports.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/** From readings that come when they come to the clock that made them. */
class ClockEstimateTest {
    private static final int RATE = 48_000;
    private static final int PACKET = 480;
    private static final double MS = 10_000;

    /** A device whose clock runs at that rate and whose readings come up to 2 ms off. */
    private static final class Device {
        private final Random random;
        private final double rate;
        private final double jitter;
        private double held;
        private long frames;

        Device(long seed, double rate, double jitter) {
            random = new Random(seed);
            this.rate = rate;
            this.jitter = jitter;
        }

        double trueTime(double ofFrames) {
            return 1e9 + ofFrames / rate * 1e7 + held;
        }

        void holdUp(double time100ns) {
            held += time100ns;
        }

        long feed(ClockEstimate estimate) {
            frames += PACKET;
            double off = (2 * random.nextDouble() - 1) * jitter;
            estimate.update(frames, Math.round(trueTime(frames) + off));
            return frames;
        }

        /** Error of the estimate at a moment between this packet and the next, in ms. */
        double error(ClockEstimate estimate) {
            double at = frames + random.nextDouble() * PACKET;
            double estimated = estimate.framesAt(Math.round(trueTime(at)));
            return (estimated - at) / rate * 1e3;
        }
    }

    @Test
    void beforeTheFirstReadingTheNominalRateHolds() {
        ClockEstimate estimate = new ClockEstimate(RATE);
        assertFalse(estimate.isRunning());
        assertEquals(RATE, estimate.rate(), 1e-6);
        estimate.update(480, 1_000_000);
        assertTrue(estimate.isRunning());
        assertEquals(960, estimate.framesAt(1_100_000), 1e-6);
        estimate.restart();
        assertFalse(estimate.isRunning());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void jitteredReadingsConverge(long seed) {
        ClockEstimate estimate = new ClockEstimate(RATE);
        Device device = new Device(seed, RATE, 2 * MS);
        for (int i = 0; i < 2_000; i++) {
            device.feed(estimate);
        }
        Spread spread = spread(device, estimate, 2_000);
        assertEquals(RATE, estimate.rate(), RATE * 0.001);
        assertTrue(spread.deviation() < 0.5, spread.toString());
        assertEquals(0, spread.mean(), 0.3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-200, 200})
    void driftIsFound(double ppm) {
        ClockEstimate estimate = new ClockEstimate(RATE);
        Device device = new Device(42, RATE * (1 + ppm * 1e-6), 2 * MS);
        double rates = 0;
        for (int i = 0; i < 12_000; i++) {
            device.feed(estimate);
            if (i >= 6_000) {
                rates += estimate.rate() / 6_000;
            }
        }
        assertEquals(ppm, (rates / RATE - 1) * 1e6, 40);
        Spread spread = spread(device, estimate, 2_000);
        assertTrue(spread.deviation() < 0.5, spread.toString());
        assertEquals(0, spread.mean(), 0.3);
    }

    /** A stream that stood still for a while goes on; the estimate is soon right again. */
    @ParameterizedTest
    @ValueSource(doubles = {20, 45, 80, 5_000})
    void aJumpIsRecovered(double milliseconds) {
        ClockEstimate estimate = new ClockEstimate(RATE);
        Device device = new Device(9, RATE, 0.2 * MS);
        for (int i = 0; i < 3_000; i++) {
            device.feed(estimate);
        }
        device.holdUp(milliseconds * MS);
        for (int i = 0; i < 200; i++) {
            device.feed(estimate);
        }
        Spread spread = spread(device, estimate, 500);
        assertEquals(0, spread.mean(), 0.5);
        assertEquals(RATE, estimate.rate(), RATE * 0.001);
    }

    @Test
    void oneReadingThatComesMuchTooLateDoesNotThrowItOff() {
        ClockEstimate estimate = new ClockEstimate(RATE);
        Device device = new Device(11, RATE, 0.2 * MS);
        for (int i = 0; i < 3_000; i++) {
            device.feed(estimate);
        }
        device.holdUp(20 * MS);
        device.feed(estimate);
        device.holdUp(-20 * MS);
        assertEquals(0, device.error(estimate), 1.0);
        for (int i = 0; i < 100; i++) {
            device.feed(estimate);
        }
        assertEquals(0, spread(device, estimate, 500).mean(), 0.5);
    }

    @Test
    void readingsThatDoNotAdvanceAreNoReadings() {
        ClockEstimate estimate = new ClockEstimate(RATE);
        estimate.update(480, 1_000_000);
        estimate.update(480, 5_000_000);
        estimate.update(470, 6_000_000);
        assertEquals(480, estimate.framesAt(1_000_000), 1e-6);
    }

    private record Spread(double mean, double deviation) {}

    private static Spread spread(Device device, ClockEstimate estimate, int count) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            device.feed(estimate);
            double error = device.error(estimate);
            sum += error;
            squares += error * error;
        }
        double mean = sum / count;
        return new Spread(mean, Math.sqrt(squares / count - mean * mean));
    }
}

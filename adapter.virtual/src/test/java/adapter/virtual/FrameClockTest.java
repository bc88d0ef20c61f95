package adapter.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.Random;

class FrameClockTest {
    private static final long DAY = 86_400L * 10_000_000;

    @Test
    void a_second_of_frames_takes_a_second() {
        FrameClock clock = new FrameClock(1_000, 48_000, 0);
        assertEquals(1_000, clock.timeOf(0));
        assertEquals(1_000 + 10_000_000, clock.timeOf(48_000));
        assertEquals(1_000 + 209, clock.timeOf(1)); // 208.33 rounded up: it has passed then
        assertEquals(0, clock.framesAt(1_000 + 208));
        assertEquals(1, clock.framesAt(1_000 + 209));
        assertEquals(-1, clock.framesAt(999));
    }

    @Test
    void drift_is_exact() {
        FrameClock fast = new FrameClock(0, 48_000, 100);
        assertEquals(48_000L * 1_000 + 4_800, fast.framesAt(1_000L * 10_000_000));
        FrameClock slow = new FrameClock(0, 44_100, -100_000);
        assertEquals(39_690, slow.framesAt(10_000_000));
    }

    @Test
    void times_are_exact_for_years() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long origin = random.nextLong(1L << 55);
            int rate = random.nextInt(8_000, 384_001);
            int drift = random.nextInt(-100_000, 100_001);
            FrameClock clock = new FrameClock(origin, rate, drift);
            long elapsed = random.nextLong(-DAY, 3_000 * DAY);
            BigInteger speed = BigInteger.valueOf(rate * (1_000_000L + drift));
            BigInteger unit = BigInteger.valueOf(1_000_000L * 10_000_000);
            BigInteger product = BigInteger.valueOf(elapsed).multiply(speed);
            BigInteger frames = product.subtract(product.mod(unit)).divide(unit);
            assertEquals(frames.longValueExact(), clock.framesAt(origin + elapsed));
            BigInteger due = frames.multiply(unit);
            BigInteger up = due.add(speed.subtract(BigInteger.ONE));
            BigInteger time = up.subtract(up.mod(speed)).divide(speed);
            long frame = frames.longValueExact();
            assertEquals(origin + time.longValueExact(), clock.timeOf(frame));
            assertEquals(frame, clock.firstFrameFrom(clock.timeOf(frame)));
            assertEquals(frame + 1, clock.firstFrameFrom(clock.timeOf(frame) + 1));
        }
    }

    @Test
    void the_nearest_frame_is_a_whole_second_later_after_a_second() {
        FrameClock clock = new FrameClock(1_000, 44_100);
        for (long start = 0; start < 1_000; start += 7) {
            assertEquals(44_100, clock.frameAt(start + 10_000_000) - clock.frameAt(start));
        }
        for (long frame = -100_000; frame < 100_000; frame += 13) {
            assertEquals(frame, clock.frameAt(clock.timeOf(frame)));
        }
        assertEquals(0, clock.frameAt(1_000 + 113)); // frames are 226.76 apart
        assertEquals(1, clock.frameAt(1_000 + 114));
        long century = 100L * 365 * 24 * 3_600;
        assertEquals(century * 44_100, clock.frameAt(1_000 + century * 10_000_000));
        assertEquals(1_000 + century * 10_000_000, clock.timeOf(century * 44_100));
    }
}

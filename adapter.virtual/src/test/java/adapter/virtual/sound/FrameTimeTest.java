package adapter.virtual.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameTimeTest {
    private final FrameTime time = new FrameTime(1_000, 44_100);

    @Test
    void counts_whole_seconds_exactly_whatever_the_phase() {
        for (long start = 0; start < 1_000; start += 7) {
            assertEquals(44_100, time.frameAt(start + 10_000_000) - time.frameAt(start));
        }
    }

    @Test
    void a_frame_is_at_its_time() {
        for (long frame = -100_000; frame < 100_000; frame += 13) {
            assertEquals(frame, time.frameAt(time.timeOf(frame)));
        }
    }

    @Test
    void does_not_overflow_in_a_century() {
        long century = 100L * 365 * 24 * 3_600;
        assertEquals(century * 44_100, time.frameAt(1_000 + century * 10_000_000));
        assertEquals(1_000 + century * 10_000_000, time.timeOf(century * 44_100));
        assertEquals(century * 1_000_000, time.microsOf(century * 44_100));
    }

    @Test
    void microseconds_are_rounded() {
        assertEquals(0, time.microsOf(0));
        assertEquals(23, time.microsOf(1));
        assertEquals(6_803, time.microsOf(300));
    }
}

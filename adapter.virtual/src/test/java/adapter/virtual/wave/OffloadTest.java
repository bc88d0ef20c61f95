package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.wave.TestDevice.Opened;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.adapter.StreamControls;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/** Volume, mute and meter, measured in what the loopback hears. */
@Timeout(60)
class OffloadTest {
    private static final WaveFormat FORMAT = WaveFormat.float32(48_000, 2);
    private static final int DECIBEL = 65_536;

    private final TestClock clock = new TestClock();
    private final TestDevice device = new TestDevice(clock, Map.of());
    private final Opened playing;
    private final Opened hearing;

    OffloadTest() throws IOException {
        playing = device.open("Speaker offload", FORMAT, 480, 1);
        hearing = device.open("Loopback", FORMAT, 48_000, 100);
        for (int i = 0; i < 960; i++) {
            playing.buffer().memory().setAtIndex(ValueLayout.JAVA_FLOAT, i, i % 2 == 0 ? 0.5f : -1);
        }
        hearing.stream().start();
        playing.stream().start();
    }

    private float heard(int frame, int channel) {
        long index = frame * 2L + channel;
        return hearing.buffer().memory().getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    @Test
    void full_volume_changes_nothing() {
        clock.advance(ReferenceTime.millis(10));
        byte[] sound = playing.buffer().memory().toArray(ValueLayout.JAVA_BYTE);
        byte[] same =
                hearing.buffer().memory().asSlice(0, sound.length).toArray(ValueLayout.JAVA_BYTE);
        assertArrayEquals(sound, same);
    }

    @Test
    void each_channel_has_its_volume() {
        playing.controls().level(0, -6 * DECIBEL, 0);
        playing.controls().level(1, Integer.MIN_VALUE, 0);
        clock.advance(ReferenceTime.millis(10));
        for (int frame = 0; frame < 480; frame++) {
            assertEquals(0.5 * Math.pow(10, -0.3), heard(frame, 0), 1e-6);
            assertEquals(0, heard(frame, 1));
        }
        assertEquals(-6 * DECIBEL, playing.controls().level(0));
    }

    @Test
    void a_ramp_takes_its_time_in_equal_steps_and_ends_exactly() {
        playing.controls().level(0, Integer.MIN_VALUE, ReferenceTime.millis(100));
        clock.advance(ReferenceTime.millis(200));
        for (int frame = 0; frame < 9_600; frame++) {
            double gain = Math.max(0, 1 - (frame + 1) / 4_800.0);
            assertEquals(0.5 * gain, heard(frame, 0), 1e-6, "frame " + frame);
            assertEquals(-1, heard(frame, 1));
        }
        assertEquals(0, heard(4_799, 0));
        playing.controls().level(0, 0, ReferenceTime.millis(10));
        clock.advance(ReferenceTime.millis(20));
        assertEquals(0.5f, heard(10_079, 0));
        assertTrue(heard(10_078, 0) < 0.5f);
    }

    @Test
    void mute_is_silence_and_leaves_the_volume() {
        StreamControls controls = playing.controls();
        controls.muted(1, true);
        clock.advance(ReferenceTime.millis(10));
        assertEquals(0.5f, heard(479, 0));
        assertEquals(0, heard(0, 1));
        assertTrue(controls.muted(1));
        controls.muted(1, false);
        clock.advance(ReferenceTime.millis(10));
        assertEquals(-1, heard(480, 1));
        assertFalse(controls.muted(1));
    }

    @Test
    void the_meter_tells_the_peak_since_it_was_asked() {
        StreamControls controls = playing.controls();
        assertEquals(0, controls.peak(0));
        clock.advance(ReferenceTime.millis(10));
        assertEquals(1 << 30, controls.peak(0));
        assertEquals(Integer.MAX_VALUE, controls.peak(1));
        assertEquals(0, controls.peak(1));
        controls.muted(1, true);
        clock.advance(ReferenceTime.millis(10));
        assertEquals(0, controls.peak(1));
        assertEquals(1 << 30, controls.peak(0));
    }

    @Test
    void levels_that_it_cannot_have_are_refused() {
        StreamControls controls = playing.controls();
        assertEquals(2, controls.channels());
        assertEquals(
                "a level lies in -6291456 … 0 (1/65536 dB) or is -2147483648 for silence: level=1",
                assertThrows(IllegalArgumentException.class, () -> controls.level(0, 1, 0))
                        .getMessage());
        assertEquals(
                "a ramp takes 0 or more: ramp100ns=-1",
                assertThrows(IllegalArgumentException.class, () -> controls.level(0, 0, -1))
                        .getMessage());
    }
}

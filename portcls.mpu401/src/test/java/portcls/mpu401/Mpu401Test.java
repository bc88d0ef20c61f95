package portcls.mpu401;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.time.ReferenceTime;
import portcls.testkit.FakeMpu401;

import java.util.List;

/** The way of an MPU-401 into UART mode. */
@Timeout(20)
final class Mpu401Test {
    private static final List<Integer> WHOLE_SEQUENCE = List.of(0xFF, 0xFF, 0x3F);

    private final FakeClock clock = new FakeClock();
    private final FakeMpu401 device = new FakeMpu401();
    private final Mpu401 mpu = new Mpu401(device, clock);

    @Test
    void startsWhenBothResetsAreAcknowledged() {
        assertTrue(mpu.start());
        assertEquals(WHOLE_SEQUENCE, device.commands);
        assertTrue(clock.now100ns < ReferenceTime.millis(50), "nothing to wait for");
    }

    @Test
    void startsWhenTheFirstResetOnlyLeavesUartMode() {
        device.uart = true;
        assertTrue(mpu.start());
        assertEquals(WHOLE_SEQUENCE, device.commands);
        assertTrue(clock.now100ns >= ReferenceTime.millis(50), "the first answer has its time");
    }

    @Test
    void failsWhenNoResetIsAcknowledged() {
        device.dumb = true;
        assertFalse(mpu.start());
        assertEquals(List.of(0xFF, 0xFF), device.commands);
        assertTrue(clock.now100ns >= ReferenceTime.millis(100), "both answers have their time");
        assertTrue(clock.now100ns < ReferenceTime.millis(110), "and no more");
    }

    @Test
    void failsWhenNoCommandIsTaken() {
        device.room = 0;
        assertFalse(mpu.start());
        assertEquals(List.of(), device.commands);
        assertTrue(clock.now100ns >= ReferenceTime.millis(50), "the device has its time");
        assertTrue(clock.now100ns < ReferenceTime.millis(60), "and no more");
    }

    @Test
    void givesUpUnderAClockThatStandsStill() {
        clock.tick100ns = 0;
        device.dumb = true;
        assertFalse(mpu.start());
    }

    @Test
    void oldInputIsNoAcknowledgement() {
        device.dumb = true;
        device.input.addAll(List.of(0x90, 60, 100));
        assertFalse(mpu.start());
    }

    @Test
    void findsTheAcknowledgementBehindOldInputAndLeavesNothing() {
        device.input.addAll(List.of(0x90, 60, 100));
        assertTrue(mpu.start());
        assertTrue(device.input.isEmpty(), "neither old input nor the answer to 0x3F");
    }

    @Test
    void stopLeavesUartModeAndDoesNotWaitForAnAnswer() {
        assertTrue(mpu.start());
        clock.now100ns = 0;
        mpu.stop();
        assertFalse(device.uart);
        assertTrue(clock.now100ns < ReferenceTime.millis(5));
    }
}

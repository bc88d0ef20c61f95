package portcls.api.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The wish for a buffer. */
class BufferTest {
    @Test
    void timesBecomeFrames() {
        assertEquals(480, Buffer.ofMillis(10).framesAt(48_000));
        assertEquals(441, Buffer.of(Duration.ofMillis(10)).framesAt(44_100));
        assertEquals(1, Buffer.of(Duration.ofNanos(1)).framesAt(8_000));
        assertEquals(Integer.MAX_VALUE, Buffer.of(Duration.ofDays(100)).framesAt(384_000));
        assertEquals(777, Buffer.ofFrames(777).framesAt(48_000));
        assertEquals(2, Buffer.smallest().framesAt(48_000));
    }

    @Test
    void theRestIsKeptWhenAPartIsChanged() {
        Buffer wish = Buffer.ofFrames(100).packets(4).hold(5, TimeUnit.SECONDS);
        assertEquals(new Buffer(100, Duration.ZERO, 4, Duration.ofSeconds(5)), wish);
        assertEquals(wish, wish.packets(2).packets(4));
        assertEquals(2, Buffer.ofMillis(1).packets());
        assertEquals(Duration.ZERO, Buffer.ofMillis(1).hold());
    }

    @Test
    void senselessWishesAreRefused() {
        assertEquals(
                "packets must lie in 1 … 64: packets=0",
                failure(() -> Buffer.ofFrames(10).packets(0)));
        assertEquals(
                "packets must lie in 1 … 64: packets=65",
                failure(() -> Buffer.ofFrames(10).packets(65)));
        assertEquals(
                "a buffer has a size: frames=0, duration=PT0S", failure(() -> Buffer.ofFrames(0)));
        assertEquals(
                "a buffer has a size: frames=0, duration=PT-0.001S",
                failure(() -> Buffer.ofMillis(-1)));
        assertEquals(
                "hold must not be negative: hold=PT-1S",
                failure(() -> Buffer.ofFrames(10).hold(-1, TimeUnit.SECONDS)));
    }

    private static @Nullable String failure(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}

package portcls.itest;

import static org.junit.Assert.assertEquals;

import portcls.api.client.WavePin;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;

import java.lang.foreign.MemorySegment;

/** Plays and compares sines in virtual time. */
final class Sound {
    private static final long STEP_100NS = ReferenceTime.millis(10);

    private Sound() {}

    /** Moves the clock until that many frames of a sine were handed over, never too late. */
    static void play(VirtualClock clock, WavePin pin, Sine sine, long frames) {
        long end = sine.frame() + frames;
        fill(pin, sine);
        pin.run();
        while (sine.frame() < end) {
            clock.advance(STEP_100NS);
            fill(pin, sine);
        }
    }

    /** Hands over what there is room for. */
    static void fill(WavePin pin, Sine sine) {
        for (MemorySegment packet = pin.pollPacket(); packet != null; packet = pin.pollPacket()) {
            sine.fill(packet);
            pin.commit();
        }
    }

    /**
     * The first sound of a recording is the first of a sine, and so on, bit by bit, on both
     * channels.
     *
     * @param frames how many are compared
     */
    static void assertExact(String what, Wav wav, Sine sine, int frames) {
        // The first sample of a sine is 0 and cannot be told from the silence before.
        int start = firstSound(wav) - 1;
        for (int i = 0; i < frames; i++) {
            double sample = sine.sample(i) / 32_768.0;
            assertEquals(what + ", frame " + i, sample, wav.left()[start + i], 0);
            assertEquals(what + ", frame " + i + ", right", -sample, wav.right()[start + i], 0);
        }
    }

    /** Number of the first frame that is not silent. */
    static int firstSound(Wav wav) {
        int start = 0;
        while (start < wav.frames() && wav.left()[start] == 0) {
            start++;
        }
        if (start == wav.frames()) {
            throw new AssertionError("it is silent");
        }
        return start;
    }
}

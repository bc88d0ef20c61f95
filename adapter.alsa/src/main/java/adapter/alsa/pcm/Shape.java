package adapter.alsa.pcm;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.ParameterCalls;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/**
 * How an open PCM was set up.
 *
 * @param samples format of its samples
 * @param mapped whether its buffer is worked in directly; else frames are handed over
 * @param period frames between two times that it wakes whoever waits
 * @param buffer size of ALSA's buffer in frames
 * @param target how many frames of it are kept filled when it plays
 * @param unclocked whether nothing paces it
 */
record Shape(
        SampleFormat samples,
        boolean mapped,
        int period,
        int buffer,
        int target,
        boolean unclocked) {
    // A period costs a wake; a long one delays sound for nothing, since packets are told of anyway.
    private static final int SHORTEST_PER_SECOND = 1_000;
    private static final int LONGEST_PER_SECOND = 50;

    /**
     * Sets a PCM up.
     *
     * @param packet wished period in frames; 1 to 20 ms of it are heeded
     * @param periods wished number of periods that are under way
     */
    static Shape install(
            Pcm pcm, SampleFormat samples, int channels, int rate, int packet, int periods)
            throws AlsaException {
        try (HwSpace space = new HwSpace(pcm)) {
            boolean mapped = space.canBeMapped();
            space.access(mapped);
            space.set(samples, channels, rate);
            int period =
                    space.periodNear(
                            Math.clamp(
                                    packet, rate / SHORTEST_PER_SECOND, rate / LONGEST_PER_SECOND));
            int wanted = Math.multiplyExact(period, periods);
            int buffer = space.bufferNear(wanted);
            space.install();
            // A device with a far larger buffer than wished need not be filled all the way.
            int target = buffer > 2 * wanted ? wanted : buffer;
            software(pcm, buffer - target + period);
            return new Shape(samples, mapped, period, buffer, target, pcm.isUnclocked());
        }
    }

    /** It starts when it is told to and not by itself, and wakes when there is room. */
    private static void software(Pcm pcm, long wakeAt) throws AlsaException {
        try (Arena arena = Arena.ofConfined()) {
            long params = arena.allocate(ParameterCalls.SW_SIZE.l(), Long.BYTES).address();
            var boundary = arena.allocate(ValueLayout.JAVA_LONG);
            pcm.check(
                    "does not tell how it is set", ParameterCalls.SW_CURRENT.i(pcm.handle, params));
            ParameterCalls.SW_BOUNDARY.i(params, boundary.address());
            ParameterCalls.SW_START_THRESHOLD.i(
                    pcm.handle, params, boundary.get(ValueLayout.JAVA_LONG, 0));
            ParameterCalls.SW_AVAIL_MIN.i(pcm.handle, params, wakeAt);
            pcm.check(
                    "cannot be told when to wake", ParameterCalls.SW_INSTALL.i(pcm.handle, params));
        }
    }
}

package adapter.virtual.ac97;

import java.util.Arrays;

/**
 * The last third of a second of what the codec gave out, for converters that hear it: in the mix,
 * and at the socket. Frames that were not played are silent. Its owner guards it.
 */
final class Played {
    private static final int FRAMES = 1 << 14;

    private final long[] numbers = new long[FRAMES];
    private final short[] mix = new short[2 * FRAMES];
    private final short[] socket = new short[2 * FRAMES];

    Played() {
        clear();
    }

    /** Forgets all: frames are counted on another grid from now on. */
    void clear() {
        Arrays.fill(numbers, Long.MIN_VALUE);
    }

    /** Notes frames. */
    void add(long frame, short[] mixed, short[] atSocket, int count) {
        for (int i = 0; i < count; i++) {
            int slot = slot(frame + i);
            numbers[slot] = frame + i;
            mix[2 * slot] = mixed[2 * i];
            mix[2 * slot + 1] = mixed[2 * i + 1];
            socket[2 * slot] = atSocket[2 * i];
            socket[2 * slot + 1] = atSocket[2 * i + 1];
        }
    }

    /** A sample of the mix. */
    int mix(long frame, int channel) {
        int slot = slot(frame);
        return numbers[slot] == frame ? mix[2 * slot + channel] : 0;
    }

    /** A sample at the socket. */
    int socket(long frame, int channel) {
        int slot = slot(frame);
        return numbers[slot] == frame ? socket[2 * slot + channel] : 0;
    }

    private static int slot(long frame) {
        return (int) (frame & FRAMES - 1);
    }
}

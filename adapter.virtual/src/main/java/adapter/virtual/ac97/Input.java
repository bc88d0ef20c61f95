package adapter.virtual.ac97;

import java.util.Arrays;

/** What is connected to the sockets of the codec, microphone and line in alike. */
@FunctionalInterface
interface Input {
    /** Nothing. */
    Input SILENCE = (_, _, to, count) -> Arrays.fill(to, 0, 2 * count, (short) 0);

    /**
     * Frames of 16-bit stereo.
     *
     * @param frame number of the first one since whoever hears it began
     * @param rate frames per second
     */
    void read(long frame, int rate, short[] to, int count);
}

package portcls.shell.wave;

import java.io.IOException;

/** Sound as float samples, ±1 at full scale, from its start to its end. For one thread. */
interface FloatSource extends AutoCloseable {
    /** Number of channels. */
    int channels();

    /** Frames per second. */
    int rate();

    /** Frames from start to end. */
    long frames();

    /**
     * Gives the next frames, channels interleaved.
     *
     * @param into from its start
     * @return how many: fewer than {@code count} only at the end
     */
    int read(float[] into, int count) throws IOException;

    @Override
    default void close() throws IOException {}
}

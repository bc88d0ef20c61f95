package portcls.shell.wave;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Sound in the format of the device that plays it. For one thread. */
interface Sound extends AutoCloseable {
    /** Frames from start to end. */
    long frames();

    /**
     * Gives the next frames.
     *
     * @param packet from its start
     * @return how many: fewer than {@code count} only at the end
     */
    int fill(MemorySegment packet, int count) throws IOException;

    @Override
    void close() throws IOException;
}

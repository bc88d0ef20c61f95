package adapter.virtual.wave;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** What a capture stream hears, in its format. Each stream has its own. */
interface CaptureSource {
    /** At PASSIVE, before frames are taken; also when it is open already. */
    default void open() throws IOException {}

    /**
     * The streaming thread: puts frames into memory.
     *
     * @param frame number of the first one, from the start of the stream
     * @param from number of the first one, from the start of the block
     * @return how many frames were lost, since they came too late
     */
    int read(long frame, int from, int count, MemorySegment to, long offset) throws IOException;

    /** At PASSIVE: lets go; opening it again begins at frame 0. */
    default void close() {}
}

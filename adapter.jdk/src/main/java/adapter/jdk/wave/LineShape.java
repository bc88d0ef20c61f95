package adapter.jdk.wave;

/**
 * How a stream goes through a line, in frames.
 *
 * <p>The line's own buffer is small, for everything in it is latency: three packets, but no less
 * than the platform's sound systems need and no more than hides their jitter. Render keeps it full
 * but for one block.
 *
 * @param packet one packet of the cyclic buffer
 * @param block what is moved at a time: a packet, or an equal part of one that is at most 10 ms
 * @param line wished size of the line's buffer
 */
record LineShape(int packet, int block, int line) {
    private static final int LEAST_LINE_MS = 50;
    private static final int MOST_LINE_MS = 80;
    private static final int SECOND_MS = 1_000;
    private static final int BLOCKS_PER_SECOND = 100; // 10 ms
    private static final int LEAST_PACKET_PER_SECOND = 1_000; // 1 ms

    /** For a packet of this size. */
    static LineShape of(int packetFrames, int rate) {
        int longest = Math.max(1, rate / BLOCKS_PER_SECOND);
        int blocks = Math.ceilDiv(packetFrames, longest);
        return new LineShape(
                packetFrames,
                Math.ceilDiv(packetFrames, blocks),
                Math.clamp(
                        3L * packetFrames,
                        LEAST_LINE_MS * rate / SECOND_MS,
                        MOST_LINE_MS * rate / SECOND_MS));
    }

    /** Size of a cyclic buffer of at least so many frames. */
    static int cyclic(int frames, int packets, int rate) {
        int least = Math.max(1, rate / LEAST_PACKET_PER_SECOND);
        return packets * Math.max(least, Math.ceilDiv(frames, packets));
    }

    /** Frames to keep in a line whose buffer came out so large: all but a block. */
    int target(int lineFrames) {
        return Math.max(1, Math.min(line, lineFrames) - blockFor(lineFrames));
    }

    /** What to move at a time through a line whose buffer came out so large. */
    int blockFor(int lineFrames) {
        return Math.max(1, Math.min(block, lineFrames / 2));
    }
}

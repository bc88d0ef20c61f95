package adapter.virtual.sound;

/** The last frames that were rendered, by their number. Not thread-safe. */
final class FrameHistory {
    private static final int FRAME_BYTES = FrameSource.FRAME_BYTES;

    private final byte[] bytes;
    private final int capacity;
    private long end;

    FrameHistory(int capacityFrames) {
        capacity = capacityFrames;
        bytes = new byte[capacityFrames * FRAME_BYTES];
    }

    /** Takes frames over; the first one has that number. */
    void add(long firstFrame, byte[] source, int offset, int frames) {
        int done = 0;
        while (done < frames) {
            int slot = Math.floorMod(firstFrame + done, capacity);
            int count = Math.min(frames - done, capacity - slot);
            System.arraycopy(
                    source,
                    offset + done * FRAME_BYTES,
                    bytes,
                    slot * FRAME_BYTES,
                    count * FRAME_BYTES);
            done += count;
        }
        end = firstFrame + frames;
    }

    /** Number after the last frame. */
    long end() {
        return end;
    }

    /** Appends the frames {@code from <= n < until} to a recording; they are still there. */
    void copyTo(WavRecording recording, long from, long until) {
        long frame = from;
        while (frame < until) {
            int slot = Math.floorMod(frame, capacity);
            int count = (int) Math.min(until - frame, capacity - slot);
            recording.write(bytes, slot * FRAME_BYTES, count * FRAME_BYTES);
            frame += count;
        }
    }
}

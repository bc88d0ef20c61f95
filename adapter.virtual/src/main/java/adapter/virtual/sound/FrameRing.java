package adapter.virtual.sound;

import java.util.concurrent.atomic.AtomicLong;

/** Stereo frames between the thread that renders and the one that plays; neither waits. */
final class FrameRing {
    private static final float SCALE = 1f / 32_768;

    private final float[] left;
    private final float[] right;
    private final int mask;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    /**
     * A ring.
     *
     * @param capacity frames, a power of 2
     */
    FrameRing(int capacity) {
        left = new float[capacity];
        right = new float[capacity];
        mask = capacity - 1;
    }

    /** Frames that wait. */
    int size() {
        return (int) (written.get() - read.get());
    }

    /** Adds frames of 16-bit stereo; false when there is no room for all: then none is taken. */
    boolean offer(byte[] data, int offset, int length) {
        int frames = length / FrameSource.FRAME_BYTES;
        if (size() + frames > left.length) {
            return false;
        }
        long at = written.get();
        for (int i = 0; i < frames; i++) {
            int byteAt = offset + i * FrameSource.FRAME_BYTES;
            int slot = (int) (at + i) & mask;
            left[slot] = sample(data, byteAt);
            right[slot] = sample(data, byteAt + 2);
        }
        written.set(at + frames);
        return true;
    }

    /** A sample of a frame that waits; 0 is the oldest. */
    float sample(int channel, int frame) {
        int slot = (int) (read.get() + frame) & mask;
        return channel == 0 ? left[slot] : right[slot];
    }

    /** Forgets the oldest frames. */
    void remove(int frames) {
        read.addAndGet(frames);
    }

    private static float sample(byte[] data, int at) {
        return (short) (data[at] & 0xFF | data[at + 1] << 8) * SCALE;
    }
}

package portcls.bench.stack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A sine of 1 kHz at 48 kHz, 16 bits, stereo, with a click twice a second, to be known again at the
 * other end.
 */
public final class TestTone {
    /** Frames per second. */
    public static final int RATE = 48_000;

    /** Frames between two clicks; the first frame is one. */
    public static final int CLICK_FRAMES = RATE / 2;

    /** Higher than anything else in it. */
    public static final short CLICK = 32_000;

    /** Bytes of a frame. */
    public static final int FRAME_BYTES = 4;

    private static final int PERIOD = 48;
    private static final short[] TABLE = new short[PERIOD];

    static {
        for (int i = 0; i < PERIOD; i++) {
            TABLE[i] = (short) Math.round(8_192 * Math.sin(2 * Math.PI * i / PERIOD));
        }
    }

    private TestTone() {}

    /** How a sample follows from the two before it, 2 cos ω. */
    public static double recurrence() {
        return 2 * Math.cos(2 * Math.PI / PERIOD);
    }

    /**
     * Writes frames.
     *
     * @param frame number of the first, from the start of the stream
     * @return whether there is a click among them
     */
    public static boolean fill(MemorySegment packet, long frame) {
        boolean clicks = false;
        int frames = (int) (packet.byteSize() / FRAME_BYTES);
        for (int i = 0; i < frames; i++) {
            boolean click = (frame + i) % CLICK_FRAMES == 0;
            short value = click ? CLICK : TABLE[(int) ((frame + i) % PERIOD)];
            clicks |= click;
            packet.set(ValueLayout.JAVA_SHORT_UNALIGNED, (long) i * FRAME_BYTES, value);
            packet.set(ValueLayout.JAVA_SHORT_UNALIGNED, (long) i * FRAME_BYTES + 2, value);
        }
        return clicks;
    }
}

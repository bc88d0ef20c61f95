package portcls.itest;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A sine in 16-bit stereo that goes on from packet to packet. */
final class Sine {
    static final int FRAME_BYTES = 4;

    private static final ValueLayout.OfShort SAMPLE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final double step;
    private final double amplitude;
    private long frame;

    Sine(double hertz, int rate, double amplitude) {
        step = 2 * Math.PI * hertz / rate;
        this.amplitude = amplitude;
    }

    /** Frames made so far. */
    long frame() {
        return frame;
    }

    /** A sample of the left channel; that of the right one is its negative. */
    short sample(long at) {
        return (short) Math.round(amplitude * Short.MAX_VALUE * Math.sin(step * at));
    }

    /** Fills a packet. */
    void fill(MemorySegment packet) {
        for (long i = 0; i < packet.byteSize() / FRAME_BYTES; i++) {
            short value = sample(frame++);
            packet.set(SAMPLE, i * FRAME_BYTES, value);
            packet.set(SAMPLE, i * FRAME_BYTES + 2, (short) -value);
        }
    }

    /** The left sample of a frame that was recorded. */
    static short left(MemorySegment packet, long at) {
        return packet.get(SAMPLE, at);
    }

    /** The right sample of a frame that was recorded. */
    static short right(MemorySegment packet, long at) {
        return packet.get(SAMPLE, at + 2);
    }
}

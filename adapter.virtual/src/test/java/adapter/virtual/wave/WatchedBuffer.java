package adapter.virtual.wave;

import portcls.api.ks.WaveFormat;
import portcls.testkit.TestBuffer;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.function.IntConsumer;

/** The port's end of a stream, whose memory can be taken away and whose progress is seen. */
final class WatchedBuffer extends TestBuffer {
    final Arena arena;

    /** Called after each advance with the number of frames. */
    volatile IntConsumer onAdvance = moved -> {};

    WatchedBuffer(WaveFormat format, int frames, int packets) {
        this(format, frames, packets, Arena.ofShared());
    }

    private WatchedBuffer(WaveFormat format, int frames, int packets, Arena arena) {
        super(format, frames, packets, arena);
        this.arena = arena;
    }

    @Override
    public void advance(long newPosition, long newTime100ns) {
        int moved = (int) (newPosition - position);
        super.advance(newPosition, newTime100ns);
        onAdvance.accept(moved);
    }

    /** Writes bytes of a sound over and over, from the start of the memory. */
    void put(byte[] sound) {
        for (long i = 0; i < memory().byteSize(); i++) {
            memory().set(ValueLayout.JAVA_BYTE, i, sound[(int) (i % sound.length)]);
        }
    }
}

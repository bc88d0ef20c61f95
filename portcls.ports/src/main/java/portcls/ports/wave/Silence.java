package portcls.ports.wave;

import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;

/** Silence in any format. */
public final class Silence {
    private static final byte UNSIGNED_ZERO = (byte) 0x80;

    private Silence() {}

    /** Fills a piece of memory; allocates nothing. */
    public static void fill(MemorySegment memory, WaveFormat format) {
        boolean unsigned = format.bitsPerSample() == Byte.SIZE && !format.isFloat();
        memory.fill(unsigned ? UNSIGNED_ZERO : 0);
    }
}

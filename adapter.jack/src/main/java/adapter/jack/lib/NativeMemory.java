package adapter.jack.lib;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The memory of the process by absolute address. Reading and writing it makes no objects. */
public final class NativeMemory {
    /** All of it; offsets are addresses. */
    public static final MemorySegment ALL = whole();

    /** A sample of a JACK port. */
    public static final ValueLayout.OfFloat SAMPLE = ValueLayout.JAVA_FLOAT;

    /** Bytes of a sample of a JACK port. */
    public static final int SAMPLE_BYTES = Float.BYTES;

    /** Samples as they lie in a cyclic buffer. */
    public static final ValueLayout.OfFloat FLOAT_LE =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public static final ValueLayout.OfInt INT_LE =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public static final ValueLayout.OfShort SHORT_LE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private NativeMemory() {}

    @SuppressWarnings("restricted")
    private static MemorySegment whole() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }

    /** The text at an address; empty for a null pointer. */
    static String text(long address) {
        return address == 0 ? "" : ALL.getString(address);
    }
}

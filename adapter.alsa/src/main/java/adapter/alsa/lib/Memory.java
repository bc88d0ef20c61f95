package adapter.alsa.lib;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory by its address: what C gives is an address, and a segment for each would be an object for
 * each. Nothing is checked. Any thread.
 */
public final class Memory {
    /** All of it; an offset into it is an address. */
    @SuppressWarnings("restricted")
    public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Memory() {}

    /** A C string; "" for NULL. */
    public static String string(long address) {
        return address == 0 ? "" : ALL.getString(address);
    }

    /** A C {@code int}. */
    public static int intAt(long address) {
        return ALL.get(ValueLayout.JAVA_INT, address);
    }

    /** A C {@code long} or a pointer. */
    public static long longAt(long address) {
        return ALL.get(ValueLayout.JAVA_LONG, address);
    }
}

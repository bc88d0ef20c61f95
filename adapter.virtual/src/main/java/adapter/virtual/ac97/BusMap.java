package adapter.virtual.ac97;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.BusMemory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The controller's view of memory: windows of whole pages below 4 GiB, each with a page behind it
 * where nothing is. An access outside of them moves nothing and is counted. Guarded by the lock of
 * the controller, so that nothing is touched any more once it is unmapped.
 */
final class BusMap implements BusMemory {
    private static final long PAGE = 4_096;
    private static final long LOWEST = 0x10_0000;
    private static final long END = 1L << 32;
    private static final ValueLayout.OfShort SAMPLE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt WORD =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final String device;
    private final Object lock;

    /** By address. */
    private Window[] windows = {};

    private long faults;
    private long lastFault;

    private record Window(long base, MemorySegment memory) {
        long end() {
            return base + memory.byteSize();
        }

        /** Where the next one may begin. */
        long next() {
            return (end() + PAGE - 1) / PAGE * PAGE + PAGE;
        }
    }

    /**
     * An empty one.
     *
     * @param device its id, for errors
     * @param lock what its owner holds while it reads and writes
     */
    BusMap(String device, Object lock) {
        this.device = device;
        this.lock = lock;
    }

    @Override
    public long map(MemorySegment memory) {
        synchronized (lock) {
            int index = 0;
            long base = LOWEST;
            while (index < windows.length && windows[index].base() < end(base, memory)) {
                base = windows[index].next();
                index++;
            }
            if (end(base, memory) > END) {
                throw new PortClsException(
                        Status.INSUFFICIENT_RESOURCES,
                        device
                                + " reaches the first 4 GiB, and there is no room left in them;"
                                + " close streams: bytes="
                                + memory.byteSize()
                                + ", windows="
                                + windows.length);
            }
            Window[] more = new Window[windows.length + 1];
            System.arraycopy(windows, 0, more, 0, index);
            System.arraycopy(windows, index, more, index + 1, windows.length - index);
            more[index] = new Window(base, memory);
            windows = more;
            return base;
        }
    }

    private static long end(long base, MemorySegment memory) {
        return new Window(base, memory).next();
    }

    @Override
    public void unmap(long busAddress) {
        synchronized (lock) {
            Window[] less =
                    Arrays.stream(windows)
                            .filter(window -> window.base() != busAddress)
                            .toArray(Window[]::new);
            if (less.length == windows.length) {
                throw new PortClsException(
                        Status.INVALID_PARAMETER,
                        "nothing is mapped for "
                                + device
                                + " there: busAddress=0x"
                                + Long.toHexString(busAddress));
            }
            windows = less;
        }
    }

    /** How many windows there are. */
    int windows() {
        synchronized (lock) {
            return windows.length;
        }
    }

    /** Accesses to where nothing is. */
    long faults() {
        synchronized (lock) {
            return faults;
        }
    }

    /** Address of the last one of them. */
    long lastFault() {
        synchronized (lock) {
            return lastFault;
        }
    }

    @Override
    public String description() {
        return "bus memory of " + device;
    }

    @Override
    public String toString() {
        return description();
    }

    // The controller, with the lock.

    /** Reads samples; false = not all are there. */
    boolean read(long address, short[] to, int at, int samples) {
        return copy(address, to, at, samples, false);
    }

    /** Writes samples; false = not all have a place. */
    boolean write(long address, short[] from, int at, int samples) {
        return copy(address, from, at, samples, true);
    }

    /** Reads two words of 32 bits; false = they are not there. */
    boolean readPair(long address, int[] to) {
        Window window = find(address);
        if (window == null || address + 2 * Integer.BYTES > window.end()) {
            return fault(address);
        }
        try {
            long offset = address - window.base();
            to[0] = window.memory().get(WORD, offset);
            to[1] = window.memory().get(WORD, offset + Integer.BYTES);
            return true;
        } catch (IllegalStateException | WrongThreadException e) {
            return fault(address); // whoever mapped it has let go of it
        }
    }

    private boolean copy(long address, short[] samples, int at, int count, boolean store) {
        int done = 0;
        while (done < count) {
            long here = address + (long) done * Short.BYTES;
            Window window = find(here);
            int part =
                    window == null
                            ? 0
                            : (int) Math.min(count - done, (window.end() - here) / Short.BYTES);
            if (window == null || part == 0) {
                return fault(here);
            }
            try {
                move(window.memory(), here - window.base(), samples, at + done, part, store);
            } catch (IllegalStateException
                    | WrongThreadException
                    | IllegalArgumentException
                    | UnsupportedOperationException e) {
                return fault(here); // closed, of another thread, or read-only
            }
            done += part;
        }
        return true;
    }

    private static void move(
            MemorySegment memory, long offset, short[] samples, int at, int count, boolean store) {
        if (store) {
            MemorySegment.copy(samples, at, memory, SAMPLE, offset, count);
        } else {
            MemorySegment.copy(memory, SAMPLE, offset, samples, at, count);
        }
    }

    private @Nullable Window find(long address) {
        int low = 0;
        int high = windows.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            Window window = windows[middle];
            if (address < window.base()) {
                high = middle - 1;
            } else if (address >= window.end()) {
                low = middle + 1;
            } else {
                return window;
            }
        }
        return null;
    }

    private boolean fault(long address) {
        faults++;
        lastFault = address;
        return false;
    }
}

package adapter.virtual;

/** A bounded queue of bytes, each with its time. Not thread-safe: its owner guards it. */
public final class TimedBytes {
    private final long[] times100ns;
    private final byte[] values;
    private int head;
    private int size;

    /** Makes an empty one. */
    public TimedBytes(int capacity) {
        times100ns = new long[capacity];
        values = new byte[capacity];
    }

    /** Appends a byte; false when the queue is full. */
    public boolean add(long time100ns, int value) {
        if (size == values.length) {
            return false;
        }
        int tail = (head + size) % values.length;
        times100ns[tail] = time100ns;
        values[tail] = (byte) value;
        size++;
        return true;
    }

    /** Time of the first byte; only when there is one. */
    public long firstTime100ns() {
        return times100ns[head];
    }

    /** Takes the first byte out, 0 … 255; only when there is one. */
    public int remove() {
        int value = values[head] & 0xFF;
        head = (head + 1) % values.length;
        size--;
        return value;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether the next {@link #add} would fail. */
    public boolean isFull() {
        return size == values.length;
    }

    /** Forgets all. */
    public void clear() {
        size = 0;
    }
}

package portcls.bench.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Numbers that one thread notes while time matters, and that go to a file after it. */
public final class Longs {
    private final long[] values;
    private volatile int count;

    /** Room for so many; those beyond are left out. */
    public Longs(int capacity) {
        values = new long[capacity];
    }

    /** Notes one. One thread. */
    public void add(long value) {
        int place = count;
        if (place < values.length) {
            values[place] = value;
            count = place + 1;
        }
    }

    /** Writes them, eight bytes each, in the order of this machine. */
    public void write(Path file) throws IOException {
        int there = count;
        ByteBuffer bytes = ByteBuffer.allocate(there * Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(values, 0, there);
        Files.write(file, bytes.array());
    }

    /** Reads a file of them. */
    public static long[] read(Path file) throws IOException {
        LongBuffer numbers =
                ByteBuffer.wrap(Files.readAllBytes(file))
                        .order(ByteOrder.nativeOrder())
                        .asLongBuffer();
        long[] read = new long[numbers.remaining()];
        numbers.get(read);
        return read;
    }
}

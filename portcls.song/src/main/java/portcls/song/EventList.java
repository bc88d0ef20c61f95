package portcls.song;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Messages one after the other, growing with what is really there. Times are whatever the owner
 * counts in: ticks while a file is read, 100 ns in a song.
 */
final class EventList {
    /** Most messages of a song, so that memory is bounded. */
    static final int MAX_EVENTS = 1 << 22;

    private static final int FIRST_EVENTS = 1024;

    private final String name;
    private final BitSet open = new BitSet();
    private long[] time = new long[FIRST_EVENTS];
    private int[] offset = new int[FIRST_EVENTS];
    private int[] length = new int[FIRST_EVENTS];
    private byte[] data = new byte[4 * FIRST_EVENTS];
    private int size;
    private int dataSize;

    /** A place to go back to. */
    record Mark(int size, int dataSize) {}

    EventList(String name) {
        this.name = name;
    }

    int size() {
        return size;
    }

    long time(int index) {
        return time[index];
    }

    /** Whether system exclusive goes on in the next message. */
    boolean isOpen(int index) {
        return open.get(index);
    }

    /** Begins a message; its bytes are put afterwards. */
    void start(long at) throws SongException {
        if (size == MAX_EVENTS) {
            throw new SongException(
                    name
                            + " holds more than "
                            + MAX_EVENTS
                            + " MIDI messages, which is more than can be played. Split it.");
        }
        if (size == time.length) {
            int more = 2 * size;
            time = Arrays.copyOf(time, more);
            offset = Arrays.copyOf(offset, more);
            length = Arrays.copyOf(length, more);
        }
        time[size] = at;
        offset[size] = dataSize;
        length[size] = 0;
        size++;
    }

    /** Adds a byte to the last message. */
    void put(int value) {
        ensure(1);
        data[dataSize++] = (byte) value;
        length[size - 1]++;
    }

    /** Adds bytes to the last message. */
    void put(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, data, dataSize, count);
        dataSize += count;
        length[size - 1] += count;
    }

    /** Says whether the last message leaves system exclusive open. */
    void setOpen(boolean value) {
        open.set(size - 1, value);
    }

    Mark mark() {
        return new Mark(size, dataSize);
    }

    /** Forgets what came after the mark. */
    void reset(Mark mark) {
        open.clear(mark.size, Math.max(size, mark.size));
        size = mark.size;
        dataSize = mark.dataSize;
    }

    /** The list itself as a song; times must be in 100 ns and in order. */
    Song toSong(String title, long duration100ns, List<Problem> problems) {
        return new Song(
                title,
                Arrays.copyOf(time, size),
                Arrays.copyOf(offset, size),
                Arrays.copyOf(length, size),
                Arrays.copyOf(data, dataSize),
                duration100ns,
                problems);
    }

    /** The messages of that order at those times as a song. */
    Song toSong(
            String title,
            int[] order,
            long[] time100ns,
            int count,
            long duration100ns,
            List<Problem> problems) {
        int[] from = new int[count];
        int[] bytes = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = offset[order[i]];
            bytes[i] = length[order[i]];
        }
        return new Song(
                title,
                Arrays.copyOf(time100ns, count),
                from,
                bytes,
                Arrays.copyOf(data, dataSize),
                duration100ns,
                problems);
    }

    private void ensure(int more) {
        if (dataSize + more > data.length) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, dataSize + more));
        }
    }
}

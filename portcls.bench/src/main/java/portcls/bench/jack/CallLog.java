package portcls.bench.jack;

import portcls.bench.stack.Longs;

import java.io.IOException;
import java.nio.file.Path;

/**
 * When callbacks began and how long they took, nanoseconds. The callback's thread writes; the file
 * is the same as that of the C client.
 */
final class CallLog {
    private static final int MOST_CALLS = 1_000_000;

    private final long[] begins = new long[MOST_CALLS];
    private final long[] durations = new long[MOST_CALLS];
    private int place;
    private volatile int count;
    private volatile boolean measuring;

    // The callback's own, between its two ends.
    private long begun;

    /** A callback begins. */
    void begin() {
        begun = System.nanoTime();
    }

    /** It ends. */
    void end() {
        int at = place;
        if (!measuring) {
            place = 0;
        } else if (at < MOST_CALLS) {
            begins[at] = begun;
            durations[at] = System.nanoTime() - begun;
            place = at + 1;
            count = at + 1;
        }
    }

    /** From now on callbacks count; they did not for at least one. */
    void start() {
        measuring = true;
    }

    void stop() {
        measuring = false;
    }

    /** Writes pairs of begin and duration. */
    void write(Path file) throws IOException {
        int calls = count;
        Longs pairs = new Longs(2 * calls);
        for (int i = 0; i < calls; i++) {
            pairs.add(begins[i]);
            pairs.add(durations[i]);
        }
        pairs.write(file);
    }
}

package portcls.bench.jack;

import org.jspecify.annotations.Nullable;

import portcls.bench.Percentiles;
import portcls.bench.stack.Answer;
import portcls.bench.stack.Child;
import portcls.bench.stack.Longs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What one contender did in all of its rounds with one period. */
final class Row {
    private static final double NANOS_PER_SECOND = 1e9;

    private final String label;
    private final Child contender;
    private final @Nullable Child garbage;
    private final String load;

    private final LongStream.Builder durations = LongStream.builder();
    private final LongStream.Builder deviations = LongStream.builder();
    private int frames;
    private int calls;
    private final List<Long> xruns = new ArrayList<>();
    private double late;
    private double serverLoad;
    private double allocated;
    private int rounds;

    /**
     * A row of the table.
     *
     * @param garbage a process that allocates beside it; null when it does so itself, or nobody
     * @param load {@code idle} or {@code garbage}, for a contender that allocates itself
     */
    Row(String label, Child contender, @Nullable Child garbage, String load) {
        this.label = label;
        this.contender = contender;
        this.garbage = garbage;
        this.load = load;
    }

    String label() {
        return label;
    }

    /** Plays one round. */
    void play(@Nullable Child observer, int period, long millis, Path file)
            throws IOException, InterruptedException {
        if (garbage != null) {
            garbage.say("start");
            garbage.expect("started");
        }
        contender.say("round " + period + " " + millis + " " + load + " " + file);
        contender.expect("begin");
        if (observer != null) {
            observer.say("");
            observer.expect("xruns=");
        }
        Answer end = new Answer(contender.expect("end"));
        if (observer != null) {
            observer.say("");
            Answer seen = new Answer(observer.expect("xruns="));
            xruns.add(seen.whole("xruns"));
            serverLoad += seen.number("load");
        }
        String closed = contender.expect("closed");
        if (garbage != null) {
            garbage.say("stop");
            closed = garbage.expect("stopped");
        }
        allocated += new Answer(closed).number("rate");
        late += end.number("late");
        rounds++;
        frames = period;
        read(file, Math.round(period * NANOS_PER_SECOND / JackServer.RATE));
    }

    private void read(Path file, long periodNanos) throws IOException {
        long[] pairs = Longs.read(file);
        int count = pairs.length / 2;
        for (int i = 0; i < count; i++) {
            durations.add(pairs[2 * i + 1]);
            if (i > 0) {
                deviations.add(Math.abs(pairs[2 * i] - pairs[2 * i - 2] - periodNanos));
            }
        }
        calls += count;
    }

    /** The whole of it. */
    Result result() {
        return new Result(
                frames,
                calls,
                List.copyOf(xruns),
                late,
                serverLoad / rounds,
                allocated / rounds,
                new Percentiles(durations.build().toArray()),
                new Percentiles(deviations.build().toArray()));
    }

    /**
     * Sums and distributions.
     *
     * @param period frames of a period
     * @param calls how many there were
     * @param xruns in each round, as the server told
     * @param late packets that the program was too late for
     * @param allocated beside it, bytes per second
     * @param load of the server, mean, percent
     * @param duration of callbacks
     * @param jitter how far the distance between two callbacks was from a period
     */
    record Result(
            int period,
            int calls,
            List<Long> xruns,
            double late,
            double load,
            double allocated,
            Percentiles duration,
            Percentiles jitter) {
        long allXruns() {
            return xruns.stream().mapToLong(Long::longValue).sum();
        }

        /** The sum and what it consists of, for example {@code 9=0+9+0}. */
        String xrunText() {
            return xruns.isEmpty()
                    ? "-"
                    : allXruns()
                            + "="
                            + xruns.stream().map(String::valueOf).collect(Collectors.joining("+"));
        }
    }
}

package portcls.bench.jack;

import org.jspecify.annotations.Nullable;

import portcls.bench.Report;
import portcls.bench.stack.Child;
import portcls.bench.stack.GarbageMain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * JACK clients side by side on JACK's dummy driver: how many xruns, how long in the callback, how
 * regular. They take turns in short rounds, in another order each time.
 */
public final class JackComparison {
    private static final int[] PERIODS = {64, 128, 256};
    private static final int G1_PERIOD = 128;
    private static final int ROUNDS = 3;
    private static final long ROUND_MILLIS = Long.getLong("bench.round.millis", 2_000);

    private static final long WARM_UP_MILLIS = 8_000;

    private static final double GIGA = 1e9;

    private static final String ZGC = "-XX:+UseZGC";
    private static final String G1 = "-XX:+UseG1GC";

    private static final String C_ALONE = "C client, callback alone";
    private static final String C = "C client with a program thread";
    private static final String JNAJACK = "JNAJack, ZGC";
    private static final String PORTCLS = "portcls, ZGC";
    private static final String PORTCLS_G1 = "portcls, G1";
    private static final String BESIDE = " + garbage";

    private final Path folder;
    private final Map<String, String> environment = JackServer.environment();
    private final List<Child> children = new ArrayList<>();
    private final Totals totals = new Totals();

    private JackComparison(Path folder) {
        this.folder = folder;
    }

    /** Prints the tables. */
    public static void run() throws IOException, InterruptedException {
        String missing = JackServer.missing();
        if (!missing.isEmpty()) {
            Report.line("JACK clients side by side: not run, %s", missing);
            return;
        }
        Path folder = Files.createTempDirectory("portcls-bench-jack");
        JackComparison comparison = new JackComparison(folder);
        try {
            comparison.compare();
        } finally {
            for (Child child : comparison.children) {
                child.close();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void compare() throws IOException, InterruptedException {
        Report.line(
                "JACK clients side by side: %d rounds of %.1f s each, in turns; stereo in and out,"
                        + " %d packets of a period",
                ROUNDS, ROUND_MILLIS / 1000.0, Contender.PACKETS);
        Report.line(
                "garbage: a thread in the same process that allocates as fast as it can; for the C"
                        + " client, which has none, a JVM with such a thread beside it");
        Report.line(
                "xruns (the sum of the rounds) and load as the server tells an observer; callback:"
                        + " time from its begin to its end; jitter: how far two begins are from a"
                        + " period apart; late: packets played as silence since the program was not"
                        + " ready (portcls: and those lost in xruns)");
        @Nullable NativeTool observing = tool("observer");
        @Nullable NativeTool client = tool("client");
        @Nullable Child alone =
                client == null
                        ? null
                        : keep(new Child(folder, environment, client.command("alone")));
        @Nullable Child thread =
                client == null
                        ? null
                        : keep(new Child(folder, environment, client.command("thread")));
        Child jnajack = java(ZGC, "jnajack");
        Child portcls = java(ZGC, "portcls");
        Child g1 = java(G1, "portcls");
        Child garbage = keep(Child.java(folder, environment, ZGC, GarbageMain.class));
        warmUp(List.of(jnajack, portcls, g1));
        for (int period : PERIODS) {
            List<Row> rows = new ArrayList<>();
            if (alone != null && thread != null) {
                rows.add(new Row(C_ALONE, alone, null, "idle"));
                rows.add(new Row(C, thread, null, "idle"));
                rows.add(new Row(C + BESIDE, thread, garbage, "idle"));
            }
            rows.add(new Row(JNAJACK, jnajack, null, "idle"));
            rows.add(new Row(JNAJACK + BESIDE, jnajack, null, "garbage"));
            rows.add(new Row(PORTCLS, portcls, null, "idle"));
            rows.add(new Row(PORTCLS + BESIDE, portcls, null, "garbage"));
            if (period == G1_PERIOD) {
                rows.add(new Row(PORTCLS_G1 + BESIDE, g1, null, "garbage"));
            }
            play(period, rows, observing);
            print(period, rows);
        }
        totals.print(C, JNAJACK, PORTCLS);
        totals.print(C + BESIDE, JNAJACK + BESIDE, PORTCLS + BESIDE);
    }

    /** Some thousand callbacks, so that what is measured is compiled. */
    private void warmUp(List<Child> jvms) throws IOException, InterruptedException {
        try (JackServer _ = new JackServer(PERIODS[0])) {
            for (Child jvm : jvms) {
                Path calls = folder.resolve("calls" + jvm.pid());
                jvm.say("round " + PERIODS[0] + " " + WARM_UP_MILLIS + " idle " + calls);
            }
            for (Child jvm : jvms) {
                jvm.expect("closed");
            }
        }
    }

    private void play(int period, List<Row> rows, @Nullable NativeTool observing)
            throws IOException, InterruptedException {
        try (JackServer _ = new JackServer(period)) {
            if (observing == null) {
                rounds(period, rows, null);
                return;
            }
            try (Child observer = new Child(folder, environment, observing.command())) {
                observer.expect("ready");
                rounds(period, rows, observer);
            }
        }
    }

    private void rounds(int period, List<Row> rows, @Nullable Child observer)
            throws IOException, InterruptedException {
        Path file = folder.resolve("calls");
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get((i + round * rows.size() / ROUNDS) % rows.size());
                row.play(observer, period, ROUND_MILLIS, file);
            }
        }
    }

    private void print(int period, List<Row> rows) {
        Report.line("");
        Report.line(
                "%-42s %5s %7s %12s %6s %6s | %8s %8s %9s | %8s %8s %9s",
                period + " frames",
                "GB/s",
                "calls",
                "xruns",
                "late",
                "load %",
                "call, µs",
                "99 %",
                "max",
                "jitter",
                "99 %",
                "max");
        for (Row row : rows) {
            Row.Result result = row.result();
            totals.add(row.label(), result);
            Report.line(
                    "%-42s %5.1f %7d %12s %6.0f %6.2f | %8.1f %8.1f %9.1f | %8.1f %8.1f %9.1f",
                    row.label(),
                    result.allocated() / GIGA,
                    result.calls(),
                    result.xrunText(),
                    result.late(),
                    result.load(),
                    result.duration().median(),
                    result.duration().p99(),
                    result.duration().max(),
                    result.jitter().median(),
                    result.jitter().p99(),
                    result.jitter().max());
        }
    }

    private Child java(String collector, String kind) throws IOException {
        return keep(Child.java(folder, environment, collector, ContenderMain.class, kind));
    }

    private Child keep(Child child) {
        children.add(child);
        return child;
    }

    private @Nullable NativeTool tool(String name) throws InterruptedException {
        try {
            return new NativeTool(folder, name);
        } catch (IOException e) {
            Report.line("rows are missing: %s", String.valueOf(e.getMessage()));
            return null;
        }
    }
}

package portcls.bench;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.LinkedHashMap;
import java.util.Map;

/** Runs {@link EventCost} and prints its table. */
final class EventCostReport {
    private static final double AIM_NANOS = 1000;

    /** Bytes an event: what the harness itself allocates in an iteration is far below this. */
    private static final double NOTHING = 0.5;

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("virtualOwnTimes", "port, virtual clock, 1 thread, each event at its own time");
        ROWS.put("virtualOneTime", "port, virtual clock, 1 thread, all events at one time");
        ROWS.put("systemNow", "port, system clock, sender and dispatch thread");
        ROWS.put("jdkSequencer", "JDK Sequencer, track in memory to a null Receiver");
    }

    /** One row. */
    private record Cost(double nanos, double error, double bytes) {}

    private EventCostReport() {}

    static void run() throws RunnerException {
        Report.line(
                "Cost per event, client to miniport (JMH, a minute and a half on an idle machine)");
        Map<String, Cost> costs = measure();
        Report.line("%-60s %10s %9s %11s %10s", "", "ns/event", "±", "Mevents/s", "B/event");
        for (Map.Entry<String, String> row : ROWS.entrySet()) {
            Cost cost = cost(costs, row.getKey());
            Report.line(
                    "%-60s %10.1f %9.1f %11.2f %10.4f",
                    row.getValue(), cost.nanos, cost.error, 1000 / cost.nanos, cost.bytes);
        }
        double own = cost(costs, "virtualOwnTimes").nanos;
        double threads = cost(costs, "systemNow").nanos;
        double peer = cost(costs, "jdkSequencer").nanos;
        Report.line(
                "compared: the port's time holds sending, queueing and ordering; the JDK's, from"
                        + " start() to the last event, only playing what was loaded before");
        Report.line(
                "ratio JDK / port: %.2f (virtual clock, own times), %.2f (system clock)",
                peer / own, peer / threads);
        Report.aimAtMost("ns per event, virtual clock", own, AIM_NANOS);
        Report.aimAtMost("ns per event, system clock", threads, AIM_NANOS);
        Report.aimAtMost(
                "bytes per event",
                Math.max(cost(costs, "virtualOwnTimes").bytes, cost(costs, "systemNow").bytes),
                NOTHING);
    }

    private static Map<String, Cost> measure() throws RunnerException {
        Map<String, Cost> costs = new LinkedHashMap<>();
        Runner runner =
                new Runner(
                        new OptionsBuilder()
                                .include(EventCost.class.getName() + "\\.")
                                .addProfiler(GCProfiler.class)
                                .verbosity(VerboseMode.SILENT)
                                .shouldFailOnError(true)
                                .build());
        for (RunResult result : runner.run()) {
            costs.put(
                    result.getPrimaryResult().getLabel(),
                    new Cost(
                            result.getPrimaryResult().getScore(),
                            result.getPrimaryResult().getScoreError(),
                            allocated(result)));
        }
        return costs;
    }

    private static double allocated(RunResult result) {
        for (String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith(ALLOCATED)) {
                return result.getSecondaryResults().get(name).getScore();
            }
        }
        return Double.NaN;
    }

    private static Cost cost(Map<String, Cost> costs, String benchmark) {
        Cost cost = costs.get(benchmark);
        if (cost == null) {
            throw new IllegalStateException(
                    "this benchmark was not run: " + benchmark + "; run=" + costs.keySet());
        }
        return cost;
    }
}

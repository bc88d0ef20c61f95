package portcls.bench;

import portcls.bench.alsa.AlsaComparison;
import portcls.bench.jack.JackComparison;
import portcls.bench.music.QueueCost;
import portcls.bench.music.RenderCost;
import portcls.bench.position.PositionReport;
import portcls.bench.property.PropertyCost;
import portcls.bench.stream.StreamCost;
import portcls.bench.topology.WalkCost;
import portcls.bench.wave.WavePorts;

import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, or all of them. */
public final class Benchmarks {
    private static final List<String> ORDER =
            List.of(
                    "lateness",
                    "event",
                    "queue",
                    "render",
                    "bind",
                    "stream",
                    "waveports",
                    "property",
                    "topology",
                    "position",
                    "jack",
                    "alsa");
    private static final Map<String, Benchmark> ALL =
            Map.ofEntries(
                    Map.entry("event", EventCostReport::run),
                    Map.entry("queue", QueueCost::run),
                    Map.entry("render", RenderCost::run),
                    Map.entry("lateness", Lateness::run),
                    Map.entry("bind", BindTime::run),
                    Map.entry("jack", JackComparison::run),
                    Map.entry("alsa", AlsaComparison::run),
                    Map.entry("position", PositionReport::run),
                    Map.entry("stream", StreamCost::run),
                    Map.entry("waveports", WavePorts::run),
                    Map.entry("property", PropertyCost::run),
                    Map.entry("topology", WalkCost::run));

    /** A benchmark prints its own table. */
    @FunctionalInterface
    private interface Benchmark {
        void run() throws Exception;
    }

    private Benchmarks() {}

    /** {@code true} stands for all: it is the value of a property that was given without one. */
    public static void main(String[] names) {
        List<String> wanted = names.length == 0 || "true".equals(names[0]) ? ORDER : List.of(names);
        for (String name : wanted) {
            if (!ALL.containsKey(name)) {
                System.err.println("there is no such benchmark; there are " + ORDER + ": " + name);
                System.exit(2);
            }
        }
        for (String name : wanted) {
            System.out.println(Machine.describe());
            try {
                ALL.getOrDefault(name, () -> {}).run();
            } catch (Exception e) {
                e.printStackTrace();
                System.exit(1); // a framework that was left running would keep us here
            }
            System.out.println();
        }
        System.out.println(Machine.describe());
        System.exit(0); // whatever a peer left running
    }
}

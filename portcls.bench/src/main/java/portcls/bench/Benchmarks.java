package portcls.bench;

import java.util.List;
import java.util.Map;

/**
 * Runs the benchmarks that are named, or all of them: {@code event}, {@code lateness}, {@code
 * bind}.
 */
public final class Benchmarks {
    private static final List<String> ORDER = List.of("lateness", "event", "bind");
    private static final Map<String, Benchmark> ALL =
            Map.of(
                    "event", EventCostReport::run,
                    "lateness", Lateness::run,
                    "bind", BindTime::run);

    /** A benchmark prints its own table. */
    @FunctionalInterface
    private interface Benchmark {
        void run() throws Exception;
    }

    private Benchmarks() {}

    /** {@code true} stands for all: it is the value of a property that was given without one. */
    public static void main(String[] names) throws Exception {
        List<String> wanted = names.length == 0 || "true".equals(names[0]) ? ORDER : List.of(names);
        for (String name : wanted) {
            if (!ALL.containsKey(name)) {
                System.err.println("there is no such benchmark; there are " + ORDER + ": " + name);
                System.exit(2);
            }
        }
        for (String name : wanted) {
            System.out.println(Machine.describe());
            ALL.getOrDefault(name, () -> {}).run();
            System.out.println();
        }
        System.out.println(Machine.describe());
        System.exit(0); // whatever a peer left running
    }
}

package portcls.bench.topology;

import com.sun.management.ThreadMXBean;

import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.bench.Report;
import portcls.bench.driver.NullMixer;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** What a walk from a pin to the jack costs, by the number of nodes and the shape of the graph. */
public final class WalkCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {10, 100, 1_000, 10_000};

    private static final int WARM_UP_NODES = 1_000;

    /** In smaller ones what each walk and each filter costs beside its nodes outweighs them. */
    private static final int FROM = 100;

    /** Short ones: some are disturbed by nobody. */
    private static final int TURNS = 40;

    private static final long TURN_NANOS = 20_000_000;
    private static final int FILTERS = 10;
    private static final double NANOS_PER_MICRO = 1000;

    /** Linear, and as much again for caches that are too small for the largest. */
    private static final double GROWTH = 2;

    private record Cost(double micros, double bytes) {}

    /**
     * A shape.
     *
     * @param pin where the walk begins
     * @param downstream whether it goes with the sound
     * @param question what is asked of the way
     */
    private record Shape(
            String label, Maker maker, int pin, boolean downstream, Consumer<AudioPath> question) {
        Shape(String label, Maker maker, int pin, boolean downstream) {
            this(label, maker, pin, downstream, _ -> {});
        }

        int walk(GraphHouse house, Filter filter) {
            try (AudioPath path = house.topology().path(filter, pin)) {
                question.accept(path);
                return path.elements().size();
            }
        }
    }

    /** Makes the mixers that have so many nodes together. */
    @FunctionalInterface
    private interface Maker {
        List<NullMixer> make(int nodes);
    }

    private static final List<Shape> SHAPES =
            List.of(
                    new Shape(
                            "chain over " + FILTERS + " filters",
                            nodes -> Shapes.chain(FILTERS, nodes, false),
                            Shapes.IN,
                            true),
                    new Shape(
                            "chain, 10 nodes a filter",
                            nodes -> Shapes.chain(nodes / 10, nodes, false),
                            Shapes.IN,
                            true),
                    new Shape(
                            "mixer, from the SUM to its sources", Shapes::broad, Shapes.OUT, false),
                    new Shape("mixer, from one source to the jack", Shapes::broad, Shapes.IN, true),
                    new Shape(
                            "chain over " + FILTERS + " filters, the volume",
                            nodes -> Shapes.chain(FILTERS, nodes, true),
                            Shapes.IN,
                            true,
                            path -> use(path.volume().stream().toList())),
                    new Shape(
                            "chain over " + FILTERS + " filters, all asked",
                            nodes -> Shapes.chain(FILTERS, nodes, true),
                            Shapes.IN,
                            true,
                            path -> use(path.controls())));

    private WalkCost() {}

    /** Prints the table. */
    public static void run() {
        Report.line(
                "Walk from a pin to the jack (best of %d turns); the peer, plain objects with lists"
                        + " of neighbours, has its graph beforehand",
                TURNS);
        Report.line(
                "%-36s %8s %8s %12s %10s %12s %12s %8s",
                "", "nodes", "places", "µs/walk", "ns/place", "B/place", "plain, µs", "ratio");
        SHAPES.forEach(WalkCost::warmUp);
        SHAPES.forEach(WalkCost::measure);
    }

    /** Small graphs come first, and should not pay for the compiler. */
    private static void warmUp(Shape shape) {
        try (GraphHouse house = new GraphHouse(shape.maker().make(WARM_UP_NODES))) {
            Filter filter = house.filters().getFirst();
            PlainGraph plain = new PlainGraph(house.filters(), shape.pin(), shape.downstream());
            var _ = best(() -> shape.walk(house, filter));
            var _ = best(plain::walk);
        }
    }

    private static void measure(Shape shape) {
        double first = 0;
        double last = 0;
        for (int nodes : SIZES) {
            try (GraphHouse house = new GraphHouse(shape.maker().make(nodes))) {
                Filter filter = house.filters().getFirst();
                PlainGraph plain = new PlainGraph(house.filters(), shape.pin(), shape.downstream());
                int places = shape.walk(house, filter);
                if (places != plain.walk()) {
                    throw new IllegalStateException(
                            "the ways differ: places=" + places + ", plain=" + plain.walk());
                }
                Cost own = best(() -> shape.walk(house, filter));
                Cost peer = best(plain::walk);
                Report.line(
                        "%-36s %8d %8d %12.2f %10.1f %12.1f %12.2f %8.1f",
                        shape.label(),
                        nodes,
                        places,
                        own.micros(),
                        own.micros() * NANOS_PER_MICRO / places,
                        own.bytes() / places,
                        peer.micros(),
                        own.micros() / peer.micros());
                first = nodes == FROM ? own.micros() / nodes : first;
                last = own.micros() / nodes;
            }
        }
        Report.aimAtMost(
                "growth of the time per node from " + FROM + " to 10 000 nodes, " + shape.label(),
                last / first,
                GROWTH);
    }

    private static void use(List<AudioControl> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("the way has no control");
        }
    }

    private static Cost best(IntSupplier walk) {
        double micros = Double.MAX_VALUE;
        double bytes = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            long allocated = THREADS.getTotalThreadAllocatedBytes();
            long begin = System.nanoTime();
            long walks = 0;
            long sum = 0;
            do {
                sum += walk.getAsInt();
                walks++;
            } while (System.nanoTime() - begin < TURN_NANOS);
            if (sum == 0) {
                throw new IllegalStateException("nothing was reached");
            }
            micros = Math.min(micros, (System.nanoTime() - begin) / NANOS_PER_MICRO / walks);
            bytes = (double) (THREADS.getTotalThreadAllocatedBytes() - allocated) / walks;
        }
        return new Cost(micros, bytes);
    }
}

package portcls.bench.wave;

import org.osgi.framework.BundleException;

import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.bench.Container;
import portcls.bench.Report;
import portcls.bench.stack.Ends;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The drivers that ship, each over a simulated device, in a real container: processor time of all
 * threads, less what they take while nobody plays. Most of it is the simulation's.
 */
final class StockDrivers implements AutoCloseable {
    /** One that all three of them have. */
    private static final WaveFormat FORMAT = WaveFormat.pcm(44_100, 16, 2);

    private static final int PACKET_FRAMES = 441;
    private static final int ROUNDS = 3;
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final double NANOS_PER_MICRO = 1000;

    /** Held, so that its level stays. */
    private static final Logger LOG = Logger.getLogger("portcls");

    private final Container container;
    private final MemorySegment sound =
            Arena.ofAuto().allocate((long) PACKET_FRAMES * FORMAT.blockAlign(), Short.BYTES);

    /** A device and what was measured of it. */
    private static final class Row {
        final String device;
        final String label;
        final List<Double> costs = new ArrayList<>();
        long glitches;

        Row(String device, String driver) {
            this.device = device;
            label = driver + " on " + device;
        }

        void forget() {
            costs.clear();
            glitches = 0;
        }
    }

    private StockDrivers() throws Exception {
        LOG.setLevel(Level.WARNING);
        container =
                Container.open(
                        Map.of(),
                        List.of(
                                "miniport.wavert",
                                "miniport.wavecyclic",
                                "miniport.wavepci",
                                "adapter.virtual"));
    }

    /** Prints the table. */
    static void run(Duration turn) throws Exception {
        Report.line(
                "%-40s %12s %9s", "stock drivers, simulations: all threads", "µs/s", "glitches");
        List<Row> rows =
                List.of(
                        new Row("virtual:speaker", "miniport.wavert"),
                        new Row("virtual:sb16", "miniport.wavecyclic"),
                        new Row("virtual:ac97", "miniport.wavepci"));
        List<Double> idle = new ArrayList<>();
        try (StockDrivers drivers = new StockDrivers()) {
            // The first round is for the compiler.
            for (int round = 0; round <= ROUNDS; round++) {
                double rest = drivers.measure(turn);
                idle.add(rest);
                for (Row row : rows) {
                    drivers.play(row, turn, rest);
                }
                if (round == 0) {
                    rows.forEach(Row::forget);
                    idle.clear();
                }
            }
        }
        for (Row row : rows) {
            Report.line("%-40s %12.1f %9d", row.label, median(row.costs), row.glitches);
        }
        Report.line("%-40s %12.1f", "nobody plays (taken off)", median(idle));
    }

    @Override
    public void close() throws IOException, BundleException {
        container.close();
    }

    private void play(Row row, Duration time, double rest) throws InterruptedException {
        Filter filter =
                container.await(
                        Filter.class, "(&(portcls.device=" + row.device + ")(portcls.subdevice=))");
        try (WavePin pin =
                filter.openRender(
                        FORMAT,
                        Buffer.ofFrames(PACKET_FRAMES * NullStream.PACKETS)
                                .packets(NullStream.PACKETS))) {
            pin.run();
            Thread program = Thread.ofPlatform().daemon().name("program").start(() -> program(pin));
            Thread.sleep(SETTLE);
            long before = pin.glitches();
            row.costs.add(measure(time) - rest);
            row.glitches += pin.glitches() - before;
            program.interrupt();
            Ends.await(program);
        }
    }

    private void program(WavePin pin) {
        try {
            while (true) {
                MemorySegment packet = pin.awaitPacket();
                MemorySegment.copy(
                        sound, 0, packet, 0, Math.min(sound.byteSize(), packet.byteSize()));
                pin.commit();
            }
        } catch (InterruptedException _) {
            // The turn is over.
        }
    }

    /** Processor time of a second from now on, µs. */
    private double measure(Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        double before = ThreadCosts.ofAll();
        Thread.sleep(time);
        double took = ThreadCosts.ofAll() - before;
        double seconds = (double) (System.nanoTime() - begin) / Duration.ofSeconds(1).toNanos();
        return took / seconds / NANOS_PER_MICRO;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}

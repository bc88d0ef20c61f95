package portcls.bench;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

import portcls.api.midi.IMiniportMidi;
import portcls.bench.driver.NullMidi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How long a driver takes from its start to its filter, alone and among many, in a real Felix. */
final class BindTime {
    private static final int STARTS = 50;
    private static final int WARM_UP_STARTS = 20;
    private static final int WARM_UP_MINIPORTS = 200;

    /** Number of miniports, and how often it is measured. */
    private static final int[][] GROWTH = {{1, 21}, {10, 21}, {100, 9}, {1000, 3}};

    private static final int COMPARED = 10;

    /** A miniport among 1000 may take so many times what it takes among 10. */
    private static final double NEAR_LINEAR = 2;

    /** Held, so that its level stays: each bind says a line at INFO. */
    private static final Logger LOG = Logger.getLogger("portcls");

    private BindTime() {}

    static void run() throws Exception {
        LOG.setLevel(Level.WARNING);
        try (Container container = new Container();
                FilterWatch filters = new FilterWatch(container.context())) {
            starts(container.context(), filters);
            growth(container.context(), filters);
        }
    }

    private static void starts(BundleContext context, FilterWatch filters) throws Exception {
        long first = start(context, filters);
        for (int i = 0; i < WARM_UP_STARTS; i++) {
            start(context, filters);
        }
        long[] nanos = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            nanos[i] = start(context, filters);
        }
        Percentiles times = new Percentiles(nanos);
        Report.line("From bundle.start() of a new driver bundle to its filter in the registry");
        Report.line("%-45s %12s %12s %12s", "µs", "median", "99 %", "max");
        Report.line(
                "%-45s %12.0f %12.0f %12.0f",
                STARTS + " bundles, one after the other", times.median(), times.p99(), times.max());
        Report.line("the very first, nothing warm: %.0f µs", new Percentiles(first).max());
    }

    /** Installs, starts, waits for the filter, takes away. */
    private static long start(BundleContext context, FilterWatch filters)
            throws IOException, BundleException, InterruptedException {
        Bundle bundle = context.installBundle("bench:driver", DriverJar.driver());
        long begin = System.nanoTime();
        bundle.start();
        long end = filters.await(1);
        bundle.uninstall();
        filters.await(0);
        return end - begin;
    }

    private static void growth(BundleContext context, FilterWatch filters) throws Exception {
        Bundle host = context.installBundle("bench:host", DriverJar.host());
        host.start();
        new Crowd(host, WARM_UP_MINIPORTS).comeAndGo(filters);
        Report.line("");
        Report.line("Miniports that come at once: until all filters are there, until all are gone");
        Report.line(
                "%10s %6s %14s %16s %14s %16s",
                "miniports", "rounds", "there, ms", "µs/miniport", "gone, ms", "µs/miniport");
        double compared = Double.NaN;
        double last = Double.NaN;
        for (int[] step : GROWTH) {
            int miniports = step[0];
            int rounds = step[1];
            long[] there = new long[rounds];
            long[] gone = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                Crowd.Times times = new Crowd(host, miniports).comeAndGo(filters);
                there[i] = times.there();
                gone[i] = times.gone();
            }
            double thereMicros = new Percentiles(there).median();
            double goneMicros = new Percentiles(gone).median();
            last = thereMicros / miniports;
            compared = miniports == COMPARED ? last : compared;
            Report.line(
                    "%10d %6d %14.2f %16.1f %14.2f %16.1f",
                    miniports,
                    rounds,
                    thereMicros / 1000,
                    last,
                    goneMicros / 1000,
                    goneMicros / miniports);
        }
        Report.aimAtMost(
                "a miniport among 1000 against one among 10", last / compared, NEAR_LINEAR);
    }

    /** Miniports that are devices of their own, each with a pid of its own. */
    private static final class Crowd {
        private final BundleContext context;
        private final List<Object> miniports = new ArrayList<>();

        /** How long it took, ns. */
        record Times(long there, long gone) {}

        Crowd(Bundle host, int size) throws ReflectiveOperationException {
            context = host.getBundleContext();
            Class<?> type = host.loadClass(NullMidi.class.getName());
            for (int i = 0; i < size; i++) {
                miniports.add(type.getConstructor().newInstance());
            }
        }

        Times comeAndGo(FilterWatch filters) throws InterruptedException {
            List<ServiceRegistration<?>> registrations = new ArrayList<>();
            long begin = System.nanoTime();
            for (Object miniport : miniports) {
                Map<String, ?> pid = Map.of(Constants.SERVICE_PID, "bench." + registrations.size());
                registrations.add(
                        context.registerService(
                                IMiniportMidi.class.getName(),
                                miniport,
                                FrameworkUtil.asDictionary(pid)));
            }
            long there = filters.await(miniports.size()) - begin;
            long goes = System.nanoTime();
            registrations.forEach(ServiceRegistration::unregister);
            filters.await(0);
            return new Times(there, System.nanoTime() - goes);
        }
    }
}

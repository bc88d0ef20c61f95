package portcls.ports.time;

import portcls.api.time.ReferenceTime;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The master clock of a running system: {@link System#nanoTime()} as 100 ns, counted from 1 January
 * 1601. It does not follow changes of the calendar clock.
 */
public final class SystemClock implements HouseClock {
    /** How long before a due time a dispatcher stops parking and spins, 100 ns. */
    private static final long SPIN_100NS =
            Math.max(0, Long.getLong("portcls.spin.micros", 150)) * ReferenceTime.MICROSECOND;

    private static final Instant EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    private final long startNanos = System.nanoTime();
    private final long start100ns =
            EPOCH.until(Instant.now(), ChronoUnit.MICROS) * ReferenceTime.MICROSECOND;
    private final Dispatcher alarms = newDispatcher("clock");

    @Override
    public long getTime() {
        return start100ns + (System.nanoTime() - startNanos) / 100;
    }

    @Override
    public Dispatcher newDispatcher(String name) {
        long spin = Runtime.getRuntime().availableProcessors() > 1 ? SPIN_100NS : 0;
        return new ThreadDispatcher(name, this, spin);
    }

    @Override
    public Dispatcher alarms() {
        return alarms;
    }

    @Override
    public void close() {
        alarms.close();
    }
}

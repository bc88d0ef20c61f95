package portcls.bench;

import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;

import portcls.api.client.Filter;

import java.util.concurrent.TimeUnit;

/** Watches the filters in the service registry: how many there are, and when the last one came. */
final class FilterWatch implements AllServiceListener, AutoCloseable {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final BundleContext context;
    private int count;
    private long changedAt;

    FilterWatch(BundleContext context) throws InvalidSyntaxException {
        this.context = context;
        String filters = "(" + Constants.OBJECTCLASS + "=" + Filter.class.getName() + ")";
        context.addServiceListener(this, filters);
    }

    @Override
    public synchronized void serviceChanged(ServiceEvent event) {
        switch (event.getType()) {
            case ServiceEvent.REGISTERED -> count++;
            case ServiceEvent.UNREGISTERING -> count--;
            default -> {
                return;
            }
        }
        changedAt = System.nanoTime();
        notifyAll();
    }

    /** Waits until there are so many filters; the nano time at which that became so. */
    synchronized long await(int wanted) throws InterruptedException {
        long begin = System.nanoTime();
        while (count != wanted) {
            long rest = LIMIT_NANOS - (System.nanoTime() - begin);
            if (rest <= 0) {
                throw new IllegalStateException(
                        "filters are missing: wanted=" + wanted + ", there are=" + count);
            }
            TimeUnit.NANOSECONDS.timedWait(this, rest);
        }
        return changedAt;
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
    }
}

package portcls.ports.device;

import portcls.api.adapter.Adapter;
import portcls.ports.time.HouseClock;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** All devices that are there, by adapter object. Thread-safe. */
public final class Devices implements AutoCloseable {
    private final HouseClock clock;
    private final AtomicInteger threadNumber = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::newThread);
    private final Map<Adapter, Device> devices = new ConcurrentHashMap<>();

    public Devices(HouseClock clock) {
        this.clock = clock;
    }

    /** The device of an adapter; made when it is not known yet. */
    public Device of(Adapter adapter) {
        return devices.computeIfAbsent(adapter, it -> new Device(it, clock, threads));
    }

    /** The adapter went. */
    public void forget(Adapter adapter) {
        Device device = devices.remove(adapter);
        if (device != null) {
            device.close();
        }
    }

    /** Threads for work that may block: workers, listeners of events and removals. */
    public ExecutorService threads() {
        return threads;
    }

    /** The master clock. */
    public HouseClock clock() {
        return clock;
    }

    @Override
    public void close() {
        devices.values().forEach(Device::close);
        devices.clear();
        threads.shutdown();
    }

    private Thread newThread(Runnable work) {
        // It outlives the thread that happens to need it first, and must not keep hold of its
        // bundle.
        Thread thread =
                new Thread(
                        null, work, "portcls-worker-" + threadNumber.incrementAndGet(), 0, false);
        thread.setContextClassLoader(Devices.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}

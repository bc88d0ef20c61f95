package portcls.ports.device;

import portcls.api.PortClsException;
import portcls.api.adapter.Adapter;
import portcls.ports.time.HouseClock;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * All devices that are there, by adapter object, whatever its equals says. An adapter need not be
 * announced to have a device, but once it went it has none until it comes anew. Thread-safe.
 */
public final class Devices implements AutoCloseable {
    private final HouseClock clock;
    private final AtomicInteger threadNumber = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::newThread);
    private final IdentityHashMap<Adapter, Device> devices = new IdentityHashMap<>();

    /** Weak: to remember that an adapter went must not keep its bundle. */
    private final List<WeakReference<Adapter>> departed = new ArrayList<>();

    /** Sees each device before anybody uses it. */
    private volatile Consumer<Device> newcomers = device -> {};

    public Devices(HouseClock clock) {
        this.clock = clock;
    }

    /**
     * The device of an adapter; made when it is not known yet.
     *
     * @throws PortClsException DEVICE_REMOVED when the adapter went
     */
    public Device of(Adapter adapter) {
        Device known = find(adapter).orElse(null);
        return known == null ? keep(make(adapter)) : known;
    }

    /** The device of an adapter, if there is one already. */
    public synchronized Optional<Device> find(Adapter adapter) {
        return Optional.ofNullable(devices.get(adapter));
    }

    /** All devices that are there. */
    public synchronized List<Device> all() {
        return List.copyOf(devices.values());
    }

    /** Has somebody look at each device that is made, before it is used. */
    public void onNewDevice(Consumer<Device> listener) {
        newcomers = listener;
    }

    /** The adapter came, perhaps anew. */
    public synchronized void arrived(Adapter adapter) {
        departed.removeIf(reference -> reference.get() == null || reference.refersTo(adapter));
    }

    /** The adapter went. */
    public void forget(Adapter adapter) {
        Device device;
        synchronized (this) {
            arrived(adapter);
            departed.add(new WeakReference<>(adapter));
            device = devices.remove(adapter);
        }
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
        List<Device> all;
        synchronized (this) {
            all = List.copyOf(devices.values());
            devices.clear();
        }
        all.forEach(Device::close);
        threads.shutdown();
    }

    private Device make(Adapter adapter) {
        Device made = new Device(adapter, clock, threads);
        newcomers.accept(made);
        return made;
    }

    /** The first of a device that two threads make at once is kept. */
    private Device keep(Device made) {
        Adapter adapter = made.adapter();
        Device kept;
        synchronized (this) {
            if (departed.stream().noneMatch(reference -> reference.refersTo(adapter))) {
                devices.putIfAbsent(adapter, made);
            }
            kept = devices.get(adapter);
        }
        if (kept != made) {
            made.close();
        }
        if (kept == null) {
            throw Device.departed(adapter);
        }
        return kept;
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

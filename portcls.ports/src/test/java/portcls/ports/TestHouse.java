package portcls.ports;

import portcls.api.IMiniport;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.client.Filter;
import portcls.api.client.Registration;
import portcls.ports.device.Devices;
import portcls.ports.midi.MusicPort;
import portcls.ports.port.PortDriver;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.registry.RegistryKeys;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.HouseClock;
import portcls.ports.time.ManualClock;
import portcls.ports.wavert.WaveRtPort;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The ports without a framework: a list instead of the service registry, and a clock that is moved
 * by hand.
 */
public final class TestHouse implements AutoCloseable {
    /** How long a condition may take. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    public final HouseClock clock;
    public final Devices devices;
    public final PortSystem system;
    public final List<Filter> published = new CopyOnWriteArrayList<>();
    public final List<Map<String, Object>> publishedProperties = new CopyOnWriteArrayList<>();
    public final List<String> broken = new CopyOnWriteArrayList<>();

    /** On a virtual clock. */
    public TestHouse() {
        this(new ManualClock(), Duration.ofMillis(500));
    }

    public TestHouse(HouseClock clock, Duration quiesceLimit) {
        this(clock, quiesceLimit, new ConfigurationRegistry(Optional::empty));
    }

    public TestHouse(HouseClock clock, Duration quiesceLimit, RegistryKeys registry) {
        this.clock = clock;
        devices = new Devices(clock);
        system =
                new PortSystem(
                        devices,
                        this::publish,
                        registry,
                        wanted -> {
                            throw new PortClsException(
                                    Status.NOT_FOUND, "no catalog here: " + wanted);
                        },
                        quiesceLimit,
                        this::broken);
    }

    /** The virtual clock. */
    public ManualClock time() {
        return (ManualClock) clock;
    }

    /** Binds a miniport to a new device and registers its filter. */
    public MusicPort bind(String id, IMiniport miniport) {
        return bind(device(id), miniport);
    }

    /** Binds a miniport to a device and registers its filter. */
    public MusicPort bind(Adapter device, IMiniport miniport) {
        return bind(PortClass.MIDI, device, miniport);
    }

    /** Binds a DMus miniport to a device and registers its filter. */
    public MusicPort bindMusic(Adapter device, IMiniport miniport) {
        return bind(PortClass.DMUS, device, miniport);
    }

    /** Binds a miniport to a port of that class and registers its filter. */
    public MusicPort bind(PortClass portClass, Adapter device, IMiniport miniport) {
        MusicPort port = (MusicPort) system.newPort(portClass);
        port.init(device, miniport, ResourceList.of(device.resources()));
        system.registerSubdevice(device, "", port);
        return port;
    }

    /** Binds a wave miniport to a device and registers its filter. */
    public WaveRtPort bindWave(Adapter device, IMiniport miniport) {
        WaveRtPort port = (WaveRtPort) system.newPort(PortClass.WAVERT);
        port.init(device, miniport, ResourceList.of(device.resources()));
        system.registerSubdevice(device, "", port);
        return port;
    }

    /** A device with nothing but an id. */
    public static Adapter device(String id, Resource... resources) {
        return new TestDevice(id, List.of(resources), 4);
    }

    /** A device. */
    public record TestDevice(String id, List<Resource> resources, int maximumSubdevices)
            implements Adapter {
        @Override
        public List<String> hardwareIds() {
            return List.of(id);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Waits for a condition. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain for: " + what);
            }
            LockSupport.parkNanos(200_000);
        }
    }

    @Override
    public void close() {
        devices.close();
        clock.close();
    }

    private Registration publish(Filter filter, Map<String, Object> properties) {
        published.add(filter);
        publishedProperties.add(properties);
        return () -> {
            published.remove(filter);
            publishedProperties.remove(properties);
        };
    }

    private void broken(PortDriver port, String why) {
        broken.add(why);
        port.depart(
                new portcls.api.client.Removal(
                        portcls.api.client.RemovalReason.FAILED, why, java.time.Instant.now()));
    }
}

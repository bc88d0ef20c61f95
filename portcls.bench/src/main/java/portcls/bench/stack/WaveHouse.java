package portcls.bench.stack;

import miniport.wavert.WaveMiniport;

import portcls.api.IPort;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.adapter.WaveEngine;
import portcls.api.client.Filter;
import portcls.ports.device.Devices;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.HouseClock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The WaveRT port and its stock driver over a wave engine, without a framework. */
public final class WaveHouse implements AutoCloseable {
    private static final Duration QUIESCE = Duration.ofSeconds(2);

    private final Devices devices;
    private final PortSystem system;
    private final Adapter device;
    private final IPort port;
    private final List<Filter> published = new CopyOnWriteArrayList<>();

    /** Binds the driver; the clock stays the caller's. */
    public WaveHouse(HouseClock clock, WaveEngine engine) {
        devices = new Devices(clock);
        system =
                new PortSystem(
                        devices,
                        (filter, _) -> {
                            published.add(filter);
                            return () -> published.remove(filter);
                        },
                        new ConfigurationRegistry(Optional::empty),
                        wanted -> {
                            throw new PortClsException(Status.NOT_FOUND, "no catalog: " + wanted);
                        },
                        QUIESCE,
                        (_, why) -> System.err.println("the driver broke: " + why));
        device = new EngineDevice(engine);
        port = system.newPort(PortClass.WAVERT);
        port.init(device, new WaveMiniport(), ResourceList.of(device.resources()));
        system.registerSubdevice(device, "", port);
    }

    /** What programs open. */
    public Filter filter() {
        return published.getFirst();
    }

    @Override
    public void close() {
        system.unregister(device, port);
        devices.close();
    }

    private record EngineDevice(WaveEngine engine) implements Adapter {
        @Override
        public String id() {
            return "bench:engine";
        }

        @Override
        public List<String> hardwareIds() {
            return List.of("wave-engine");
        }

        @Override
        public List<Resource> resources() {
            return List.of(engine);
        }
    }
}

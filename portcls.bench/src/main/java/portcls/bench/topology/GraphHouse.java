package portcls.bench.topology;

import portcls.api.IPort;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.bench.driver.NullMixer;
import portcls.ports.device.Devices;
import portcls.ports.graph.HouseWiring;
import portcls.ports.graph.TopologyService;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.ManualClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Topology filters of one device, each wired to the next one, without a framework. */
final class GraphHouse implements AutoCloseable {
    private final ManualClock clock = new ManualClock();
    private final Devices devices = new Devices(clock);
    private final List<Filter> filters = new ArrayList<>();
    private final PortSystem system;
    private final Topology topology;

    /** Pin {@link Shapes#OUT} of each mixer is wired to pin {@link Shapes#IN} of the next one. */
    GraphHouse(List<NullMixer> mixers) {
        system =
                new PortSystem(
                        devices,
                        (filter, _) -> {
                            filters.add(filter);
                            return () -> filters.remove(filter);
                        },
                        new ConfigurationRegistry(Optional::empty),
                        wanted -> {
                            throw new PortClsException(Status.NOT_FOUND, "no catalog: " + wanted);
                        },
                        Duration.ofSeconds(2),
                        (_, why) -> System.err.println("the miniport broke: " + why));
        Adapter device = new OneDevice("bench:graph");
        IPort before = null;
        for (NullMixer mixer : mixers) {
            IPort port = system.newPort(PortClass.TOPOLOGY);
            port.init(device, mixer, ResourceList.of(List.of()));
            system.registerSubdevice(device, "mixer" + filters.size(), port);
            if (before != null) {
                system.registerPhysicalConnection(device, before, Shapes.OUT, port, Shapes.IN);
            }
            before = port;
        }
        topology = new TopologyService(new HouseWiring(system));
    }

    Topology topology() {
        return topology;
    }

    /** In the order in which they are wired. */
    List<Filter> filters() {
        return filters;
    }

    @Override
    public void close() {
        devices.close();
        clock.close();
    }

    private record OneDevice(String id) implements Adapter {
        @Override
        public List<String> hardwareIds() {
            return List.of(id);
        }

        @Override
        public int maximumSubdevices() {
            return Integer.MAX_VALUE;
        }
    }
}

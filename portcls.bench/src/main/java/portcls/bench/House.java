package portcls.bench;

import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.MidiPin;
import portcls.api.client.Registration;
import portcls.ports.device.Devices;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.HouseClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ports without a framework: one miniport, bound. */
public final class House implements AutoCloseable {
    private static final Duration QUIESCE = Duration.ofSeconds(2);

    private final HouseClock clock;
    private final Devices devices;
    private final List<Filter> published = new CopyOnWriteArrayList<>();
    private final List<MidiPin> pins = new ArrayList<>();

    /** Binds a miniport; the clock is closed with the house. */
    public House(HouseClock clock, PortClass kind, IMiniport miniport) {
        this.clock = clock;
        devices = new Devices(clock);
        PortSystem system =
                new PortSystem(
                        devices,
                        this::publish,
                        new ConfigurationRegistry(Optional::empty),
                        wanted -> {
                            throw new PortClsException(Status.NOT_FOUND, "no catalog: " + wanted);
                        },
                        QUIESCE,
                        (port, why) -> System.err.println("the miniport broke: " + why));
        Adapter device = new OneDevice("bench:null");
        IPort port = system.newPort(kind);
        port.init(device, miniport, ResourceList.of(List.of()));
        system.registerSubdevice(device, "", port);
    }

    /** What programs open. */
    public Filter filter() {
        return published.getFirst();
    }

    /** Its first pin that takes MIDI, opened and running; closed with the house. */
    MidiPin runMidi() {
        MidiPin pin = filter().openMidi();
        pin.run();
        pins.add(pin);
        return pin;
    }

    @Override
    public void close() {
        pins.forEach(MidiPin::close);
        devices.close();
        clock.close();
    }

    private Registration publish(Filter filter, Map<String, Object> properties) {
        published.add(filter);
        return () -> published.remove(filter);
    }

    /** A device that is nothing but an identity. */
    private record OneDevice(String id) implements Adapter {
        @Override
        public List<String> hardwareIds() {
            return List.of(id);
        }
    }
}

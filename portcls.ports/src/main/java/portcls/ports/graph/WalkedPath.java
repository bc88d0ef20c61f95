package portcls.ports.graph;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.Pin;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackProperty;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyKey;
import portcls.api.wavert.WaveAudioProperty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path that was walked once. Of its nodes only those are asked that somebody asks for. Any
 * thread.
 */
final class WalkedPath implements AudioPath {
    private final Handles handles;
    private final List<Element> elements = new ArrayList<>();
    private final List<Stop> last = new ArrayList<>();
    private final List<PossibleControl> controls = new ArrayList<>();

    /** Walks; what fails on the way leaves nothing open. */
    WalkedPath(Wiring wiring, FilterGraphs graphs, Filter filter, int pinId, Optional<Pin> stream) {
        handles = new Handles(stream);
        try {
            Walk.from(wiring, this::selected, graphs, filter, pinId).forEach(this::add);
        } catch (RuntimeException e) {
            handles.close();
            throw e;
        }
    }

    @Override
    public List<Element> elements() {
        return List.copyOf(elements);
    }

    @Override
    public List<End> ends() {
        return last.stream().map(this::end).toList();
    }

    @Override
    public List<AudioControl> controls() {
        return controls.stream().flatMap(it -> it.find().stream()).toList();
    }

    @Override
    public Optional<AudioControl> control(PropertyKey<?> property) {
        List<PossibleControl> fitting =
                controls.stream().filter(it -> it.isWhole() && it.isOf(property)).toList();
        return first(fitting, false).or(() -> first(fitting, true));
    }

    @Override
    public Optional<AudioControl> volume() {
        return control(AudioProperty.VOLUMELEVEL);
    }

    @Override
    public Optional<AudioControl> mute() {
        return control(AudioProperty.MUTE);
    }

    @Override
    public Optional<AudioControl> peakMeter() {
        return control(WaveAudioProperty.PEAKMETER2);
    }

    @Override
    public void close() {
        handles.close();
    }

    private static Optional<AudioControl> first(List<PossibleControl> controls, boolean shared) {
        return controls.stream()
                .filter(it -> it.isShared() == shared)
                .flatMap(it -> it.find().stream())
                .findFirst();
    }

    private void add(Stop stop) {
        Filter filter = stop.filter();
        int id = stop.place().id();
        if (stop.place().node()) {
            NodeDescriptor node = filter.descriptor().nodes().get(id);
            elements.add(new Element(filter, true, id, node.type(), node.name().name()));
            for (PropertyKey<?> key : ControlKinds.of(node)) {
                controls.add(new PossibleControl(handles, stop, key));
            }
            return;
        }
        PinDescriptor pin = stop.pin();
        elements.add(new Element(filter, false, id, pin.category(), pin.name().name()));
        if (stop.isLast()) {
            last.add(stop);
        }
    }

    private End end(Stop stop) {
        Filter filter = stop.filter();
        int pinId = stop.place().id();
        return new End(filter, pinId, stop.beyond(), jacks(filter, pinId));
    }

    private Optional<Integer> selected(Filter filter, int node) {
        try {
            return Optional.of(
                    handles.nodes(filter).get(AudioProperty.MUX_SOURCE, Target.node(node)));
        } catch (PortClsException e) {
            return unlessRemoved(e, Optional.empty());
        }
    }

    private List<JackDescription> jacks(Filter filter, int pinId) {
        boolean told =
                filter.descriptor()
                        .automation()
                        .property(JackProperty.SET, JackProperty.DESCRIPTION.id())
                        .isPresent();
        if (!told) {
            return List.of();
        }
        try {
            return handles.of(filter).get(JackProperty.DESCRIPTION, Target.pin(pinId));
        } catch (PortClsException e) {
            return unlessRemoved(e, List.of());
        }
    }

    /** What a driver cannot tell is not known; a device that went is an error. */
    private static <T> T unlessRemoved(PortClsException e, T unknown) {
        if (e.status() == Status.DEVICE_REMOVED) {
            throw e;
        }
        return unknown;
    }
}

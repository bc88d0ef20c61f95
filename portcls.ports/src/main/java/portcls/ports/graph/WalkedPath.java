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

/** A path that was walked once, with the controls that were found on it. */
final class WalkedPath implements AudioPath {
    private final Handles handles;
    private final List<Element> elements = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private final List<AudioControl> controls = new ArrayList<>();

    /** Walks; what fails on the way leaves nothing open. */
    WalkedPath(Wiring wiring, Filter filter, int pinId, Optional<Pin> stream) {
        handles = new Handles(stream);
        try {
            Walk.from(wiring, this::selected, filter, pinId).forEach(this::add);
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
        return List.copyOf(ends);
    }

    @Override
    public List<AudioControl> controls() {
        return List.copyOf(controls);
    }

    @Override
    public Optional<AudioControl> control(PropertyKey<?> property) {
        List<AudioControl> fitting =
                controls.stream()
                        .filter(it -> ControlKinds.isSame(it.property(), property))
                        .toList();
        return fitting.stream()
                .filter(it -> !it.isShared())
                .findFirst()
                .or(() -> fitting.stream().findFirst());
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

    private void add(Walk.Stop stop) {
        Filter filter = stop.filter();
        Place place = stop.place();
        if (place.node()) {
            NodeDescriptor node = filter.descriptor().nodes().get(place.id());
            elements.add(new Element(filter, true, place.id(), node.type(), node.name().name()));
            for (PropertyKey<?> key : ControlKinds.of(node)) {
                NodeControl.of(handles, filter, place.id(), key, stop.shared())
                        .ifPresent(controls::add);
            }
            return;
        }
        PinDescriptor pin = filter.descriptor().pins().get(place.id());
        elements.add(new Element(filter, false, place.id(), pin.category(), pin.name().name()));
        if (stop.last()) {
            ends.add(new End(filter, place.id(), stop.beyond(), jacks(filter, place.id())));
        }
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

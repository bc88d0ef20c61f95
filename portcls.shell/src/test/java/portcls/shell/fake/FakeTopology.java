package portcls.shell.fake;

import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.MixerView;
import portcls.api.client.Pin;
import portcls.api.client.Registration;
import portcls.api.client.Topology;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.JackDescription;
import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Filters, wires and controls made of lists; every path passes all controls and ends. */
public final class FakeTopology implements Topology {
    public final List<Filter> filters = new ArrayList<>();
    public final List<Wire> wires = new ArrayList<>();
    public final List<Control> controls = new ArrayList<>();
    public final List<AudioPath.End> ends = new ArrayList<>();

    /** Whether a path passes the controls of its own filter alone. */
    public boolean apart;

    /** Paths that are open. */
    public int open;

    /** A control with one value for all channels. */
    public static final class Control implements AudioControl {
        private final Filter filter;
        private final int node;
        private final PropertyKey<?> property;
        private final Stepping range;
        public int value;
        public boolean shared;

        public Control(Filter filter, int node, PropertyKey<?> property, Stepping range) {
            this.filter = filter;
            this.node = node;
            this.property = property;
            this.range = range;
        }

        @Override
        public Filter filter() {
            return filter;
        }

        @Override
        public int node() {
            return node;
        }

        @Override
        public KsId type() {
            return filter.descriptor().nodes().get(node).type();
        }

        @Override
        public String name() {
            return filter.descriptor().nodes().get(node).name().name();
        }

        @Override
        public PropertyKey<?> property() {
            return property;
        }

        @Override
        public int channels() {
            return 2;
        }

        @Override
        public Stepping range() {
            return range;
        }

        @Override
        public boolean isShared() {
            return shared;
        }

        @Override
        public boolean isSettable() {
            return true;
        }

        @Override
        public int value(int channel) {
            return value;
        }

        @Override
        public void value(int channel, int newValue) {
            value = range.clamp(newValue);
        }

        @Override
        public Registration onChange(Runnable routine) {
            throw new UnsupportedOperationException();
        }
    }

    /** A control that the drawing and the paths know. */
    public Control control(Filter filter, int node, PropertyKey<?> property, Stepping range) {
        Control made = new Control(filter, node, property, range);
        controls.add(made);
        return made;
    }

    /** A socket at a pin. */
    public void jack(Filter filter, int pin, JackDescription... jacks) {
        ends.add(new AudioPath.End(filter, pin, "", List.of(jacks)));
    }

    @Override
    public List<Filter> filters(String deviceId) {
        return filters.stream()
                .filter(it -> it.id().equals(deviceId) || it.id().startsWith(deviceId + "/"))
                .toList();
    }

    @Override
    public Optional<Filter> find(String filterId) {
        return filters.stream().filter(it -> it.id().equals(filterId)).findFirst();
    }

    @Override
    public List<Wire> wires() {
        return List.copyOf(wires);
    }

    @Override
    public AudioPath path(Pin pin) {
        return path(pin.filter(), pin.pinId());
    }

    @Override
    public AudioPath path(Filter filter, int pinId) {
        open++;
        return new Path(filter);
    }

    @Override
    public MixerView mixer(Filter filter) {
        throw new UnsupportedOperationException();
    }

    private final class Path implements AudioPath {
        private final Filter filter;

        Path(Filter filter) {
            this.filter = filter;
        }

        @Override
        public List<Element> elements() {
            return List.of();
        }

        @Override
        public List<End> ends() {
            return List.copyOf(ends);
        }

        @Override
        public List<AudioControl> controls() {
            return controls.stream()
                    .filter(it -> !apart || it.filter().equals(filter))
                    .map(AudioControl.class::cast)
                    .toList();
        }

        @Override
        public Optional<AudioControl> control(PropertyKey<?> property) {
            return controls().stream().filter(it -> it.property().equals(property)).findFirst();
        }

        @Override
        public Optional<AudioControl> volume() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AudioControl> mute() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AudioControl> peakMeter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            open--;
        }
    }
}

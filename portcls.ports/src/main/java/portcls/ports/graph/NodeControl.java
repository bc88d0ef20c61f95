package portcls.ports.graph;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.AudioControl;
import portcls.api.client.Filter;
import portcls.api.client.PropertyAccess;
import portcls.api.client.PropertyAccess.Support;
import portcls.api.client.Registration;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.KsEvents;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyVerb;
import portcls.api.ks.ValueType;

import java.util.List;
import java.util.Optional;

/** A property of a node, asked through the handles of its path. */
final class NodeControl implements AudioControl {
    private static final Stepping SWITCH = new Stepping(0, 1, 1);
    private static final Stepping ANY = new Stepping(Integer.MIN_VALUE, Integer.MAX_VALUE, 1);

    private final Handles handles;
    private final Filter filter;
    private final int node;
    private final KsId type;
    private final String name;
    private final PropertyKey<?> key;
    private final Support support;
    private final boolean shared;

    private NodeControl(
            Handles handles,
            Filter filter,
            int node,
            PropertyKey<?> key,
            Support support,
            boolean shared) {
        this.handles = handles;
        this.filter = filter;
        this.node = node;
        NodeDescriptor descriptor = filter.descriptor().nodes().get(node);
        type = descriptor.type();
        name = descriptor.name().name();
        this.key = key;
        this.support = support;
        this.shared = shared;
    }

    /** A control, if the node has it for this stream or filter. */
    static Optional<AudioControl> of(
            Handles handles, Filter filter, int node, PropertyKey<?> key, boolean shared) {
        try {
            Support support = handles.nodes(filter).support(key, Target.node(node));
            return support.verbs().contains(PropertyVerb.GET)
                    ? Optional.of(new NodeControl(handles, filter, node, key, support, shared))
                    : Optional.empty();
        } catch (PortClsException e) {
            if (e.status() == Status.DEVICE_REMOVED) {
                throw e;
            }
            return Optional.empty();
        }
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
        return type;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PropertyKey<?> property() {
        return key;
    }

    @Override
    public int channels() {
        return support.values().multichannel() ? support.values().ranges().size() : 1;
    }

    @Override
    public Stepping range() {
        List<Stepping> ranges = support.values().ranges();
        if (!ranges.isEmpty()) {
            return ranges.getFirst();
        }
        return isSwitch() ? SWITCH : ANY;
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    @Override
    public boolean isSettable() {
        return support.verbs().contains(PropertyVerb.SET);
    }

    @Override
    public int value(int channel) {
        Object told = access().get(key, target(channel == ALL ? 0 : channel));
        return told instanceof Boolean on ? (on ? 1 : 0) : (Integer) told;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void value(int channel, int value) {
        if (isSwitch()) {
            access().set((PropertyKey<Boolean>) key, target(channel), value != 0);
        } else {
            access().set((PropertyKey<Integer>) key, target(channel), value);
        }
    }

    @Override
    public Registration onChange(Runnable routine) {
        return handles.of(filter)
                .enable(KsEvents.CONTROL_CHANGE, Target.node(node), false, routine);
    }

    @Override
    public String toString() {
        return filter.id() + " " + name() + " (" + key.name() + ")";
    }

    private PropertyAccess access() {
        return handles.nodes(filter);
    }

    private Target target(int channel) {
        boolean perChannel = !ControlKinds.isSame(key, AudioProperty.MUX_SOURCE);
        return perChannel ? Target.node(node).channel(channel) : Target.node(node);
    }

    private boolean isSwitch() {
        return key.type().equals(ValueType.BOOL);
    }
}

package portcls.ports.topology;

import portcls.api.IPortEvents;
import portcls.api.IResourceList;
import portcls.api.adapter.Adapter;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.EventItem;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FilterDescriptorBuilder;
import portcls.api.ks.KsEvents;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyItem;
import portcls.api.topology.IMiniportTopology;
import portcls.api.topology.IPortTopology;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mixer that remembers its values and does nothing else. */
public final class FakeTopology implements IMiniportTopology {
    public static final int STEP = 0x8000;
    public static final int LOWEST = -96 * 65_536;

    private final FilterDescriptorBuilder filter;
    private final Map<String, Integer> values = new HashMap<>();
    private final List<Integer> asked = new CopyOnWriteArrayList<>();
    private int nodes;
    private int pins;
    private IPortEvents events;

    public FakeTopology(String name) {
        filter = FilterDescriptor.builder(name);
    }

    public static KsId id(String name) {
        return new KsId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), name);
    }

    public int in(String name) {
        return pin(name, DataFlow.IN);
    }

    public int out(String name) {
        return pin(name, DataFlow.OUT);
    }

    /** A socket. */
    public int jack(String name, DataFlow flow) {
        return pin(name, PinDescriptor.bridge(flow, PinCategories.SPEAKER, DataRange.analog()));
    }

    /** A pin where programs play or record. */
    public int stream(String name, DataFlow flow) {
        return pin(name, PinDescriptor.streaming(flow, id("stream"), DataRange.analog()));
    }

    public int volume(String name) {
        int node = nodes;
        return node(
                name,
                NodeTypes.VOLUME,
                new AutomationTable(
                                List.of(
                                        PropertyItem.of(AudioProperty.VOLUMELEVEL)
                                                .get(_ -> value(node))
                                                .set((_, value) -> set(node, value))
                                                .support(_ -> support(node))),
                                List.of())
                        .withEvents(EventItem.of(KsEvents.CONTROL_CHANGE)));
    }

    public int mute(String name) {
        int node = nodes;
        return node(
                name,
                NodeTypes.MUTE,
                AutomationTable.of(
                        PropertyItem.of(AudioProperty.MUTE)
                                .get(_ -> value(node) != 0)
                                .set((_, value) -> set(node, value ? 1 : 0))));
    }

    public int mux(String name) {
        int node = nodes;
        set(node, 1);
        return node(
                name,
                NodeTypes.MUX,
                AutomationTable.of(
                        PropertyItem.of(AudioProperty.MUX_SOURCE)
                                .get(_ -> value(node))
                                .set((_, value) -> set(node, value))));
    }

    public int sum(String name) {
        return node(name, NodeTypes.SUM, AutomationTable.EMPTY);
    }

    public FakeTopology connect(ConnectionDescriptor connection) {
        filter.connect(connection);
        return this;
    }

    public int value(int node) {
        return values.getOrDefault("node" + node, 0);
    }

    public void set(int node, int value) {
        values.put("node" + node, value);
    }

    /** Somebody turns the knob. */
    public void turn(int node, int value) {
        set(node, value);
        events.generateEventList(
                KsEvents.CONTROL_CHANGE.set(), KsEvents.CONTROL_CHANGE.id(), false, 0, true, node);
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortTopology port) {
        events = (IPortEvents) port;
    }

    @Override
    public FilterDescriptor getDescription() {
        return filter.build();
    }

    /** The volumes that were asked what they can, in that order. */
    public List<Integer> asked() {
        return asked;
    }

    private BasicSupport support(int node) {
        asked.add(node);
        return BasicSupport.stepped(LOWEST, 0, STEP);
    }

    private int pin(String name, DataFlow flow) {
        return pin(
                name,
                PinDescriptor.bridge(
                        flow, PinCategories.LEGACY_AUDIO_CONNECTOR, DataRange.analog()));
    }

    private int pin(String name, PinDescriptor pin) {
        filter.pin(pin.named(id(name)));
        return pins++;
    }

    private int node(String name, KsId type, AutomationTable table) {
        filter.node(NodeDescriptor.of(type).named(id(name)).automation(table));
        return nodes++;
    }
}

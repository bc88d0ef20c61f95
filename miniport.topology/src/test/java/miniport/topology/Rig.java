package miniport.topology;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.PropertyVerb;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A miniport with its device, asked as a port asks it. */
public final class Rig implements AutoCloseable {
    /** All channels. */
    public static final int ALL = -1;

    final FakeRegistry registry;
    final FakePort port;
    final MixerMiniport miniport;

    /** What the filter looks like. */
    public final FilterDescriptor filter;

    /** A miniport that keeps its settings when it is closed. */
    public Rig(Resource resource) throws IOException {
        this(resource, new FakeRegistry(), Duration.ofHours(1));
    }

    Rig(Resource resource, FakeRegistry registry, Duration delay) throws IOException {
        this.registry = registry;
        port = new FakePort(registry);
        miniport = new MixerMiniport(delay);
        miniport.init(device(), FakeResources.of(resource), port);
        filter = miniport.getDescription();
    }

    static Adapter device() {
        return new Adapter() {
            @Override
            public String id() {
                return "fake:card";
            }

            @Override
            public String name() {
                return "Fake card";
            }

            @Override
            public List<String> hardwareIds() {
                return List.of("mixer");
            }
        };
    }

    /** Number of the node of that name. */
    public int node(String name) {
        for (int i = 0; i < filter.nodes().size(); i++) {
            if (filter.nodes().get(i).name().name().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("no node " + name + " among " + filter.nodes());
    }

    AutomationTable table(String node) {
        return filter.nodes().get(node(node)).automation();
    }

    boolean has(String node, PropertyKey<?> key) {
        return table(node).property(key.set(), key.id()).isPresent();
    }

    @SuppressWarnings("unchecked") // found by its key
    <T> PropertyItem<T> item(AutomationTable table, PropertyKey<T> key) {
        return (PropertyItem<T>) table.property(key.set(), key.id()).orElseThrow();
    }

    /** Gets a property of a node. */
    public <T> T get(String node, PropertyKey<T> key, int channel) throws IOException {
        PropertyItem<T> item = item(table(node), key);
        return Objects.requireNonNull(
                Objects.requireNonNull(item.getter())
                        .get(request(item, PropertyVerb.GET, node(node), channel)));
    }

    /** Sets a property of a node. */
    public <T> void set(String node, PropertyKey<T> key, int channel, T value) throws IOException {
        PropertyItem<T> item = item(table(node), key);
        Objects.requireNonNull(item.setter())
                .set(request(item, PropertyVerb.SET, node(node), channel), value);
    }

    /** The basic support of a property of a node. */
    BasicSupport support(String node, PropertyKey<?> key) {
        PropertyItem<?> item = item(table(node), key);
        return Objects.requireNonNull(item.supporter())
                .support(request(item, PropertyVerb.BASIC_SUPPORT, node(node), ALL));
    }

    /** Asks the filter with a pin id. */
    <T> T ask(PropertyKey<T> key, int pin) throws IOException {
        return ask(key, KsLayout.little(8).putInt(pin).putInt(0).flip());
    }

    <T> T ask(PropertyKey<T> key, ByteBuffer instance) throws IOException {
        PropertyItem<T> item = item(filter.automation(), key);
        return Objects.requireNonNull(
                Objects.requireNonNull(item.getter())
                        .get(
                                new FakeRequest<>(
                                        miniport,
                                        item,
                                        PropertyVerb.GET,
                                        PropertyRequest.NO_NODE,
                                        instance)));
    }

    private <T> FakeRequest<T> request(
            PropertyItem<T> item, PropertyVerb verb, int node, int channel) {
        ByteBuffer instance = KsLayout.little(8).putInt(channel).putInt(0).flip();
        return new FakeRequest<>(miniport, item, verb, node, instance);
    }

    @Override
    public void close() {
        miniport.close();
    }
}

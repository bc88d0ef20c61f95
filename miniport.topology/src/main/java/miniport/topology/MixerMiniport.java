package miniport.topology;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.DevicePowerState;
import portcls.api.IPortEvents;
import portcls.api.IPowerNotify;
import portcls.api.IRegistryKey;
import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Miniport;
import portcls.api.adapter.Mixer;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsEvents;
import portcls.api.topology.IMiniportTopology;
import portcls.api.topology.IPortTopology;

import java.io.IOException;
import java.time.Duration;

/**
 * A mixer as a filter ({@code topology-miniport-driver}): its lines are wires that other filters
 * and sockets are at, its controls are nodes with properties. Clients are told of every change,
 * whoever made it, and the controls come back as they were set, unless the mixer keeps its settings
 * itself. While the device sleeps it is left alone; what was set, also meanwhile, is set when it is
 * back. Its methods are called as {@link IMiniportTopology} says.
 */
@Component(service = IMiniportTopology.class, scope = ServiceScope.PROTOTYPE)
@Miniport(device = {"mixer", "ct1745", "ac97-codec"})
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=topology", "device:List<String>='mixer,ct1745,ac97-codec'"})
public final class MixerMiniport implements IMiniportTopology, IPowerNotify {
    private static final System.Logger LOG = System.getLogger(MixerMiniport.class.getName());
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final Duration delay;
    private @Nullable Device device;
    private boolean asleep;

    /** The device once it is there. */
    private record Device(
            String name, NodeTable nodes, IPortEvents events, @Nullable Settings settings) {}

    /** Makes one without a device. */
    @Activate
    public MixerMiniport() {
        this(DELAY);
    }

    /** Makes one that keeps a setting so long after it was changed. */
    MixerMiniport(Duration delay) {
        this.delay = delay;
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortTopology port)
            throws IOException {
        String name = adapter.name();
        Mixer mixer = MixerChoice.of(name, resources);
        NodeTable nodes = new NodeTable(mixer);
        Settings settings = mixer.keepsSettings() ? null : settings(name, nodes, port);
        Device now = new Device(name, nodes, (IPortEvents) port, settings);
        device = now;
        if (settings != null) {
            settings.restore();
        }
        nodes.watch(node -> changed(now, node), pin -> plugged(now, pin));
    }

    private @Nullable Settings settings(String name, NodeTable nodes, IPortTopology port) {
        IRegistryKey key;
        try {
            key = port.newRegistryKey(RegistryKeyType.DEVICE_INTERFACE, null);
        } catch (PortClsException e) {
            LOG.log(
                    WARNING,
                    "{0} will not keep how it is set: there is no place for it, {1}",
                    name,
                    e.getMessage());
            return null;
        }
        return new Settings(name, key, nodes.settings(), delay);
    }

    @Override
    public FilterDescriptor getDescription() {
        Device now = device;
        if (now == null) {
            throw new PortClsException(
                    Status.DEVICE_NOT_READY, "this miniport has no device yet; init it first");
        }
        return now.nodes().describe(now.name() + " mixer", node -> changed(now, node));
    }

    @Override
    public void powerChangeNotify(DevicePowerState powerState) throws IOException {
        Device now = device;
        boolean awake = powerState == DevicePowerState.D0;
        if (now != null && awake == asleep) {
            asleep = !awake;
            now.nodes().power(awake);
        }
    }

    /** Keeps what was set last; the mixer itself is the adapter's. */
    @Override
    public void close() {
        Device now = device;
        device = null;
        if (now == null) {
            return;
        }
        now.nodes().unwatch();
        Settings settings = now.settings();
        if (settings != null) {
            settings.close();
        }
    }

    /** A node has another value than before. Any thread, does not block. */
    private static void changed(Device now, int node) {
        Settings settings = now.settings();
        if (settings != null) {
            now.nodes().control(node).ifPresent(settings::changed);
        }
        now.events()
                .generateEventList(
                        KsEvents.CONTROL_CHANGE.set(),
                        KsEvents.CONTROL_CHANGE.id(),
                        false,
                        0,
                        true,
                        node);
    }

    /** At a pin something was plugged or pulled. Any thread, does not block. */
    private static void plugged(Device now, int pin) {
        now.events()
                .generateEventList(
                        KsEvents.JACKINFOCHANGE.set(),
                        KsEvents.JACKINFOCHANGE.id(),
                        true,
                        pin,
                        false,
                        0);
    }
}

package miniport.topology;

import org.jspecify.annotations.Nullable;

import portcls.api.DeviceProperty;
import portcls.api.IMiniport;
import portcls.api.IPortEvents;
import portcls.api.IRegistryKey;
import portcls.api.IResourceList;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.EventEntry;
import portcls.api.ks.KsId;
import portcls.api.topology.IPortTopology;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The port, which keeps what was signalled. */
final class FakePort implements IPortTopology, IPortEvents {
    final List<String> signals = new CopyOnWriteArrayList<>();
    private final FakeRegistry registry;

    FakePort(FakeRegistry registry) {
        this.registry = registry;
    }

    @Override
    public IRegistryKey newRegistryKey(RegistryKeyType type, @Nullable String name) {
        if (type != RegistryKeyType.DEVICE_INTERFACE) {
            throw new AssertionError(type);
        }
        if (registry.missing) {
            throw new PortClsException(Status.NOT_FOUND, "there is no registry");
        }
        registry.closed = false;
        return registry;
    }

    @Override
    public void generateEventList(
            @Nullable KsId set,
            int eventId,
            boolean pinEvent,
            int pinId,
            boolean nodeEvent,
            int nodeId) {
        signals.add(
                Objects.requireNonNull(set).name()
                        + "/"
                        + eventId
                        + (pinEvent ? " pin " + pinId : "")
                        + (nodeEvent ? " node " + nodeId : ""));
    }

    @Override
    public void addEventToEventList(EventEntry entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void init(Adapter adapter, IMiniport miniport, IResourceList resources) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> getDeviceProperty(DeviceProperty property) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PortCls system() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}

package portcls.api;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;

import java.util.Optional;

/**
 * A port driver: what all devices of one kind share ({@code nn-portcls-iport}). Made by {@link
 * PortCls#newPort}; every port also implements {@link IPortEvents}, {@link IUnregisterSubdevice}
 * and {@link IUnregisterPhysicalConnection}.
 */
@ProviderType
public interface IPort extends AutoCloseable {
    /**
     * Binds a miniport ({@code nf-portcls-iport-init}): calls the miniport's own {@code init} with
     * the adapter and the resources unchanged and this port, then asks for its description. To be
     * done before {@link PortCls#registerSubdevice}.
     *
     * @param adapter the device; its identity is the filter's
     * @param miniport a miniport of this port's kind, not yet initialised
     * @param resources resources for this subdevice
     * @throws PortClsException when the miniport is of another kind (it is then not touched), is in
     *     use, or its init failed; the miniport is closed and the port stays unusable
     */
    @Irql(Level.PASSIVE)
    void init(Adapter adapter, IMiniport miniport, IResourceList resources);

    /** What is known of the device ({@code nf-portcls-iport-getdeviceproperty}). */
    @Irql(Level.PASSIVE)
    Optional<String> getDeviceProperty(DeviceProperty property);

    /**
     * Opens a registry key of this device or subdevice ({@code nf-portcls-iport-newregistrykey}).
     *
     * @param name key name; needed for {@link RegistryKeyType#GENERAL}, ignored otherwise
     */
    @Irql(Level.PASSIVE)
    IRegistryKey newRegistryKey(RegistryKeyType type, @Nullable String name);

    /**
     * The system that made this port, for a miniport that needs a service group or an interrupt
     * sync.
     */
    @Irql(Level.ANY)
    PortCls system();

    /**
     * Lets go of this port: takes its filter away if it is registered, closes its streams and its
     * miniport. To be called by an adapter driver that made the port and could not register it;
     * harmless afterwards.
     */
    @Override
    @Irql(Level.PASSIVE)
    void close();
}

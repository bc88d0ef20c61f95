package portcls.api;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;

/**
 * Takes a subdevice away while the device stays ({@code nn-portcls-iunregistersubdevice}); every
 * port has it.
 */
@ProviderType
public interface IUnregisterSubdevice {
    /**
     * Takes the filter out of the registry and blocks new opens ({@code
     * nf-portcls-iunregistersubdevice-unregistersubdevice}). Handles that are open keep working;
     * the miniport lives until the last of them is closed. The name is free again at once.
     *
     * @throws PortClsException NOT_FOUND when the port is not registered on that device
     */
    @Irql(Level.PASSIVE)
    void unregisterSubdevice(Adapter device, IPort port);
}

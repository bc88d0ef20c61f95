package portcls.api.pnp;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;

/**
 * Registration for rebalance, as every port and {@link portcls.api.PortCls} offer it ({@code
 * nn-portcls-iportclspnp}).
 */
@ProviderType
@Irql(Level.PASSIVE)
public interface IPortClsPnp {
    /**
     * The device takes part ({@code nf-portcls-pcregisteradapterpnpmanagement}). Replaces an
     * earlier one, also the one that the device's {@code adapt} gives.
     */
    void registerAdapterPnpManagement(IAdapterPnpManagement pnp, Adapter device);

    /**
     * It takes part no more ({@code nf-portcls-pcunregisteradapterpnpmanagement}).
     *
     * @throws portcls.api.PortClsException NOT_FOUND when none was registered
     */
    void unregisterAdapterPnpManagement(Adapter device);
}

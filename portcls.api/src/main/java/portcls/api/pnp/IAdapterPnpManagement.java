package portcls.api.pnp;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * An adapter whose device can be stopped and started anew with other resources ({@code
 * nn-portcls-iadapterpnpmanagement}). Given by {@code adapt(IAdapterPnpManagement.class)}, or
 * registered through {@link IPortClsPnp}.
 */
@ConsumerType
@Irql(Level.PASSIVE)
public interface IAdapterPnpManagement {
    /**
     * What it can do ({@code nf-portcls-iadapterpnpmanagement-getsupportedrebalancetype}). Asked
     * while nothing else is called of the device.
     */
    RebalanceType getSupportedRebalanceType();

    /**
     * A stop is agreed and will come, or be cancelled ({@code
     * nf-portcls-iadapterpnpmanagement-pnpquerystop}); from now on nobody opens the device. Called
     * while nothing else is called of the device.
     */
    void pnpQueryStop();

    /**
     * There will be no stop ({@code nf-portcls-iadapterpnpmanagement-pnpcancelstop}); may come
     * without {@link #pnpQueryStop}. Called while nothing else is called of the device.
     */
    void pnpCancelStop();

    /**
     * Releases the hardware ({@code nf-portcls-iadapterpnpmanagement-pnpstop}). The miniports were
     * told, streams are stopped, filters are out of sight. It may wait for work of its own, but not
     * for programs that close what they hold. It runs beside other calls.
     */
    void pnpStop();
}

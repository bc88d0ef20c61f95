package portcls.api.power;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;

/**
 * Power management of a device, as every port and {@link portcls.api.PortCls} offer it ({@code
 * nn-portcls-iportclspower}).
 */
@ProviderType
public interface IPortClsPower {
    /**
     * Has an adapter told of its device's power states ({@code
     * nf-portcls-pcregisteradapterpowermanagement}). Replaces an earlier one, also the one that the
     * device's {@code adapt} gives.
     *
     * @param power an {@link IAdapterPowerManagement}, 2 or 3; the highest that it is, is called
     */
    @Irql(Level.PASSIVE)
    void registerAdapterPowerManagement(IAdapterPowerManagement power, Adapter device);

    /**
     * Ends it ({@code nf-portcls-pcunregisteradapterpowermanagement}).
     *
     * @throws portcls.api.PortClsException NOT_FOUND when none was registered
     */
    @Irql(Level.PASSIVE)
    void unregisterAdapterPowerManagement(Adapter device);

    /**
     * Opts in or out of idle detection ({@code nf-portcls-iportclspower-setidlepowermanagement}); a
     * device begins opted in. A configured ImmediateIdle overrules it.
     */
    @Irql(Level.PASSIVE)
    void setIdlePowerManagement(Adapter device, boolean enabled);
}

package portcls.ports.registry;

import portcls.api.IRegistryKey;
import portcls.api.RegistryKeyType;
import portcls.api.adapter.Adapter;

import java.util.Optional;

/** Opens registry keys. */
public interface RegistryKeys {
    /**
     * For adapters ({@code nf-portcls-pcnewregistrykey}).
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER when the type needs a device or name
     *     that is not given
     */
    IRegistryKey open(RegistryKeyType type, Optional<Adapter> device, Optional<String> name);

    /**
     * For miniports ({@code nf-portcls-iport-newregistrykey}): device, driver and subdevice are
     * those of the port.
     *
     * @param driver bundle and version of the driver
     * @param filterId id of the filter
     */
    IRegistryKey open(
            RegistryKeyType type,
            Adapter device,
            String driver,
            String filterId,
            Optional<String> name);
}

package portcls.ports.registry;

import portcls.api.IRegistryKey;
import portcls.api.RegistryKeyType;
import portcls.api.adapter.Adapter;

import java.util.Map;
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
     * The values of a subkey of a device's key; empty when there are none. Makes neither.
     *
     * @param subKey its name
     */
    default Map<String, Object> valuesOf(Adapter device, String subKey) {
        return Map.of();
    }

    /**
     * For miniports ({@code nf-portcls-iport-newregistrykey}): device, driver and subdevice are
     * those of the port. The key of a subdevice is the same before and after it is registered; two
     * drivers on one device have two, and so has one driver that serves two of its functions.
     *
     * @param driver bundle and version of the driver
     * @param function name of the function that it serves; empty when the device has no others, or
     *     when the driver makes the subdevices itself
     */
    IRegistryKey open(
            RegistryKeyType type,
            Adapter device,
            String driver,
            String function,
            Optional<String> name);
}

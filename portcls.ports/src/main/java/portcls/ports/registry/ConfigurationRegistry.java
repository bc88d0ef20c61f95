package portcls.ports.registry;

import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.cm.ConfigurationAdmin;
import portcls.api.IRegistryKey;
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;

/** Registry keys over ConfigAdmin. */
public final class ConfigurationRegistry implements RegistryKeys {
    public ConfigurationRegistry(Supplier<Optional<ConfigurationAdmin>> configuration) {}

    @Override
    public IRegistryKey open(RegistryKeyType type, Optional<Adapter> device, Optional<String> name) {
        throw new PortClsException(Status.NOT_SUPPORTED, "no registry");
    }

    @Override
    public IRegistryKey open(RegistryKeyType type, Adapter device, String driver, String filterId, Optional<String> name) {
        throw new PortClsException(Status.NOT_SUPPORTED, "no registry");
    }
}

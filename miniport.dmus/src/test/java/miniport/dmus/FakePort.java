package miniport.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.DeviceProperty;
import portcls.api.IMiniport;
import portcls.api.IRegistryKey;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortCls;
import portcls.api.RegistryKeyType;
import portcls.api.adapter.Adapter;
import portcls.api.dmus.IPortDMus;

import java.util.Optional;

/** As much of the port as a synthesizer meets. */
final class FakePort implements IPortDMus {
    String output = "";

    @Override
    public void setWaveOutput(String filterId) {
        output = filterId;
    }

    @Override
    public void notify(@Nullable IServiceGroup group) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void registerServiceGroup(IServiceGroup group) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void init(Adapter adapter, IMiniport miniport, IResourceList resources) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> getDeviceProperty(DeviceProperty property) {
        return Optional.empty();
    }

    @Override
    public IRegistryKey newRegistryKey(RegistryKeyType type, @Nullable String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PortCls system() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}

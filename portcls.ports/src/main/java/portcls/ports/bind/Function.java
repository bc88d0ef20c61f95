package portcls.ports.bind;

import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.adapter.Subdevice;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A further function of a device, as drivers see it that look for something to serve: the device,
 * with the hardware ids and resources of that function alone.
 */
record Function(Adapter device, Subdevice subdevice) implements Adapter {
    @Override
    public String id() {
        return device.id();
    }

    @Override
    public String name() {
        return device.name() + " " + subdevice.name();
    }

    @Override
    public List<String> hardwareIds() {
        return subdevice.hardwareIds();
    }

    @Override
    public List<? extends Resource> resources() {
        return subdevice.resources();
    }

    @Override
    public String withoutMixer() {
        return device.withoutMixer();
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return device.properties();
    }

    @Override
    public int maximumSubdevices() {
        return device.maximumSubdevices();
    }

    @Override
    public <T> Optional<T> adapt(Class<T> type) {
        return device.adapt(type);
    }

    @Override
    public boolean isGone() {
        return device.isGone();
    }
}

package adapter.virtual.cable;

import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;

import java.util.List;
import java.util.Map;

/**
 * A loop-back cable as a device.
 *
 * @param id device id
 * @param cable its only resource
 */
record VirtualCable(String id, LoopBackCable cable) implements Adapter {
    @Override
    public String name() {
        return "Loop-back MIDI cable";
    }

    @Override
    public List<String> hardwareIds() {
        return List.of("virtual:cable", "midi-bytes");
    }

    @Override
    public List<Resource> resources() {
        return List.of(cable);
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return Map.of(
                DeviceProperty.FRIENDLY_NAME, name(),
                DeviceProperty.ENUMERATOR_NAME, "virtual",
                DeviceProperty.MANUFACTURER, "portcls");
    }
}

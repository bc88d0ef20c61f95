package portcls.ports.pnp;

import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.StartDevice;
import portcls.api.client.Removal;
import portcls.ports.device.Devices;
import portcls.ports.service.ResourceList;

import java.io.IOException;

/**
 * Starts the devices whose adapters make their subdevices themselves; nobody binds drivers here.
 */
final class PlainStarter implements DeviceStarter {
    private final Devices devices;
    private final PortCls portCls;

    PlainStarter(Devices devices, PortCls portCls) {
        this.devices = devices;
        this.portCls = portCls;
    }

    @Override
    public void stop(Adapter device, Removal reason) {
        devices.find(device).ifPresent(it -> it.occupants().forEach(port -> port.depart(reason)));
    }

    @Override
    public void start(Adapter device) {
        StartDevice starter =
                device.adapt(StartDevice.class)
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.NOT_SUPPORTED,
                                                "nobody here binds drivers to the device "
                                                        + device.id()));
        try {
            starter.startDevice(portCls, device, ResourceList.of(device.resources()));
        } catch (IOException e) {
            throw new PortClsException(
                    Status.IO_DEVICE_ERROR,
                    device.id() + " could not start anew: " + e.getMessage(),
                    e);
        }
    }
}

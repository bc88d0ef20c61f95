package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.IResourceList;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortCls;

import java.io.IOException;

/**
 * Optional on adapters that make their subdevices themselves: the StartDevice routine of the
 * documents ({@code startup-sequence}). Such a device is not offered to drivers.
 */
@ConsumerType
public interface StartDevice {
    /**
     * Makes ports and miniports and registers subdevices. Called once for each arrival of the
     * device; subdevices go with it.
     *
     * @throws IOException when the device cannot start; what was registered is taken back
     */
    @Irql(Level.PASSIVE)
    void startDevice(PortCls portCls, Adapter device, IResourceList resources) throws IOException;
}

package portcls.api.wavert;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;

import java.io.IOException;

/** A WaveRT miniport driver ({@code nn-portcls-iminiportwavert}). */
@ConsumerType
public interface IMiniportWaveRT extends IMiniport {
    /**
     * Takes over the device ({@code nf-portcls-iminiportwavert-init}).
     *
     * @param adapter the device
     * @param resources what it grants
     * @param port the port, valid until {@link #close}
     * @throws IOException when the device does not work; told as it is
     */
    @Irql(Level.PASSIVE)
    void init(Adapter adapter, IResourceList resources, IPortWaveRT port) throws IOException;

    /**
     * Makes a stream in STOP at position 0 ({@code nf-portcls-iminiportwavert-newstream}).
     *
     * @param portStream the port's half: memory for the cyclic buffer
     * @param pin pin factory
     * @param capture true: from the device to programs
     * @param format one that lies in a range of the pin
     */
    @Irql(Level.PASSIVE)
    IMiniportWaveRTStream newStream(
            IPortWaveRTStream portStream, int pin, boolean capture, DataFormat format)
            throws IOException;

    /** What the device can do by DMA ({@code nf-portcls-iminiportwavert-getdevicedescription}). */
    @Irql(Level.PASSIVE)
    default DeviceDescription getDeviceDescription() {
        return DeviceDescription.ANY;
    }
}

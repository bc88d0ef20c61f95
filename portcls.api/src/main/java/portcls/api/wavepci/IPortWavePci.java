package portcls.api.wavepci;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.IDmaChannel;
import portcls.api.IPort;
import portcls.api.IServiceGroup;
import portcls.api.Irql;
import portcls.api.Irql.Level;

/** The WavePci port driver ({@code nn-portcls-iportwavepci}). */
@ProviderType
public interface IPortWavePci extends IPort {
    /**
     * Makes a channel for a device that moves data itself ({@code
     * nf-portcls-iportwavepci-newmasterdmachannel}): memory that driver and device share, such as a
     * list of buffer descriptors.
     *
     * @param dma32BitAddresses whether the device can reach the first 4 GiB
     * @param dma64BitAddresses whether it can reach everything
     * @param maximumLength bytes of the largest buffer
     */
    @Irql(Level.PASSIVE)
    IDmaChannel newMasterDmaChannel(
            boolean dma32BitAddresses, boolean dma64BitAddresses, int maximumLength);

    /**
     * The device has moved on ({@code nf-portcls-iportwavepci-notify}). Only queues.
     *
     * @param serviceGroup the miniport's or a stream's
     */
    @Irql(Level.ANY)
    void notify(IServiceGroup serviceGroup);
}

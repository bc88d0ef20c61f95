package portcls.api.wavecyclic;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.IDmaChannel;
import portcls.api.IDmaChannelSlave;
import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.Irql;
import portcls.api.Irql.Level;

/** The WaveCyclic port driver ({@code nn-portcls-iportwavecyclic}, {@code wave-filters}). */
@ProviderType
public interface IPortWaveCyclic extends IPort {
    /**
     * Makes a channel for a device that moves data itself ({@code
     * nf-portcls-iportwavecyclic-newmasterdmachannel}).
     *
     * @param maximumLength bytes of the largest buffer
     * @param dma32BitAddresses whether the device can reach the first 4 GiB
     * @param dma64BitAddresses whether it can reach everything
     */
    @Irql(Level.PASSIVE)
    IDmaChannel newMasterDmaChannel(
            int maximumLength, boolean dma32BitAddresses, boolean dma64BitAddresses);

    /**
     * Makes a channel of the system's DMA controller ({@code
     * nf-portcls-iportwavecyclic-newslavedmachannel}).
     *
     * @param resources holds the DMA line
     * @param dmaIndex index among the DMA entries of the list
     * @param maximumLength bytes of the largest buffer
     * @param demandMode whether the device paces the transfer by its request line
     * @throws portcls.api.PortClsException INVALID_PARAMETER when the list has no such line
     */
    @Irql(Level.PASSIVE)
    IDmaChannelSlave newSlaveDmaChannel(
            IResourceList resources,
            int dmaIndex,
            int maximumLength,
            boolean demandMode,
            DmaSpeed dmaSpeed);

    /**
     * The device has moved on ({@code nf-portcls-iportwavecyclic-notify}): called by the interrupt
     * routine every 10 ms or so; drives the copying. Only queues.
     */
    @Irql(Level.ANY)
    void notify(IServiceGroup serviceGroup);
}

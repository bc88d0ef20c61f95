package portcls.ports.wavecyclic;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.IDmaChannelSlave;
import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.BusMemory;
import portcls.api.adapter.DmaLine;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavecyclic.DmaSpeed;
import portcls.api.wavecyclic.IMiniportWaveCyclic;
import portcls.api.wavecyclic.IPortWaveCyclic;
import portcls.api.wavecyclic.WaveCyclicStream;
import portcls.ports.dma.Channels;
import portcls.ports.drm.ProtectedPort;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.PinFactory;
import portcls.ports.port.PortHouse;
import portcls.ports.property.PortProperties;
import portcls.ports.wave.ClientPin;
import portcls.ports.wave.StreamMemory;
import portcls.ports.wave.WavePins;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The WaveCyclic port driver. */
public final class WaveCyclicPort extends ProtectedPort implements IPortWaveCyclic {
    private final PortHouse house;
    private final Channels channels = new Channels();
    private volatile @Nullable IMiniportWaveCyclic miniport;
    private volatile @Nullable BusMemory bus;

    public WaveCyclicPort(PortHouse house) {
        super(PortClass.WAVECYCLIC, house);
        this.house = house;
    }

    @Override
    public IDmaChannel newMasterDmaChannel(
            int maximumLength, boolean dma32BitAddresses, boolean dma64BitAddresses) {
        return channels.newMaster(bus, dma32BitAddresses, dma64BitAddresses, maximumLength);
    }

    @Override
    public IDmaChannelSlave newSlaveDmaChannel(
            IResourceList resources,
            int dmaIndex,
            int maximumLength,
            boolean demandMode,
            DmaSpeed dmaSpeed) {
        Resource found =
                resources
                        .findTranslatedEntry(ResourceType.DMA, dmaIndex)
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.INVALID_PARAMETER,
                                                "the resource list has "
                                                        + resources.numberOfEntriesOfType(
                                                                ResourceType.DMA)
                                                        + " DMA channels: dmaIndex="
                                                        + dmaIndex));
        if (!(found instanceof DmaLine line)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a DMA resource must be a DmaLine: " + found.description());
        }
        return channels.newSlave(line, maximumLength);
    }

    @Override
    public void notify(IServiceGroup serviceGroup) {
        serviceGroup.requestService();
    }

    @Override
    protected boolean accepts(IMiniport candidate) {
        return candidate instanceof IMiniportWaveCyclic;
    }

    @Override
    protected void initMiniport(IMiniport candidate, Adapter adapter, IResourceList resources)
            throws IOException {
        IMiniportWaveCyclic wave = (IMiniportWaveCyclic) candidate;
        bus = resources.first(BusMemory.class).orElse(null);
        miniport = wave;
        wave.init(adapter, resources, this);
    }

    @Override
    protected void stopCalls() {
        // The dispatch thread enters a miniport's stream only to serve it, which ends with the pin.
    }

    @Override
    protected void unlinkMiniport() {
        miniport = null;
    }

    @Override
    protected void forgetMiniport() {
        miniport = null;
        bus = null;
        // Not before: until its driver has closed it the device may move data there.
        List<Runnable> left = channels.ends();
        if (!left.isEmpty()) {
            freeOnThread(() -> left.forEach(Runnable::run));
        }
    }

    @Override
    protected PortProperties properties() {
        return new CyclicProperties();
    }

    @Override
    protected PinFactory pins() {
        WavePins pins = this::newStream;
        return pins;
    }

    /** The stream of these channels is closed: frees the buffers of those that are the port's. */
    void freed(List<IDmaChannel> ofStream) {
        ofStream.forEach(channels::free);
    }

    /** A driver failed on the dispatch thread: it is of no more use. */
    void failed(String where, Throwable cause) {
        broken(where, cause);
    }

    private ClientPin newStream(
            OpenHandle handle,
            int pinId,
            PinDescriptor descriptor,
            DataFormat format,
            StreamMemory memory)
            throws IOException {
        IMiniportWaveCyclic driver = miniport;
        if (driver == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the driver of this filter is gone");
        }
        if (!(format instanceof WaveDataFormat wave)) {
            throw new PortClsException(
                    Status.NO_MATCH, "a WaveCyclic pin carries sound: format=" + format);
        }
        boolean capture = descriptor.dataFlow() == DataFlow.OUT;
        memory.registers().takeOver();
        Set<Object> before = channels.held();
        try {
            WaveCyclicStream made = driver.newStream(pinId, capture, format);
            // A channel that was made for this stream ends with it.
            List<IDmaChannel> ofStream =
                    before.contains(made.dmaChannel()) ? List.of() : List.of(made.dmaChannel());
            return new WaveCyclicPin(
                    handle, pinId, wave, device(), house, memory, capture, this, made, ofStream);
        } catch (IOException | RuntimeException | Error e) {
            // Nobody closes a stream that was never opened.
            channels.freeAllBut(before);
            throw e;
        }
    }
}

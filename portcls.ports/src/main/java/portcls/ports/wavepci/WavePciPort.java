package portcls.ports.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.BusMemory;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavepci.IMiniportWavePci;
import portcls.api.wavepci.IPortWavePci;
import portcls.api.wavepci.WavePciStream;
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

/** The WavePci port driver. */
public final class WavePciPort extends ProtectedPort implements IPortWavePci {
    private final PortHouse house;
    private final IServiceSink sink = this::serve;
    private final Channels channels = new Channels();
    private volatile @Nullable IMiniportWavePci miniport;
    private volatile @Nullable IServiceGroup group;
    private volatile @Nullable BusMemory bus;
    private volatile boolean serving;

    public WavePciPort(PortHouse house) {
        super(PortClass.WAVEPCI, house);
        this.house = house;
    }

    @Override
    public IDmaChannel newMasterDmaChannel(
            boolean dma32BitAddresses, boolean dma64BitAddresses, int maximumLength) {
        return channels.newMaster(bus, dma32BitAddresses, dma64BitAddresses, maximumLength);
    }

    @Override
    public void notify(IServiceGroup serviceGroup) {
        serviceGroup.requestService();
    }

    @Override
    protected boolean accepts(IMiniport candidate) {
        return candidate instanceof IMiniportWavePci;
    }

    @Override
    protected void initMiniport(IMiniport candidate, Adapter adapter, IResourceList resources)
            throws IOException {
        IMiniportWavePci wave = (IMiniportWavePci) candidate;
        bus = resources.first(BusMemory.class).orElse(null);
        miniport = wave;
        wave.init(adapter, resources, this);
        IServiceGroup told = wave.serviceGroup();
        if (told != null) {
            group = told;
            serving = true;
            told.addMember(sink);
        }
    }

    @Override
    protected void stopCalls() {
        serving = false;
    }

    @Override
    protected void unlinkMiniport() {
        serving = false;
        IServiceGroup old = group;
        group = null;
        if (old != null) {
            old.removeMember(sink);
        }
    }

    @Override
    protected void forgetMiniport() {
        group = null;
        miniport = null;
        bus = null;
        // Not before: until its driver has closed it the device may read its descriptors there.
        List<Runnable> left = channels.ends();
        if (!left.isEmpty()) {
            freeOnThread(() -> left.forEach(Runnable::run));
        }
    }

    @Override
    protected PortProperties properties() {
        return new PciProperties();
    }

    @Override
    protected PinFactory pins() {
        WavePins pins = this::newStream;
        return pins;
    }

    /** A driver failed on the dispatch thread: it is of no more use. */
    void failed(String where, Throwable cause) {
        serving = false;
        broken(where, cause);
    }

    private ClientPin newStream(
            OpenHandle handle,
            int pinId,
            PinDescriptor descriptor,
            DataFormat format,
            StreamMemory memory)
            throws IOException {
        IMiniportWavePci driver = miniport;
        if (driver == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the driver of this filter is gone");
        }
        if (!(format instanceof WaveDataFormat wave)) {
            throw new PortClsException(
                    Status.NO_MATCH, "a WavePci pin carries sound: format=" + format);
        }
        boolean capture = descriptor.dataFlow() == DataFlow.OUT;
        PciStream portStream = new PciStream(driver, capture);
        memory.registers().takeOver();
        // The channel is the driver's own affair.
        WavePciStream made = driver.newStream(portStream, pinId, capture, format);
        return new WavePciPin(
                handle,
                pinId,
                wave,
                device(),
                house,
                memory,
                capture,
                this,
                portStream,
                made.stream(),
                made.serviceGroup(),
                bus);
    }

    private void serve() {
        IMiniportWavePci driver = miniport;
        if (serving && driver != null) {
            try {
                driver.service();
            } catch (Throwable t) {
                failed("service", t);
            }
        }
    }
}

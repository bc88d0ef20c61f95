package portcls.ports.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsId;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavert.EngineEvent;
import portcls.api.wavert.IMiniportWaveRT;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.IPortClsEtwHelper;
import portcls.api.wavert.IPortClsNotifications;
import portcls.api.wavert.IPortWaveRT;
import portcls.ports.drm.ProtectedPort;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.PinFactory;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortHouse;
import portcls.ports.property.PortProperties;
import portcls.ports.wave.ClientPin;
import portcls.ports.wave.MiniportEngineEvent;
import portcls.ports.wave.StreamMemory;
import portcls.ports.wave.WavePins;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The WaveRT port driver. */
public final class WaveRtPort extends ProtectedPort
        implements IPortWaveRT, IPortClsNotifications, IPortClsEtwHelper {
    private static final Logger LOG = System.getLogger(WaveRtPort.class.getName());
    private static final int MOST_NOTIFICATION_BYTES = 0xFFFF;

    private final PortHouse house;
    private volatile @Nullable IMiniportWaveRT miniport;

    public WaveRtPort(PortHouse house) {
        super(PortClass.WAVERT, house);
        this.house = house;
    }

    @Override
    public ByteBuffer allocNotificationBuffer(int numberOfBytes) {
        if (numberOfBytes < 1 || numberOfBytes > MOST_NOTIFICATION_BYTES) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "numberOfBytes must lie in 1 … "
                            + MOST_NOTIFICATION_BYTES
                            + ": numberOfBytes="
                            + numberOfBytes);
        }
        return ByteBuffer.allocate(numberOfBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void freeNotificationBuffer(ByteBuffer notificationBuffer) {
        // The collector takes it.
    }

    @Override
    public void sendNotification(KsId notificationId, ByteBuffer notificationBuffer) {
        filter().ifPresent(filter -> filter.notify(notificationId, notificationBuffer));
    }

    @Override
    public void miniportWriteEtwEvent(
            EngineEvent event, long data1, long data2, long data3, long data4) {
        String id = filter().map(PortFilter::id).orElse("");
        MiniportEngineEvent.write(id, event, data1, data2, data3, data4);
    }

    @Override
    protected boolean accepts(IMiniport candidate) {
        return candidate instanceof IMiniportWaveRT;
    }

    @Override
    protected void initMiniport(IMiniport candidate, Adapter adapter, IResourceList resources)
            throws IOException {
        IMiniportWaveRT wave = (IMiniportWaveRT) candidate;
        miniport = wave;
        wave.init(adapter, resources, this);
    }

    @Override
    protected void stopCalls() {
        // The dispatch thread enters a miniport's stream only to poll its position, which ends
        // with the pin.
    }

    @Override
    protected void forgetMiniport() {
        miniport = null;
    }

    @Override
    protected void unlinkMiniport() {
        miniport = null;
    }

    @Override
    protected PortProperties properties() {
        return new WaveRtProperties(this::audioEngine, this::miniportNow);
    }

    @Override
    protected PinFactory pins() {
        WavePins pins = this::newStream;
        return pins;
    }

    /** A driver left memory behind. */
    void left(String driver, int pieces) {
        LOG.log(
                Level.WARNING,
                "{0} did not free {1} piece(s) of the memory of a stream; the port took them back",
                driver,
                pieces);
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
        IMiniportWaveRT driver = miniportNow();
        if (!(format instanceof WaveDataFormat wave)) {
            throw new PortClsException(
                    Status.NO_MATCH, "a WaveRT pin carries sound: format=" + format);
        }
        boolean capture = descriptor.dataFlow() == DataFlow.OUT;
        PortStream portStream = new PortStream(memory);
        memory.registers().takeOver();
        IMiniportWaveRTStream stream;
        try {
            stream = driver.newStream(portStream, pinId, capture, format);
        } catch (IOException | RuntimeException e) {
            portStream.takeBack();
            throw e;
        }
        return new WaveRtPin(
                handle, pinId, wave, device(), house, this, memory, portStream, capture, stream);
    }

    private IMiniportWaveRT miniportNow() {
        IMiniportWaveRT driver = miniport;
        if (driver == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the driver of this filter is gone");
        }
        return driver;
    }

    private boolean audioEngine() {
        return miniport instanceof portcls.api.wavert.IMiniportAudioEngineNode;
    }
}

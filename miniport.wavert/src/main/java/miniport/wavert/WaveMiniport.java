package miniport.wavert;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.IPortEvents;
import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Miniport;
import portcls.api.adapter.StreamControls;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEndpoint.Role;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.Intersection;
import portcls.api.ks.KsId;
import portcls.api.ks.SignalProcessing;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.IMiniportAudioSignalProcessing;
import portcls.api.wavert.IMiniportWaveRT;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.IPortClsEtwHelper;
import portcls.api.wavert.IPortClsNotifications;
import portcls.api.wavert.IPortWaveRT;
import portcls.api.wavert.IPortWaveRTStream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A device that plays and records with a {@link WaveEngine}: the adapter moves the frames, this
 * driver makes streams of them. The engine's endpoints decide what the filter looks like. Its
 * methods are called as {@link IMiniportWaveRT} says.
 */
@Component(service = IMiniportWaveRT.class, scope = ServiceScope.PROTOTYPE)
@Miniport(device = "wave-engine")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=wavert", "device:List<String>=wave-engine"})
public final class WaveMiniport
        implements IMiniportWaveRT, IMiniportAudioSignalProcessing, EngineNodeMiniport {
    private static final List<KsId> MODES = List.of(SignalProcessing.RAW, SignalProcessing.DEFAULT);

    private final List<WaveStream> streams = new ArrayList<>();
    private String name = "wave engine";
    private @Nullable Device device;

    /** Where what happens is traced; nowhere when the port has no trace. */
    private IPortClsEtwHelper trace = (_, _, _, _, _) -> {};

    /** The device once it is there. */
    private record Device(
            WaveEngine engine,
            FilterLayout layout,
            AudioEngine audioEngine,
            Sockets sockets,
            Modules modules) {}

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortWaveRT port) {
        name = adapter.name();
        WaveEngine engine = resources.first(WaveEngine.class).orElseThrow(this::noEngine);
        FilterLayout layout =
                new FilterLayout(name, engine.endpoints(), engine instanceof StreamControls);
        Sockets sockets = new Sockets(engine, layout);
        Modules modules = new Modules(engine, name, adapter.id());
        device = new Device(engine, layout, new AudioEngine(layout, engine), sockets, modules);
        sockets.watch((IPortEvents) port);
        if (port instanceof IPortClsEtwHelper helper) {
            trace = helper;
        }
        if (port instanceof IPortClsNotifications notifications) {
            modules.watch(notifications);
        }
    }

    @Override
    public FilterDescriptor getDescription() {
        Device now = require();
        FilterLayout layout = now.layout();
        AutomationTable filter =
                new FilterProperties(layout, now.sockets()).table().and(now.modules().ofFilter());
        return layout.describe(name, filter, now.modules().ofPin());
    }

    @Override
    public Intersection dataRangeIntersection(
            int pinId, DataRange dataRange, DataRange matchingDataRange) {
        FilterLayout layout = require().layout();
        return layout.isStreaming(pinId)
                ? BestFormat.of(layout.endpoint(pinId).preferred(), dataRange, matchingDataRange)
                : Intersection.noMatch();
    }

    @Override
    public IMiniportWaveRTStream newStream(
            IPortWaveRTStream portStream, int pin, boolean capture, DataFormat format)
            throws IOException {
        FilterLayout layout = require().layout();
        if (!layout.isStreaming(pin) || layout.endpoint(pin).isCapture() != capture) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    name
                            + " has no streaming pin of that number and direction: pin="
                            + pin
                            + ", capture="
                            + capture);
        }
        WaveEndpoint endpoint = layout.endpoint(pin);
        WaveFormat wave = Formats.require(endpoint, format);
        streams.removeIf(WaveStream::isClosed);
        WaveEngineStream opened = require().engine().open(endpoint, wave);
        WaveStream stream =
                stream(
                        endpoint.role(),
                        capture,
                        new WaveStream.Parts(
                                name,
                                opened,
                                wave,
                                new BufferMemory(portStream),
                                portStream.registers()));
        streams.add(stream);
        return stream;
    }

    @Override
    public List<KsId> getModes(int pin) {
        FilterLayout layout = require().layout();
        if (!layout.isPin(pin)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "pin must lie in 0 … " + (layout.pinCount() - 1) + ": pin=" + pin);
        }
        if (!layout.isStreaming(pin) || layout.endpoint(pin).role() == Role.LOOPBACK) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED,
                    "bridge and loopback pins have no signal processing modes: pin=" + pin);
        }
        return MODES;
    }

    @Override
    public AudioEngine audioEngine(int nodeId) {
        Device now = require();
        if (nodeId == FilterLayout.NONE || nodeId != now.layout().engineNode()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "this node of " + name + " is not an audio engine: nodeId=" + nodeId);
        }
        return now.audioEngine();
    }

    /** Closes what the port left open; the engine itself is the adapter's. */
    @Override
    public void close() throws IOException {
        Device now = device;
        if (now != null) {
            now.sockets().unwatch();
            now.modules().unwatch();
        }
        IOException first = null;
        for (WaveStream stream : streams) {
            try {
                stream.closeEngine();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else if (e != first) {
                    first.addSuppressed(e);
                }
            }
        }
        streams.clear();
        if (first != null) {
            throw first;
        }
    }

    private WaveStream stream(Role role, boolean capture, WaveStream.Parts parts) {
        if (role != Role.HOST && parts.engine() instanceof StreamControls controls) {
            Levels levels = new Levels(controls);
            boolean loopedBack = require().layout().loopbackPin() != FilterLayout.NONE;
            return capture
                    ? new LoopbackStream(parts, levels)
                    : new OffloadStream(parts, levels, loopedBack, trace);
        }
        return capture ? new CaptureStream(parts) : new RenderStream(parts);
    }

    private Device require() {
        Device now = device;
        if (now == null) {
            throw new PortClsException(
                    Status.DEVICE_NOT_READY, "this miniport has no device yet; init it first");
        }
        return now;
    }

    private PortClsException noEngine() {
        return new PortClsException(
                Status.DEVICE_CONFIGURATION_ERROR,
                name
                        + " grants no wave engine: its adapter must have a WaveEngine among its"
                        + " resources");
    }
}

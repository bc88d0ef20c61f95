package portcls.ports.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.SynthOutput;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.dmus.IPortDMus;
import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.dmus.StreamType;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.PortFilter;
import portcls.ports.music.Allocator;
import portcls.ports.music.EventPool;
import portcls.ports.property.PortProperties;

import java.io.IOException;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** The part for DMus miniports: their streams are the stages of the graph themselves. */
public final class DMusPart extends MusicPart<IMiniportDMus> {
    private final IPortDMus port;
    private final SynthSound sound;

    public DMusPart(IMiniportDMus miniport, IPortDMus port, MusicHost host) {
        super(miniport, host);
        this.port = port;
        sound =
                new SynthSound(
                        host.house(),
                        () -> host.filter().map(PortFilter::id).orElse(""),
                        this::newSoundStream,
                        host::broke);
    }

    @Override
    public PortClass kind() {
        return PortClass.DMUS;
    }

    @Override
    public @Nullable IServiceGroup init(Adapter adapter, IResourceList resources)
            throws IOException {
        IMiniportDMus driver = driverNow();
        driver.init(adapter, resources, port);
        return driver.serviceGroup();
    }

    @Override
    public void notifyStreams() {
        for (CapturePin pin : capturing()) {
            pin.notifyGroup();
        }
    }

    @Override
    public void setWaveOutput(String filterId) {
        sound.choose(filterId);
    }

    @Override
    public void forget() {
        super.forget();
        sound.abandon();
    }

    @Override
    public PortProperties properties() {
        return new WaveSinkProperties(
                sound, () -> host().filter().map(PortFilter::soundPin).orElse(OptionalInt.empty()));
    }

    @Override
    public OpenPin newPin(OpenHandle handle, int pinId, PinDescriptor descriptor, DataFormat format)
            throws IOException {
        if (descriptor.dataFlow() == DataFlow.IN) {
            return newMusicPin(handle, pinId, format);
        }
        return format instanceof WaveDataFormat wave
                ? newSynthPin(handle, pinId, wave)
                : newCapturePin(handle, pinId, format);
    }

    /** Never calls {@link IMiniportDMus#service}: the streams fetch what there is. */
    @Override
    protected void service(IMiniportDMus driver) {}

    private OpenPin newMusicPin(OpenHandle handle, int pinId, DataFormat format)
            throws IOException {
        SoundOutput output = soundFor(handle);
        EventPool pool = newRenderPool();
        DMusStream stream = null;
        try {
            stream =
                    newStream(
                            pinId,
                            StreamType.MIDI_RENDER,
                            format,
                            pool,
                            output == null ? host().device().clock() : output.masterClock());
            if (output != null) {
                stream.mxf().connectOutput(output.sink());
            }
            RenderPin.Parts parts =
                    new RenderPin.Parts(
                            handle,
                            pinId,
                            format,
                            host().device(),
                            output == null ? host().device().clock() : output.masterClock(),
                            pool,
                            MusicStream.of(stream),
                            output,
                            host()::broke);
            RenderPin pin =
                    format.subFormat().equals(FormatIds.SUBTYPE_DIRECTMUSIC)
                            ? new DirectMusicRenderPin(parts, synthesizerOf(pinId))
                            : new RenderPin(parts);
            if (output != null) {
                output.joined(pin);
            }
            return pin;
        } catch (IOException | RuntimeException | LinkageError e) {
            closeAfter(e, stream);
            if (output != null) {
                output.unused();
            }
            throw e;
        }
    }

    private OpenPin newCapturePin(OpenHandle handle, int pinId, DataFormat format)
            throws IOException {
        EventPool pool = CaptureSink.newPool(family());
        DMusStream stream =
                newStream(pinId, StreamType.MIDI_CAPTURE, format, pool, host().device().clock());
        try {
            return newCapturePin(handle, pinId, format, pool, MusicStream.of(stream));
        } catch (IOException | RuntimeException | LinkageError e) {
            closeAfter(e, stream);
            throw e;
        }
    }

    private OpenPin newSynthPin(OpenHandle handle, int pinId, WaveDataFormat format)
            throws IOException {
        if (handle.pins().stream().anyMatch(SynthOutput.class::isInstance)) {
            throw new PortClsException(
                    Status.DEVICE_BUSY,
                    "this handle has the sound of the synthesizer already; close that, or open"
                            + " another handle");
        }
        RenderedClock clock = new RenderedClock(format.format().samplesPerSecond());
        DMusStream stream = newSoundStream(pinId, format, clock);
        return new SynthPin(
                handle,
                pinId,
                format,
                host().device(),
                clock,
                (ISynthSinkDMus) stream.mxf(),
                host()::broke);
    }

    /** What a new render pin is heard by; null when the port does not see to that. */
    private @Nullable SoundOutput soundFor(OpenHandle handle) throws IOException {
        for (OpenPin pin : handle.pins()) {
            if (pin instanceof SynthPin output) {
                return output;
            }
        }
        OptionalInt soundPin = host().filter().orElseThrow().soundPin();
        if (soundPin.isEmpty()) {
            return null;
        }
        int pinId = soundPin.getAsInt();
        sound.open(pinId, () -> WaveDataFormat.of(handle.preferredFormat(pinId)));
        return sound;
    }

    /** A stream that sounds others (SNK-1). */
    private DMusStream newSoundStream(int pinId, WaveDataFormat format, IMasterClock clock)
            throws IOException {
        DMusStream stream =
                newStream(pinId, StreamType.WAVE_SINK, format, SynthSound.newPool(family()), clock);
        if (!(stream.mxf() instanceof ISynthSinkDMus)) {
            PortClsException wrong =
                    new PortClsException(
                            Status.INVALID_DEVICE_REQUEST,
                            host().driver()
                                    + " has a wave pin, and a stream of it that cannot be rendered:"
                                    + " what newStream makes for WAVE_SINK must implement"
                                    + " ISynthSinkDMus: pin="
                                    + pinId
                                    + ", stream="
                                    + stream.mxf().getClass().getName());
            closeAfter(wrong, stream);
            throw wrong;
        }
        return stream;
    }

    private DMusStream newStream(
            int pinId, StreamType type, DataFormat format, EventPool pool, IMasterClock clock)
            throws IOException {
        DMusStream made = driverNow().newStream(pinId, type, format, new Allocator(pool), clock);
        if (made == null) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    host().driver() + " made no stream: pin=" + pinId + ", type=" + type);
        }
        return made;
    }

    /** The synthesizer that a pin leads to; empty when there is none behind it. */
    private OptionalInt synthesizerOf(int pinId) {
        FilterDescriptor whole = host().filter().orElseThrow().descriptor();
        Set<Integer> reached = new HashSet<>();
        for (ConnectionDescriptor it : whole.connections()) {
            if (it.fromNode() == ConnectionDescriptor.FILTER && it.fromPin() == pinId) {
                reached.add(it.toNode());
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (ConnectionDescriptor it : whole.connections()) {
                more |= reached.contains(it.fromNode()) && reached.add(it.toNode());
            }
        }
        return reached.stream()
                .filter(node -> node != ConnectionDescriptor.FILTER)
                .filter(node -> whole.nodes().get(node).type().equals(NodeTypes.SYNTHESIZER))
                .mapToInt(Integer::intValue)
                .min();
    }

    private static void closeAfter(Throwable failure, @Nullable DMusStream stream) {
        if (stream == null) {
            return;
        }
        try {
            stream.mxf().close();
        } catch (IOException | RuntimeException | LinkageError e) {
            failure.addSuppressed(e);
        }
    }
}

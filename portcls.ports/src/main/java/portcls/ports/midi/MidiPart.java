package portcls.ports.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FormatIds;
import portcls.api.ks.PinDescriptor;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;
import portcls.ports.dmus.MusicHost;
import portcls.ports.dmus.MusicPart;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.music.Allocator;
import portcls.ports.music.EventPool;

import java.io.IOException;

/** The part for MIDI miniports: the same graph, with a stage of bytes at its end. */
final class MidiPart extends MusicPart<IMiniportMidi> {
    private final IPortMidi port;

    MidiPart(IMiniportMidi miniport, IPortMidi port, MusicHost host) {
        super(miniport, host);
        this.port = port;
    }

    @Override
    public PortClass kind() {
        return PortClass.MIDI;
    }

    @Override
    public @Nullable IServiceGroup init(Adapter adapter, IResourceList resources)
            throws IOException {
        IMiniportMidi driver = driverNow();
        driver.init(adapter, resources, port);
        return driver.serviceGroup();
    }

    @Override
    public void setWaveOutput(String filterId) {
        throw new PortClsException(
                Status.INVALID_DEVICE_REQUEST,
                "a MIDI miniport has no synthesizer whose sound a wave filter could play; only an"
                        + " IMiniportDMus may name one: filterId="
                        + filterId);
    }

    @Override
    public OpenPin newPin(OpenHandle handle, int pinId, PinDescriptor descriptor, DataFormat format)
            throws IOException {
        if (!format.subFormat().equals(FormatIds.SUBTYPE_MIDI)) {
            throw new PortClsException(
                    Status.NO_MATCH,
                    "a MIDI filter has pins of raw MIDI alone; its driver must not offer another"
                            + " format: pin="
                            + pinId
                            + ", format="
                            + format);
        }
        boolean capture = descriptor.dataFlow() == DataFlow.OUT;
        IMiniportMidiStream stream = driverNow().newStream(pinId, capture, format);
        try {
            return capture
                    ? newCapturePin(handle, pinId, format, stream)
                    : newRenderPin(handle, pinId, format, stream);
        } catch (IOException | RuntimeException | LinkageError e) {
            stream.close();
            throw e;
        }
    }

    @Override
    protected void service(IMiniportMidi driver) {
        driver.service();
    }

    private OpenPin newRenderPin(
            OpenHandle handle, int pinId, DataFormat format, IMiniportMidiStream stream) {
        IServiceGroup own = stream.serviceGroup();
        RawMidiRender stage =
                new RawMidiRender(
                        stream,
                        host().device().clock(),
                        host().device().dispatcher(),
                        host()::broke);
        return newRenderPin(handle, pinId, format, newRenderPool(), stage, own, stage.counts());
    }

    private OpenPin newCapturePin(
            OpenHandle handle, int pinId, DataFormat format, IMiniportMidiStream stream)
            throws IOException {
        IServiceGroup own = stream.serviceGroup();
        int few = RawMidiCapture.EVENTS;
        EventPool pool = new EventPool(family(), few, few, few, few);
        RawMidiCapture stage =
                new RawMidiCapture(stream, host().device().clock(), new Allocator(pool));
        return newCapturePin(handle, pinId, format, pool, stage, own);
    }
}

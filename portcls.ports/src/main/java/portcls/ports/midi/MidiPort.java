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
import portcls.ports.dmus.MusicPort;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.PinFactory;
import portcls.ports.music.Allocator;
import portcls.ports.music.EventPool;
import portcls.ports.port.PortHouse;

import java.io.IOException;

/** The MIDI port driver: the DMus port's graph, with a stage of bytes at its end. */
public final class MidiPort extends MusicPort<IMiniportMidi> implements IPortMidi {
    public MidiPort(PortHouse house) {
        super(PortClass.MIDI, IMiniportMidi.class, house);
    }

    @Override
    public void notify(@Nullable IServiceGroup which) {
        IServiceGroup target = which == null ? group() : which;
        if (target != null) {
            target.requestService();
        }
    }

    @Override
    protected void init(IMiniportMidi driver, Adapter adapter, IResourceList resources)
            throws IOException {
        driver.init(adapter, resources, this);
    }

    @Override
    protected @Nullable IServiceGroup serviceGroup(IMiniportMidi driver) {
        return driver.serviceGroup();
    }

    @Override
    protected void service(IMiniportMidi driver) {
        driver.service();
    }

    @Override
    protected PinFactory pins() {
        return this::newPin;
    }

    private OpenPin newPin(
            OpenHandle handle, int pinId, PinDescriptor descriptor, DataFormat format)
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

    private OpenPin newRenderPin(
            OpenHandle handle, int pinId, DataFormat format, IMiniportMidiStream stream) {
        IServiceGroup own = stream.serviceGroup();
        RawMidiRender stage =
                new RawMidiRender(stream, device().clock(), device().dispatcher(), this::broke);
        return newRenderPin(handle, pinId, format, newRenderPool(), stage, own, stage.counts());
    }

    private OpenPin newCapturePin(
            OpenHandle handle, int pinId, DataFormat format, IMiniportMidiStream stream)
            throws IOException {
        IServiceGroup own = stream.serviceGroup();
        int few = RawMidiCapture.EVENTS;
        EventPool pool = new EventPool(family(), few, few, few, few);
        RawMidiCapture stage = new RawMidiCapture(stream, device().clock(), new Allocator(pool));
        return newCapturePin(handle, pinId, format, pool, stage, own);
    }
}

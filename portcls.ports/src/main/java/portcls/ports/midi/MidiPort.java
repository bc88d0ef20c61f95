package portcls.ports.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.PinDescriptor;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.PinFactory;
import portcls.ports.port.PortDriver;
import portcls.ports.port.PortHouse;

import java.io.IOException;
import java.util.Arrays;

/** The MIDI port driver. */
public final class MidiPort extends PortDriver implements IPortMidi {
    private final IServiceSink sink = this::serve;
    private volatile CapturePin[] capturing = {};
    private volatile @Nullable IMiniportMidi miniport;
    private volatile @Nullable IServiceGroup group;
    private volatile boolean serving;

    public MidiPort(PortHouse house) {
        super(PortClass.MIDI, house);
    }

    @Override
    public void notify(@Nullable IServiceGroup which) {
        IServiceGroup target = which == null ? group : which;
        if (target != null) {
            target.requestService();
        }
    }

    @Override
    public void registerServiceGroup(IServiceGroup newGroup) {
        synchronized (sink) {
            IServiceGroup old = group;
            if (old == newGroup) {
                return;
            }
            if (old != null) {
                throw new PortClsException(
                        Status.INVALID_PARAMETER,
                        "a MIDI miniport has one service group; it must be the same in"
                                + " registerServiceGroup and serviceGroup");
            }
            group = newGroup;
        }
        newGroup.addMember(sink);
    }

    @Override
    protected boolean accepts(IMiniport candidate) {
        return candidate instanceof IMiniportMidi;
    }

    @Override
    protected void initMiniport(IMiniport candidate, Adapter adapter, IResourceList resources)
            throws IOException {
        IMiniportMidi midi = (IMiniportMidi) candidate;
        miniport = midi;
        serving = true;
        midi.init(adapter, resources, this);
        IServiceGroup told = midi.serviceGroup();
        if (told != null) {
            registerServiceGroup(told);
        } else if (group == null) {
            // A miniport without a group of its own may still tell of arrivals by notify(null).
            registerServiceGroup(system().newServiceGroup(adapter));
        }
    }

    @Override
    protected void stopCalls() {
        serving = false;
    }

    @Override
    protected void forgetMiniport() {
        miniport = null;
        group = null;
        capturing = new CapturePin[0];
    }

    @Override
    protected void unlinkMiniport() {
        serving = false;
        IServiceGroup old = group;
        group = null;
        if (old != null) {
            old.removeMember(sink);
        }
        miniport = null;
    }

    @Override
    protected PinFactory pins() {
        return this::newPin;
    }

    void broke(String where, Throwable cause) {
        serving = false;
        broken(where, cause);
    }

    /** On the worker. */
    void closed(CapturePin pin) {
        capturing = Arrays.stream(capturing).filter(it -> it != pin).toArray(CapturePin[]::new);
    }

    private OpenPin newPin(
            OpenHandle handle, int pinId, PinDescriptor descriptor, DataFormat format)
            throws IOException {
        IMiniportMidi driver = miniport;
        if (driver == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the driver of this filter is gone");
        }
        boolean capture = descriptor.dataFlow() == DataFlow.OUT;
        IMiniportMidiStream stream = driver.newStream(pinId, capture, format);
        try {
            return newPin(handle, pinId, format, capture, stream);
        } catch (RuntimeException | LinkageError e) {
            stream.close();
            throw e;
        }
    }

    private OpenPin newPin(
            OpenHandle handle,
            int pinId,
            DataFormat format,
            boolean capture,
            IMiniportMidiStream stream) {
        if (!capture) {
            return new RenderPin(handle, pinId, format, device(), stream, this);
        }
        CapturePin pin = new CapturePin(handle, pinId, format, device(), stream, this);
        CapturePin[] more = Arrays.copyOf(capturing, capturing.length + 1);
        more[more.length - 1] = pin;
        capturing = more;
        return pin;
    }

    /**
     * The miniport's group was notified: the miniport first, then what its streams have brought.
     */
    private void serve() {
        IMiniportMidi driver = miniport;
        if (!serving || driver == null) {
            return;
        }
        try {
            driver.service();
        } catch (Throwable t) {
            broke("service", t);
            return;
        }
        for (CapturePin pin : capturing) {
            pin.service();
        }
    }
}

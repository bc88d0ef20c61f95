package miniport.midi;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.ByteLink;
import portcls.api.adapter.Miniport;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;
import portcls.mpu401.BusyLimit;

import java.util.Objects;

/**
 * A device that is a stream of MIDI bytes in one or both directions: a serial line, a raw MIDI
 * node, a cable. What its {@link ByteLink} can do decides what the filter looks like. Its methods
 * are called as {@link IMiniportMidi} says.
 */
@Component(service = IMiniportMidi.class, scope = ServiceScope.PROTOTYPE)
@Miniport(device = "midi-bytes")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=midi", "device:List<String>=midi-bytes"})
public final class ByteLinkMiniport implements IMiniportMidi {
    private String name = "MIDI bytes";
    private @Nullable ByteLink link;
    private @Nullable ByteLinkCapture input;
    private IMiniportMidiStream.@Nullable Render output;

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortMidi port) {
        name = adapter.name();
        ByteLink found = resources.first(ByteLink.class).orElseThrow(this::noLink);
        link = found;
        if (found.isWritable()) {
            BusyLimit busy = new BusyLimit(name, port.system().masterClock());
            output = bytes -> busy.attempted(found.write(bytes));
        }
        if (found.isReadable()) {
            input = new ByteLinkCapture(found);
            IServiceGroup group = port.system().newServiceGroup(adapter);
            port.registerServiceGroup(group);
            found.onReadable(() -> port.notify(group));
        }
        if (output == null && input == null) {
            throw noLink();
        }
    }

    @Override
    public FilterDescriptor getDescription() {
        if (input == null) {
            return FilterDescriptor.midiRender(name);
        }
        return output == null ? FilterDescriptor.midiCapture(name) : FilterDescriptor.midi(name);
    }

    @Override
    public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
        return Objects.requireNonNull(
                capture ? input : output, "a stream goes where the link goes");
    }

    /** Something came. It is the stream's if one runs; MIDI that nobody captures is not kept. */
    @Override
    public void service() {
        if (input != null) {
            input.discardUnlessRunning();
        }
    }

    @Override
    public void close() {
        if (link != null) {
            link.onReadable(null); // the link itself is the adapter's
        }
    }

    private PortClsException noLink() {
        return new PortClsException(
                Status.DEVICE_CONFIGURATION_ERROR,
                name
                        + " grants no byte link that can be read or written: its adapter must have"
                        + " a ByteLink among its resources");
    }
}

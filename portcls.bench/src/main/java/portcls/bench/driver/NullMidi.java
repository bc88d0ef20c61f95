package portcls.bench.driver;

import portcls.api.IResourceList;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;

import java.nio.ByteBuffer;

/** A MIDI miniport that is a device of its own and does as little as a miniport can. */
public final class NullMidi implements IMiniportMidi {
    private final IMiniportMidiStream.Render stream;

    /** A miniport that takes all bytes and forgets them. */
    public NullMidi() {
        this(ByteBuffer::remaining);
    }

    /** A miniport whose streams write there. */
    public NullMidi(IMiniportMidiStream.Render stream) {
        this.stream = stream;
    }

    @Override
    public FilterDescriptor getDescription() {
        return FilterDescriptor.midiRender("Null MIDI");
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortMidi port) {}

    @Override
    public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
        return stream;
    }
}

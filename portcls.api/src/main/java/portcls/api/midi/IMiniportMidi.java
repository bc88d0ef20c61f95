package portcls.api.midi;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;

import java.io.IOException;

/**
 * A MIDI miniport driver: what is special to one MIDI device ({@code nn-portcls-iminiportmidi}).
 */
@ConsumerType
public interface IMiniportMidi extends IMiniport {
    /**
     * Opens the device ({@code nf-portcls-iminiportmidi-init}). Called once, before anything else
     * but {@link portcls.api.IMusicTechnology}.
     *
     * @param adapter the device
     * @param resources what the device grants to this driver
     * @param port the port that binds this driver
     * @throws IOException when the device cannot be used; the message becomes the answer of {@code
     *     why}
     */
    @Irql(Level.PASSIVE)
    void init(Adapter adapter, IResourceList resources, IPortMidi port) throws IOException;

    /**
     * The group that is served when the device notifies; asked once after {@link #init}. Null when
     * the device never interrupts, or when {@link IPortMidi#registerServiceGroup} told it already.
     */
    @Irql(Level.PASSIVE)
    default @Nullable IServiceGroup serviceGroup() {
        return null;
    }

    /**
     * Makes a stream in state STOP ({@code nf-portcls-iminiportmidi-newstream}).
     *
     * @param pin pin id
     * @param capture true: from the device to programs
     * @param format always MIDI
     * @throws IOException when the device cannot be opened
     */
    @Irql(Level.PASSIVE)
    IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) throws IOException;

    /** The miniport's group was notified ({@code nf-portcls-iminiportmidi-service}). */
    @Irql(Level.DISPATCH)
    default void service() {}
}

package portcls.api.dmus;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.IMasterClock;
import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;

import java.io.IOException;

/**
 * A DMus miniport driver: a synthesizer, or a MIDI device that takes events with time stamps
 * ({@code nn-dmusicks-iminiportdmus}, {@code directmusic-miniport-driver-interface}).
 */
@ConsumerType
public interface IMiniportDMus extends IMiniport {
    /**
     * Opens the device ({@code nf-dmusicks-iminiportdmus-init}). Called once, before anything else
     * but {@link portcls.api.IMusicTechnology}.
     *
     * @param adapter the device
     * @param resources what the device grants to this driver
     * @param port the port that binds this driver
     * @throws IOException when the device cannot be used; the message becomes the answer of {@code
     *     why}
     */
    @Irql(Level.PASSIVE)
    void init(Adapter adapter, IResourceList resources, IPortDMus port) throws IOException;

    /**
     * The group that is served when the device notifies; asked once after {@link #init}. Null when
     * the device never interrupts, or when {@link IPortDMus#registerServiceGroup} told it already.
     */
    @Irql(Level.PASSIVE)
    default @Nullable IServiceGroup serviceGroup() {
        return null;
    }

    /**
     * Makes a stream in state STOP ({@code nf-dmusicks-iminiportdmus-newstream}). A pin that
     * programs may open several times gives each of them a stream with channels and instruments of
     * its own.
     *
     * @param pin pin id
     * @param type what the stream is for
     * @param format music; for a {@link StreamType#WAVE_SINK} sound, and the stream must then be an
     *     {@link ISynthSinkDMus}
     * @param allocator where used events go
     * @param masterClock the clock of the stream's time stamps
     * @throws IOException when the device cannot do it
     */
    @Irql(Level.PASSIVE)
    DMusStream newStream(
            int pin,
            StreamType type,
            DataFormat format,
            IAllocatorMXF allocator,
            IMasterClock masterClock)
            throws IOException;

    /** Never called ({@code nf-dmusicks-iminiportdmus-service}); there as it is documented. */
    @Irql(Level.DISPATCH)
    default void service() {}
}

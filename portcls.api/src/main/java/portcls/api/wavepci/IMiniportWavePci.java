package portcls.api.wavepci;

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

/** A WavePci miniport driver ({@code nn-portcls-iminiportwavepci}). */
@ConsumerType
public interface IMiniportWavePci extends IMiniport {
    /**
     * Takes over the device and checks that it is there ({@code nf-portcls-iminiportwavepci-init}).
     *
     * @param adapter the device
     * @param resources what it grants
     * @param port the port, valid until {@link #close}
     * @throws IOException when the device does not work; told as it is
     */
    @Irql(Level.PASSIVE)
    void init(Adapter adapter, IResourceList resources, IPortWavePci port) throws IOException;

    /**
     * The group whose notification calls {@link #service}; asked once after {@link #init}. Null:
     * {@link #service} is never called.
     */
    @Irql(Level.PASSIVE)
    default @Nullable IServiceGroup serviceGroup() {
        return null;
    }

    /**
     * Makes a stream in STOP at position 0 ({@code nf-portcls-iminiportwavepci-newstream}).
     *
     * @param portStream the port's half, valid until the stream is closed
     * @param pin pin factory
     * @param capture true: from the device to programs
     * @param format one that lies in a range of the pin
     */
    @Irql(Level.PASSIVE)
    WavePciStream newStream(
            IPortWavePciStream portStream, int pin, boolean capture, DataFormat format)
            throws IOException;

    /** The miniport's group was notified ({@code nf-portcls-iminiportwavepci-service}). */
    @Irql(Level.DISPATCH)
    default void service() {}
}

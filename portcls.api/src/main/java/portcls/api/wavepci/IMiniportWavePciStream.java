package portcls.api.wavepci;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AllocatorFraming;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;

import java.io.IOException;

/** The driver's half of a stream ({@code nn-portcls-iminiportwavepcistream}). */
@ConsumerType
public interface IMiniportWavePciStream extends AutoCloseable {
    /**
     * Changes the format ({@code nf-portcls-iminiportwavepcistream-setformat}). Most devices want a
     * new stream instead.
     *
     * @throws PortClsException INVALID_PARAMETER, NOT_SUPPORTED; the old format stays
     */
    @Irql(Level.PASSIVE)
    default void setFormat(DataFormat format) throws IOException {
        throw new PortClsException(
                Status.NOT_SUPPORTED,
                "this stream keeps its format; open another pin: format=" + format);
    }

    /** Takes one step ({@code nf-portcls-iminiportwavepcistream-setstate}). */
    @Irql(Level.PASSIVE)
    void setState(KsState state) throws IOException;

    /**
     * Where the converter is ({@code nf-portcls-iminiportwavepcistream-getposition}): bytes since
     * the stream's start, whatever was released or revoked; 0 after STOP, standing outside RUN.
     */
    @Irql(Level.DISPATCH)
    long getPosition();

    /**
     * Time that a number of bytes takes ({@code
     * nf-portcls-iminiportwavepcistream-normalizephysicalposition}).
     *
     * @return 100 ns
     */
    @Irql(Level.ANY)
    long normalizePhysicalPosition(long bytes);

    /**
     * What buffers the device likes ({@code
     * nf-portcls-iminiportwavepcistream-getallocatorframing}): a preference, no more.
     */
    @Irql(Level.PASSIVE)
    default AllocatorFraming getAllocatorFraming() {
        return AllocatorFraming.ANY;
    }

    /**
     * Takes pieces back ({@code nf-portcls-iminiportwavepcistream-revokemappings}): all that were
     * got between the two, inclusive, in the order of getting. When this returns the device does
     * not touch them any more. May come while the driver works on its own list.
     *
     * @return how many of them the miniport had not released
     */
    @Irql(Level.DISPATCH)
    int revokeMappings(long firstTag, long lastTag);

    /**
     * There is a piece again ({@code nf-portcls-iminiportwavepcistream-mappingavailable}); only
     * after a {@link IPortWavePciStream#getMapping} that was answered false.
     */
    @Irql(Level.DISPATCH)
    void mappingAvailable();

    /**
     * The stream's group was notified, or the port's timer fired ({@code
     * nf-portcls-iminiportwavepcistream-service}); in RUN only.
     */
    @Irql(Level.DISPATCH)
    void service();

    /** Lets go of it; in STOP, every piece is back. */
    @Override
    @Irql(Level.PASSIVE)
    default void close() throws IOException {}
}

package portcls.api.wavecyclic;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The driver's half of a stream ({@code nn-portcls-iminiportwavecyclicstream}). {@link
 * #getPosition}, {@link #normalizePhysicalPosition} and {@link #silence} allocate nothing.
 */
@ConsumerType
public interface IMiniportWaveCyclicStream extends AutoCloseable {
    /**
     * Changes the format ({@code nf-portcls-iminiportwavecyclicstream-setformat}). Most devices
     * want a new stream instead.
     *
     * @throws PortClsException INVALID_PARAMETER, NOT_SUPPORTED; the old format stays
     */
    @Irql(Level.PASSIVE)
    default void setFormat(DataFormat format) throws IOException {
        throw new PortClsException(
                Status.NOT_SUPPORTED,
                "this stream keeps its format; open another pin: format=" + format);
    }

    /**
     * Sets how often the device notifies ({@code
     * nf-portcls-iminiportwavecyclicstream-setnotificationfreq}).
     *
     * @param intervalMillis ms; the port asks for 10
     */
    @Irql(Level.PASSIVE)
    NotificationFrequency setNotificationFreq(int intervalMillis);

    /** Takes one step ({@code nf-portcls-iminiportwavecyclicstream-setstate}). */
    @Irql(Level.PASSIVE)
    void setState(KsState state) throws IOException;

    /**
     * Where the converter is ({@code nf-portcls-iminiportwavecyclicstream-getposition}): byte
     * offset in the cyclic buffer, below its size; 0 after STOP, standing in PAUSE.
     */
    @Irql(Level.DISPATCH)
    int getPosition();

    /**
     * Time that a number of bytes takes ({@code
     * nf-portcls-iminiportwavecyclicstream-normalizephysicalposition}).
     *
     * @return 100 ns
     */
    @Irql(Level.ANY)
    long normalizePhysicalPosition(long bytes);

    /**
     * Writes silence ({@code nf-portcls-iminiportwavecyclicstream-silence}): 0x80 for PCM of 8
     * bits, 0 for wider.
     */
    @Irql(Level.ANY)
    void silence(MemorySegment buffer, long offset, long byteCount);

    /** Lets go of it; in STOP. */
    @Override
    @Irql(Level.PASSIVE)
    default void close() throws IOException {}
}

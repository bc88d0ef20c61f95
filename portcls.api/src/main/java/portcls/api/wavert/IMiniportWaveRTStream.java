package portcls.api.wavert;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;

import java.io.IOException;
import java.util.Optional;

/**
 * The driver's half of a stream ({@code nn-portcls-iminiportwavertstream}). Data moves between the
 * cyclic buffer and the device without a call from the port.
 */
@ConsumerType
public interface IMiniportWaveRTStream extends AutoCloseable {
    /**
     * Changes the format ({@code nf-portcls-iminiportwavertstream-setformat}). Most devices want a
     * new stream instead.
     *
     * @throws PortClsException INVALID_PARAMETER, NOT_SUPPORTED
     */
    @Irql(Level.PASSIVE)
    default void setFormat(DataFormat format) throws IOException {
        throw new PortClsException(
                Status.NOT_SUPPORTED,
                "this stream keeps its format; open another pin: format=" + format);
    }

    /** Takes one step ({@code nf-portcls-iminiportwavertstream-setstate}). DMA runs in RUN. */
    @Irql(Level.PASSIVE)
    void setState(KsState state) throws IOException;

    /** Tells where the stream is ({@code nf-portcls-iminiportwavertstream-getposition}). */
    @Irql(Level.DISPATCH)
    void getPosition(AudioPosition position);

    /**
     * Makes the cyclic buffer through the port's stream ({@code
     * nf-portcls-iminiportwavertstream-allocateaudiobuffer}). Called once.
     *
     * @param requestedSize wish in bytes
     * @throws PortClsException UNSUCCESSFUL, INSUFFICIENT_RESOURCES, DEVICE_NOT_READY
     */
    @Irql(Level.PASSIVE)
    AudioBuffer allocateAudioBuffer(int requestedSize) throws IOException;

    /** Frees it ({@code nf-portcls-iminiportwavertstream-freeaudiobuffer}). */
    @Irql(Level.PASSIVE)
    void freeAudioBuffer(@Nullable Mdl memory, int bufferSize);

    /** Delays behind the buffer ({@code nf-portcls-iminiportwavertstream-gethwlatency}). */
    @Irql(Level.PASSIVE)
    HwLatency getHWLatency();

    /**
     * The position register, 0 … buffer size − 1, wrapping ({@code
     * nf-portcls-iminiportwavertstream-getpositionregister}); empty when the device has none.
     */
    @Irql(Level.PASSIVE)
    default Optional<HwRegister> getPositionRegister() {
        return Optional.empty();
    }

    /**
     * The clock register, counting from power-on to power-off ({@code
     * nf-portcls-iminiportwavertstream-getclockregister}); empty when the device has none.
     */
    @Irql(Level.PASSIVE)
    default Optional<HwRegister> getClockRegister() {
        return Optional.empty();
    }

    /** Lets go of it; in STOP, after the buffer was freed. */
    @Override
    @Irql(Level.PASSIVE)
    default void close() throws IOException {}
}

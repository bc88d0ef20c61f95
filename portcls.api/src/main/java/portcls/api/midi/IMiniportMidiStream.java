package portcls.api.midi;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.IServiceGroup;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One direction of a MIDI device ({@code nn-portcls-iminiportmidistream}). Most drivers implement
 * {@link Render} or {@link Capture}, often by a lambda.
 *
 * <p>Bytes on the render side are whole MIDI messages in the order in which they are due, or pieces
 * of a long system exclusive; they are handed over when they are due, not before.
 */
@ConsumerType
public interface IMiniportMidiStream extends AutoCloseable {
    /** Output: {@code return (IMiniportMidiStream.Render) bytes -> channel.write(bytes);}. */
    @FunctionalInterface
    interface Render extends IMiniportMidiStream {
        @Override
        int write(ByteBuffer bytes) throws IOException;
    }

    /** Input: {@code return (IMiniportMidiStream.Capture) buffer -> channel.read(buffer);}. */
    @FunctionalInterface
    interface Capture extends IMiniportMidiStream {
        @Override
        int read(ByteBuffer buffer) throws IOException;
    }

    /**
     * Sends bytes ({@code nf-portcls-iminiportmidistream-write}). Must not block.
     *
     * @param bytes from position to limit; valid during the call
     * @return how many were taken: all, fewer (the port comes again with the rest), or 0 when the
     *     device is busy (the port comes again a millisecond later)
     * @throws IOException when the device is broken, never when it is merely busy
     */
    @Irql(Level.DISPATCH)
    default int write(ByteBuffer bytes) throws IOException {
        throw new PortClsException(
                Status.INVALID_DEVICE_REQUEST,
                "this MIDI stream captures; it cannot be written to");
    }

    /**
     * Fetches bytes ({@code nf-portcls-iminiportmidistream-read}). Called after a notification
     * until it returns 0 (or −1, the end of a channel). Must not block.
     *
     * @return how many bytes were put into the buffer
     * @throws IOException when the device is broken
     */
    @Irql(Level.DISPATCH)
    default int read(ByteBuffer buffer) throws IOException {
        throw new PortClsException(
                Status.INVALID_DEVICE_REQUEST, "this MIDI stream renders; it cannot be read from");
    }

    /**
     * A format was set ({@code nf-portcls-iminiportmidistream-setformat}); with MIDI there is
     * nothing to do.
     */
    @Irql(Level.PASSIVE)
    default void setFormat(DataFormat format) throws IOException {}

    /**
     * The state changes by one step ({@code nf-portcls-iminiportmidistream-setstate}).
     *
     * @throws IOException to refuse; the stream stays in the state it had
     */
    @Irql(Level.PASSIVE)
    default void setState(KsState state) throws IOException {}

    /**
     * The group that is served for this stream alone; null = the miniport's. Asked once, after the
     * stream was made.
     */
    @Irql(Level.PASSIVE)
    default @Nullable IServiceGroup serviceGroup() {
        return null;
    }

    /** Lets go of what the stream holds. Called once, in state STOP. */
    @Override
    @Irql(Level.PASSIVE)
    default void close() throws IOException {}
}

package portcls.api.adapter;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A device that is a stream of bytes in one or both directions: a serial line, a raw MIDI node, a
 * cable. Nothing blocks.
 */
@ConsumerType
public interface ByteLink extends Resource {
    /** Whether bytes can be sent. */
    boolean isWritable();

    /** Whether bytes can come. */
    boolean isReadable();

    /** Sends what can be sent now; returns how many bytes were taken, 0 when the link is full. */
    @Irql(Level.DISPATCH)
    int write(ByteBuffer bytes) throws IOException;

    /** Fetches what is there; returns how many bytes, 0 when there is nothing, −1 at the end. */
    @Irql(Level.DISPATCH)
    int read(ByteBuffer buffer) throws IOException;

    /** Sets who is told, on any thread, when bytes came; null = nobody. */
    @Irql(Level.PASSIVE)
    void onReadable(@Nullable Runnable listener);

    @Override
    default ResourceType type() {
        return ResourceType.DEVICE_SPECIFIC;
    }
}

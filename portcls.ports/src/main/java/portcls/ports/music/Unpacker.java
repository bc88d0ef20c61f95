package portcls.ports.music;

import java.nio.ByteBuffer;

/**
 * Makes events of the structures in a client's buffers. For one thread at a time. Use: {@link
 * #begin}, then {@link #proceed} until it returns true, each time after events came back to the
 * pool.
 */
public sealed interface Unpacker permits MusicFormatUnpacker, DirectMusicUnpacker {
    /**
     * Takes a buffer and checks all of it.
     *
     * @param presentationTime100ns from which the time deltas count
     * @param buffer from position to limit; must not change until everything is out
     * @throws portcls.api.PortClsException INVALID_PARAMETER when a structure does not lie inside
     *     the buffer, INSUFFICIENT_RESOURCES when a message is longer than the pool has room for;
     *     nothing is emitted then
     */
    void begin(long presentationTime100ns, ByteBuffer buffer);

    /**
     * Emits what is left of the buffer; at its end the buffer's position is at its limit.
     *
     * @return false when too many events are out: go on when some have come back
     */
    boolean proceed(EventSink sink);

    /** Forgets what is left of the buffer; the next one still comes after it. */
    void abandon();

    /** Forgets what is left of the buffer, and those before. For STOP. */
    void reset();
}

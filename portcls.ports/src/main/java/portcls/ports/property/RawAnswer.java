package portcls.ports.property;

import portcls.api.Status;
import portcls.api.client.KsReply;

import java.nio.ByteBuffer;

/** The answer to a {@link RawRequest}. */
public final class RawAnswer {
    private static final byte[] NOTHING = {};

    private final Status status;
    private final int size;
    private final byte[] bytes;

    private RawAnswer(Status status, int size, byte[] bytes) {
        this.status = status;
        this.size = size;
        this.bytes = bytes;
    }

    /** Success with a value. */
    static RawAnswer of(byte[] value) {
        return of(Status.SUCCESS, value);
    }

    /** A value with a status that is no failure. */
    static RawAnswer of(Status status, byte[] value) {
        return new RawAnswer(status, value.length, value);
    }

    /** Success of a set. */
    static RawAnswer done() {
        return of(NOTHING);
    }

    static RawAnswer failed(Status status) {
        return new RawAnswer(status, 0, NOTHING);
    }

    /** There is not the room that is needed: no room at all asks for the size. */
    static RawAnswer tooSmall(int room, int needed) {
        return new RawAnswer(
                room == 0 ? Status.BUFFER_OVERFLOW : Status.BUFFER_TOO_SMALL, needed, NOTHING);
    }

    /** Basic support asks for no size: every wrong one is too small. */
    static RawAnswer wrongSize(int needed) {
        return new RawAnswer(Status.BUFFER_TOO_SMALL, needed, NOTHING);
    }

    /**
     * Puts the value into the client's buffer, from its position on, which stays as it is. To be
     * called on the client's thread.
     */
    public KsReply writeTo(ByteBuffer value) {
        if (bytes.length > 0 && value.isReadOnly()) {
            return new KsReply(Status.INVALID_PARAMETER, 0);
        }
        value.put(value.position(), bytes);
        return new KsReply(status, size);
    }
}

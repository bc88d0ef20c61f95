package portcls.ports.property;

import portcls.api.ks.KsLayout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A request of the raw road, taken over from the client's buffers on the client's thread, so that
 * nobody reads them later.
 */
public final class RawRequest {
    private final ByteBuffer request;
    private final ByteBuffer value;

    private RawRequest(ByteBuffer request, ByteBuffer value) {
        this.request = request;
        this.value = value;
    }

    /** Copies what lies between position and limit of both, which stay as they are. */
    public static RawRequest copyOf(ByteBuffer request, ByteBuffer value) {
        return new RawRequest(copy(request), copy(value));
    }

    /** KSPROPERTY or KSNODEPROPERTY and what follows, to be read from its start. */
    ByteBuffer request() {
        return request.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The value to be set. */
    ByteBuffer value() {
        return value.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Room for the value to be got. */
    int room() {
        return value.remaining();
    }

    private static ByteBuffer copy(ByteBuffer source) {
        return KsLayout.little(source.remaining()).put(source.duplicate()).flip();
    }
}

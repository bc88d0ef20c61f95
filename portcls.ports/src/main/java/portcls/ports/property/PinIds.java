package portcls.ports.property;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.PropertyRequest;

import java.nio.ByteBuffer;

/** Reads the pin id of a KSP_PIN request. */
final class PinIds {
    /** Bytes of KSP_PIN behind the header: PinId, Reserved. */
    static final int BYTES = 8;

    private final Targets targets;

    PinIds(Targets targets) {
        this.targets = targets;
    }

    /** The pin that the request names; an open pin that is asked without one stands for itself. */
    int of(PropertyRequest<?> request) {
        ByteBuffer instance = request.instance();
        if (instance.remaining() >= BYTES) {
            return targets.checkPin(instance.getInt());
        }
        if (!instance.hasRemaining() && Request.scopeOf(request) instanceof PinScope pin) {
            return pin.pinId();
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                request.item().key()
                        + " is asked with a pin id: KSP_PIN needs 8 bytes behind its header: bytes="
                        + instance.remaining());
    }
}

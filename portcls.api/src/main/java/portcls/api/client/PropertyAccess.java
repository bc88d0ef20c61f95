package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.ks.BasicSupport;
import portcls.api.ks.EventKey;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyVerb;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Properties and events of a handle or a pin instance ({@code audio-property-requests}). Requests
 * of one device are served one at a time; a call waits for its turn and fails with DEVICE_REMOVED
 * when the device goes meanwhile.
 */
@ProviderType
public interface PropertyAccess {
    /**
     * Reads a property.
     *
     * @throws portcls.api.PortClsException NOT_FOUND when the target does not have it,
     *     NOT_SUPPORTED when it cannot be read
     */
    <T> T get(PropertyKey<T> key, Target target);

    /** Reads a property of this handle or pin itself. */
    default <T> T get(PropertyKey<T> key) {
        return get(key, Target.self());
    }

    /**
     * Writes a property.
     *
     * @throws portcls.api.PortClsException NOT_FOUND when the target does not have it,
     *     NOT_SUPPORTED when it cannot be written
     */
    <T> void set(PropertyKey<T> key, Target target, T value);

    /** Writes a property of this handle or pin itself. */
    default <T> void set(PropertyKey<T> key, T value) {
        set(key, Target.self(), value);
    }

    /** What can be done with a property, and in which range. */
    Support support(PropertyKey<?> key, Target target);

    /**
     * The answer of {@link #support}.
     *
     * @param verbs which verbs are served
     * @param values type and ranges
     */
    record Support(Set<PropertyVerb> verbs, BasicSupport values) {}

    /**
     * The raw road: a request and a value buffer in the documented memory layout, KSPROPERTY or
     * KSNODEPROPERTY first. For gateways and for those who compare with Windows.
     *
     * @param request little-endian, from position to limit
     * @param value little-endian, from position to limit: what is set, or room for what is got. Its
     *     size decides as documented: 0 asks for the size
     */
    KsReply ksProperty(ByteBuffer request, ByteBuffer value);

    /**
     * Waits for an event.
     *
     * @param oneShot whether it ends after the first time
     * @param listener called on another thread
     * @throws portcls.api.PortClsException NOT_FOUND when the target does not have it, or the
     *     driver's refusal
     */
    Registration enable(EventKey event, Target target, boolean oneShot, Runnable listener);

    /** Whether the target offers an event. */
    boolean supports(EventKey event, Target target);
}

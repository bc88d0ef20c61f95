package portcls.api.ks;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.IMiniport;
import portcls.api.Status;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One property request as a handler sees it, PCPROPERTY_REQUEST ({@code
 * ns-portcls-_pcproperty_request}). Valid until the handler returns or, after {@link #pend()},
 * until the request is completed.
 *
 * @param <T> type of the value
 */
@ProviderType
public interface PropertyRequest<T> {
    /** Node id of a request that is not for a node, ULONG(-1). */
    int NO_NODE = -1;

    /** The miniport of the filter. */
    IMiniport majorTarget();

    /** The miniport's stream when the target is a pin instance. */
    Optional<Object> minorTarget();

    /** The node, or {@link #NO_NODE}. */
    int node();

    /** The matched item. */
    PropertyItem<T> item();

    /** What is wanted. */
    PropertyVerb verb();

    /** The data behind the request's header, little-endian; empty when there is none. */
    ByteBuffer instance();

    /**
     * The channel of a KSNODEPROPERTY_AUDIO_CHANNEL request; -1 = all channels, which is also the
     * answer when the request names none.
     */
    default int channel() {
        ByteBuffer data = instance();
        return data.remaining() >= Integer.BYTES ? data.getInt(data.position()) : -1;
    }

    /**
     * The answer is given, with a status other than SUCCESS that is no failure either, such as
     * {@link portcls.api.Status#NOT_ALL_ASSIGNED}. Seen on the raw road only.
     */
    void answerWith(Status status);

    /**
     * STATUS_PENDING: the handler returns without an answer; whoever has it later calls the
     * returned object once. The client waits, other requests go on.
     */
    PendingRequest<T> pend();
}

package portcls.ports.property;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.PropertyVerb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** One request on its way through a handler. */
final class Request<T> implements PropertyRequest<T> {
    private final IMiniport miniport;
    private final PendingAnswers pendingAnswers;
    private final Scope scope;
    private final PropertyItem<T> item;
    private final Target target;
    private final PropertyVerb verb;

    private @Nullable PendingAnswer<T> pending;
    private boolean returned;
    private volatile Status status = Status.SUCCESS;

    Request(
            IMiniport miniport,
            PendingAnswers pendingAnswers,
            Scope scope,
            PropertyItem<T> item,
            Target target,
            PropertyVerb verb) {
        this.miniport = miniport;
        this.pendingAnswers = pendingAnswers;
        this.scope = scope;
        this.item = item;
        this.target = target;
        this.verb = verb;
    }

    /** Who asks; for the port's own handlers, which see no other kind of request. */
    static Scope scopeOf(PropertyRequest<?> request) {
        return ((Request<?>) request).scope;
    }

    @Override
    public IMiniport majorTarget() {
        return miniport;
    }

    @Override
    public Optional<Object> minorTarget() {
        return Targets.minorTarget(scope);
    }

    @Override
    public int node() {
        return target.node();
    }

    @Override
    public PropertyItem<T> item() {
        return item;
    }

    @Override
    public PropertyVerb verb() {
        return verb;
    }

    @Override
    public ByteBuffer instance() {
        return target.instanceBuffer().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void answerWith(Status newStatus) {
        if (newStatus != Status.SUCCESS && newStatus != Status.NOT_ALL_ASSIGNED) {
            throw new IllegalArgumentException(
                    "an answer that is given has the status SUCCESS or NOT_ALL_ASSIGNED; throw a"
                            + " PortClsException for a failure: property="
                            + item.key()
                            + ", status="
                            + newStatus);
        }
        status = newStatus;
    }

    /** With what status the answer is given. */
    Status status() {
        return status;
    }

    @Override
    public synchronized PendingRequest<T> pend() {
        if (verb == PropertyVerb.BASIC_SUPPORT) {
            throw new IllegalStateException(
                    "a basic-support query is answered at once: property=" + item.key());
        }
        if (returned || pending != null) {
            throw new IllegalStateException(
                    "a request pends once, before its handler returns: property=" + item.key());
        }
        PendingAnswer<T> answer = new PendingAnswer<>(scope, item.key(), verb, pendingAnswers);
        pendingAnswers.add(answer);
        pending = answer;
        return answer;
    }

    /** The handler returned: the answer that it promised, if it did. */
    synchronized Optional<PendingAnswer<T>> handlerReturned() {
        returned = true;
        return Optional.ofNullable(pending);
    }
}

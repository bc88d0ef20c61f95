package portcls.ports.property;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyVerb;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** An answer that a driver has promised. Its methods may be called on any thread. */
final class PendingAnswer<T> implements PendingRequest<T> {
    private final Scope scope;
    private final PropertyKey<T> key;
    private final PropertyVerb verb;
    private final PendingAnswers all;
    private final CompletableFuture<Optional<T>> future = new CompletableFuture<>();
    private final AtomicBoolean completed = new AtomicBoolean();

    PendingAnswer(Scope scope, PropertyKey<T> key, PropertyVerb verb, PendingAnswers all) {
        this.scope = scope;
        this.key = key;
        this.verb = verb;
        this.all = all;
    }

    /** Whether it was promised to this pin, or to this handle or one of its pins. */
    @SuppressWarnings("ReferenceEquality") // two handles are never the same, whatever they equal
    boolean isFor(Scope other) {
        return scope == other || scope.handle() == other;
    }

    /** The value of a get; empty after a set. */
    CompletableFuture<Optional<T>> future() {
        return future;
    }

    @Override
    public void complete(@Nullable T value) {
        if (verb == PropertyVerb.GET && value == null) {
            throw new IllegalArgumentException("a get is completed with a value: property=" + key);
        }
        completeOnce();
        future.complete(Optional.ofNullable(value));
    }

    @Override
    public void fail(PortClsException failure) {
        Status status = failure.status();
        if (status == Status.PENDING || status == Status.SUCCESS) {
            throw new IllegalArgumentException(
                    "status must be a failure: status=" + status + ", property=" + key);
        }
        completeOnce();
        future.completeExceptionally(failure);
    }

    /** Ends the client's wait; the driver may still complete the request once, for nobody. */
    void cancel(PortClsException why) {
        future.completeExceptionally(why);
    }

    /** The handler failed after all: there is nothing left to complete. */
    void abandon() {
        completed.set(true);
        all.remove(this);
    }

    private void completeOnce() {
        if (!completed.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "the request was completed before: property=" + key + ", verb=" + verb);
        }
        all.remove(this);
    }
}

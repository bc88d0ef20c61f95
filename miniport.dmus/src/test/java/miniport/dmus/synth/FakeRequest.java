package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.PropertyVerb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A request to the node, or to the pin itself, of a music stream. */
public final class FakeRequest<T> implements PropertyRequest<T> {
    private final SynthStream stream;
    private final PropertyItem<T> item;
    private final PropertyVerb verb;
    private final Target target;

    /** Told with {@link #answerWith}; SUCCESS otherwise. */
    public Status status = Status.SUCCESS;

    /** Completed later; null = it was answered at once. */
    public @Nullable CompletableFuture<Void> pending;

    private FakeRequest(SynthStream stream, PropertyKey<T> key, PropertyVerb verb, Target target) {
        this.stream = stream;
        this.verb = verb;
        this.target = target;
        item = find(SynthProperties.ofNode(), SynthProperties.ofPin(), key);
    }

    @SuppressWarnings("unchecked") // found by its key
    private static <T> PropertyItem<T> find(
            AutomationTable node, AutomationTable pin, PropertyKey<T> key) {
        return (PropertyItem<T>)
                node.property(key.set(), key.id())
                        .or(() -> pin.property(key.set(), key.id()))
                        .orElseThrow();
    }

    /** A value. */
    public static <T> T get(SynthStream stream, PropertyKey<T> key) {
        return get(stream, key, Target.node(0));
    }

    /** A value. */
    public static <T> T get(SynthStream stream, PropertyKey<T> key, Target target) {
        return Objects.requireNonNull(
                new FakeRequest<>(stream, key, PropertyVerb.GET, target).get());
    }

    /** A request that can be asked afterwards. */
    public static <T> FakeRequest<T> of(SynthStream stream, PropertyKey<T> key, Target target) {
        return new FakeRequest<>(stream, key, PropertyVerb.GET, target);
    }

    /** Sets a value. */
    public static <T> FakeRequest<T> set(SynthStream stream, PropertyKey<T> key, T value) {
        return set(stream, key, Target.node(0), value);
    }

    /** Sets a value. */
    public static <T> FakeRequest<T> set(
            SynthStream stream, PropertyKey<T> key, Target target, T value) {
        FakeRequest<T> request = new FakeRequest<>(stream, key, PropertyVerb.SET, target);
        try {
            Objects.requireNonNull(request.item.setter()).set(request, value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return request;
    }

    /** Asks. */
    public @Nullable T get() {
        try {
            return Objects.requireNonNull(item.getter()).get(this);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public IMiniport majorTarget() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Object> minorTarget() {
        return Optional.of(stream);
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
        return target.instanceBuffer();
    }

    @Override
    public void answerWith(Status newStatus) {
        status = newStatus;
    }

    @Override
    public PendingRequest<T> pend() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        pending = future;
        return new PendingRequest<>() {
            @Override
            public void complete(@Nullable T value) {
                if (!future.complete(null)) {
                    throw new IllegalStateException("completed twice");
                }
            }

            @Override
            public void fail(PortClsException failure) {
                future.completeExceptionally(failure);
            }
        };
    }
}

package portcls.ports.filter;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.KsReply;
import portcls.api.client.PropertyAccess;
import portcls.api.client.Registration;
import portcls.api.client.Target;
import portcls.api.ks.EventEntry;
import portcls.api.ks.EventKey;
import portcls.api.ks.PropertyKey;
import portcls.ports.device.Use;
import portcls.ports.device.Worker;
import portcls.ports.property.RawAnswer;
import portcls.ports.property.RawRequest;
import portcls.ports.property.Scope;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Carries a client's requests to the device's worker and waits for the answers. */
abstract class Requests implements PropertyAccess {
    private final PortFilter filter;

    Requests(PortFilter filter) {
        this.filter = filter;
    }

    /** Whom the client asks. */
    abstract Scope scope();

    /** Fails when this handle or pin was closed. */
    abstract void requireOpen();

    @Override
    public final <T> T get(PropertyKey<T> key, Target target) {
        CompletableFuture<T> answer =
                filter.call(
                        () -> {
                            requireOpen();
                            return filter.properties().get(scope(), key, target);
                        });
        return Worker.await(answer);
    }

    @Override
    public final <T> void set(PropertyKey<T> key, Target target, T value) {
        CompletableFuture<Boolean> answer =
                filter.call(
                        () -> {
                            requireOpen();
                            return filter.properties()
                                    .set(scope(), key, target, value)
                                    .thenApply(_ -> true);
                        });
        Worker.await(answer);
    }

    @Override
    public final Support support(PropertyKey<?> key, Target target) {
        return filter.call(
                () -> {
                    requireOpen();
                    return filter.properties().support(scope(), key, target);
                });
    }

    @Override
    public final KsReply ksProperty(ByteBuffer request, ByteBuffer value) {
        RawRequest raw = RawRequest.copyOf(request, value);
        try {
            CompletableFuture<RawAnswer> answer =
                    filter.call(
                            () -> {
                                requireOpen();
                                return filter.rawProperties().serve(scope(), raw);
                            });
            return Worker.await(answer).writeTo(value);
        } catch (PortClsException e) {
            return new KsReply(e.status(), 0);
        }
    }

    @Override
    public final Registration enable(
            EventKey event, Target target, boolean oneShot, Runnable listener) {
        EventEntry entry =
                filter.call(
                        () -> {
                            requireOpen();
                            return filter.events()
                                    .enable(scope(), event, target, oneShot, listener);
                        });
        // The filter has it while it is active; who keeps this keeps nothing of a driver that went.
        WeakReference<EventEntry> active = new WeakReference<>(entry);
        return () -> disable(active);
    }

    @Override
    public final boolean supports(EventKey event, Target target) {
        return filter.call(
                () -> {
                    requireOpen();
                    return filter.events().supports(scope(), event, target);
                });
    }

    /**
     * On the worker: it closes, and whoever waits for an answer that the driver has only promised
     * waits no longer.
     */
    final void cancelPending() {
        filter.properties()
                .cancel(
                        scope(),
                        new PortClsException(
                                Status.CANCELLED,
                                filter.driver()
                                        + " had not answered yet when what was asked of "
                                        + filter.id()
                                        + " was closed"));
    }

    private void disable(WeakReference<EventEntry> active) {
        EventEntry entry = active.get();
        if (entry == null || filter.removal().isPresent()) {
            return;
        }
        try {
            filter.call(
                    Use.RELEASE,
                    () -> {
                        filter.events().disable(entry);
                        return true;
                    });
        } catch (PortClsException e) {
            if (e.status() != Status.DEVICE_REMOVED) {
                throw e;
            }
        }
    }
}

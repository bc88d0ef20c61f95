package portcls.ports.property;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.PropertyAccess.Support;
import portcls.api.client.Target;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.PropertyVerb;
import portcls.api.ks.ValueType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Property requests as bytes ({@code ksproperty-structure}): reads KSPROPERTY or KSNODEPROPERTY,
 * and keeps the rules of value sizes once for all drivers. Nothing is thrown; what goes wrong is
 * the status of the answer. A value of fixed size is not asked of the driver when the buffer is too
 * small for it, so that asking for the size has no effect. Whether a target has any property of a
 * set, KSPROPERTY_TYPE_SETSUPPORT, is the status of an answer without a value.
 */
public final class RawProperties {
    private static final int TOPOLOGY = 0x10000000;
    private static final int SET_SUPPORT = 0x100;
    private static final int KSPROPERTY_BYTES = 24;
    private static final int KSP_NODE_BYTES = 8;

    private final PropertyEngine engine;

    /** A property by its numbers, for messages. */
    private record RawKey(UUID set, int id) {
        @Override
        public String toString() {
            return set + "/" + id;
        }
    }

    /** The raw road to an engine. */
    public RawProperties(PropertyEngine engine) {
        this.engine = engine;
    }

    /** Serves a request; the future never fails. */
    public CompletableFuture<RawAnswer> serve(Scope scope, RawRequest request) {
        return PropertyEngine.failingInside(() -> parse(scope, request))
                .exceptionally(RawProperties::failed);
    }

    private CompletableFuture<RawAnswer> parse(Scope scope, RawRequest request) {
        ByteBuffer in = request.request();
        require(in, KSPROPERTY_BYTES, "KSPROPERTY");
        UUID set = KsLayout.getGuid(in);
        int id = in.getInt();
        int flags = in.getInt();
        int node = PropertyRequest.NO_NODE;
        if ((flags & TOPOLOGY) != 0) {
            require(in, KSP_NODE_BYTES, "KSNODEPROPERTY behind KSPROPERTY");
            node = engine.targets().checkNode(in.getInt());
            in.getInt();
        }
        byte[] instance = new byte[in.remaining()];
        in.get(instance);
        Target target = new Target(node, instance);
        if ((flags & ~TOPOLOGY) == SET_SUPPORT) {
            engine.requireSet(scope, node, new KsId(set, set.toString()));
            return CompletableFuture.completedFuture(RawAnswer.done());
        }
        PropertyVerb verb = verb(flags & ~TOPOLOGY);
        PropertyItem<?> item =
                engine.require(scope, node, new KsId(set, ""), id, new RawKey(set, id));
        return serve(scope, item, target, verb, request);
    }

    private <T> CompletableFuture<RawAnswer> serve(
            Scope scope,
            PropertyItem<T> item,
            Target target,
            PropertyVerb verb,
            RawRequest request) {
        engine.requireVerb(verb, scope, item, target);
        return switch (verb) {
            case GET -> get(scope, item, target, request.room());
            case SET -> set(scope, item, target, request);
            case BASIC_SUPPORT ->
                    CompletableFuture.completedFuture(
                            describe(engine.support(scope, item, target), request.room()));
        };
    }

    private <T> CompletableFuture<RawAnswer> get(
            Scope scope, PropertyItem<T> item, Target target, int room) {
        ValueType<T> type = item.key().type();
        if (room < type.bytes()) {
            return CompletableFuture.completedFuture(RawAnswer.tooSmall(room, type.bytes()));
        }
        return engine.answer(scope, item, target)
                .thenApply(
                        answer -> {
                            byte[] bytes = type.encode(answer.value());
                            return bytes.length > room
                                    ? RawAnswer.tooSmall(room, bytes.length)
                                    : RawAnswer.of(answer.status(), bytes);
                        });
    }

    private <T> CompletableFuture<RawAnswer> set(
            Scope scope, PropertyItem<T> item, Target target, RawRequest request) {
        ValueType<T> type = item.key().type();
        if (request.room() < type.bytes()) {
            return CompletableFuture.completedFuture(RawAnswer.wrongSize(type.bytes()));
        }
        T value;
        try {
            value = type.decode(request.value());
        } catch (RuntimeException e) {
            throw invalid(item.key() + " takes another value: " + e.getMessage());
        }
        return engine.set(scope, item, target, value).thenApply(_ -> RawAnswer.done());
    }

    /** The three sizes of a basic-support answer; any other is too small. */
    private static RawAnswer describe(Support support, int room) {
        byte[] all = support.values().encode(support.verbs());
        if (room >= all.length) {
            return RawAnswer.of(all);
        }
        return switch (room) {
            case Integer.BYTES, BasicSupport.DESCRIPTION_BYTES ->
                    RawAnswer.of(Arrays.copyOf(all, room));
            default -> RawAnswer.wrongSize(all.length);
        };
    }

    private static PropertyVerb verb(int flags) {
        for (PropertyVerb verb : PropertyVerb.values()) {
            if (verb.flag() == flags) {
                return verb;
            }
        }
        Status status =
                Integer.bitCount(flags) == 1 ? Status.NOT_SUPPORTED : Status.INVALID_PARAMETER;
        throw new PortClsException(
                status,
                "a request is a get, a set, a basic-support query or one for the support of a set:"
                        + " flags=0x"
                        + Integer.toHexString(flags));
    }

    private static void require(ByteBuffer in, int bytes, String structure) {
        if (in.remaining() < bytes) {
            throw invalid(structure + " needs " + bytes + " bytes: bytes=" + in.remaining());
        }
    }

    private static PortClsException invalid(String message) {
        return new PortClsException(Status.INVALID_PARAMETER, message);
    }

    private static RawAnswer failed(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        return RawAnswer.failed(
                failure instanceof PortClsException e ? e.status() : Status.UNSUCCESSFUL);
    }
}

package portcls.ports.property;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.PropertyAccess.Support;
import portcls.api.client.Target;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyItem.Getter;
import portcls.api.ks.PropertyItem.Setter;
import portcls.api.ks.PropertyItem.Supporter;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyVerb;
import portcls.api.ks.ValueType;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Answers the property requests of one filter ({@code audio-property-handlers}): finds the handler
 * in the tables of the filter, the pin or the node, and calls it. Where both have one the driver's
 * is called and not the port's, except for topology, connection state and format.
 *
 * <p>Answers are futures because a driver may promise one and give it later from another thread;
 * all others are complete when the method returns. Failures are in the future, always a {@link
 * PortClsException}: NOT_FOUND for a property that the target does not have, NOT_SUPPORTED for a
 * verb that it does not serve, INVALID_PARAMETER for a wrong id, IO_DEVICE_ERROR when the device
 * fails, UNSUCCESSFUL when the driver does.
 */
public final class PropertyEngine {
    private final IMiniport miniport;
    private final Driver driver;
    private final Targets targets;
    private final PropertyTables tables;
    private final PinCounts pinCounts;
    private final Intersector intersector;
    private final PendingAnswers pendingAnswers = new PendingAnswers();

    /** A value, and the status with which it is given. */
    record Answer<T>(T value, Status status) {}

    /** An engine for a filter; the descriptor is the one that the miniport gave. */
    public PropertyEngine(IMiniport miniport, FilterDescriptor descriptor, FilterFacts facts) {
        this.miniport = miniport;
        driver = new Driver(facts.driver());
        targets = new Targets(descriptor);
        pinCounts = new PinCounts(miniport, driver, targets, facts);
        intersector = new Intersector(miniport, driver, targets);
        PinProperties pins =
                new PinProperties(
                        descriptor, miniport, driver, facts, targets, pinCounts, intersector);
        TopologyProperties topology = new TopologyProperties(descriptor, targets);
        AutomationTable standard =
                facts.masterClock()
                        .map(clock -> SynthClockProperties.beside(pins.table(), clock))
                        .orElseGet(pins::table);
        tables =
                new PropertyTables(
                        targets,
                        ConnectionProperties.table(),
                        topology.ofFilter(),
                        topology.ofNode(),
                        standard,
                        ConnectionProperties.standard(),
                        facts.properties());
    }

    /** Reads a property. */
    public <T> CompletableFuture<T> get(Scope scope, PropertyKey<T> key, Target target) {
        return failingInside(() -> get(scope, require(scope, key, target), target));
    }

    /** Writes a property. */
    public <T> CompletableFuture<Void> set(
            Scope scope, PropertyKey<T> key, Target target, T value) {
        Objects.requireNonNull(value, "value");
        return failingInside(() -> set(scope, require(scope, key, target), target, value));
    }

    /**
     * Which verbs a property serves, and its ranges.
     *
     * @throws PortClsException as above
     */
    public Support support(Scope scope, PropertyKey<?> key, Target target) {
        return support(scope, require(scope, key, target), target);
    }

    /**
     * The best format that a pin and a client have in common.
     *
     * @throws PortClsException NO_MATCH when there is none
     */
    public DataFormat intersect(int pinId, List<DataRange> clientRanges) {
        return intersector.intersect(pinId, clientRanges);
    }

    /**
     * Direction of a pin.
     *
     * @throws PortClsException INVALID_PARAMETER for a wrong pin id
     */
    public DataFlow dataFlow(int pinId) {
        return targets.pin(pinId).dataFlow();
    }

    /** The instance counts of this filter's pins. */
    public PinCounts pinCounts() {
        return pinCounts;
    }

    /**
     * Ends the wait for all promised answers, those of today and those that a handler still
     * promises. May be called on any thread.
     */
    public void close(PortClsException why) {
        pendingAnswers.close(why);
    }

    /**
     * Ends the wait for what was promised to a pin that closes, or to a handle and its pins.
     *
     * @param why what those who wait get
     */
    public void cancel(Scope scope, PortClsException why) {
        pendingAnswers.cancel(scope, why);
    }

    /** Answers that drivers still owe; any thread. */
    int pending() {
        return pendingAnswers.size();
    }

    Targets targets() {
        return targets;
    }

    PropertyItem<?> require(Scope scope, int node, KsId set, int id, Object name) {
        return tables.require(scope, node, set, id, name);
    }

    /** Fails with NOT_FOUND when the target has no property of a set. */
    void requireSet(Scope scope, int node, KsId set) {
        tables.requireSet(scope, node, set);
    }

    <T> CompletableFuture<T> get(Scope scope, PropertyItem<T> item, Target target) {
        return answer(scope, item, target).thenApply(Answer::value);
    }

    /** Reads a property; the answer has the status that the handler gave it. */
    <T> CompletableFuture<Answer<T>> answer(Scope scope, PropertyItem<T> item, Target target) {
        Getter<T> getter = item.getter();
        if (getter == null) {
            throw notServed(PropertyVerb.GET, scope, item, target);
        }
        Request<T> request = request(scope, item, target, PropertyVerb.GET);
        T value = handle(request, () -> getter.get(request));
        Optional<PendingAnswer<T>> pending = request.handlerReturned();
        if (pending.isPresent()) {
            return pending.get()
                    .future()
                    .thenApply(given -> new Answer<>(given.orElseThrow(), request.status()));
        }
        if (value == null) {
            throw driver.broken(doing(request), "it gave no value and did not pend", null);
        }
        return CompletableFuture.completedFuture(new Answer<>(value, request.status()));
    }

    <T> CompletableFuture<Void> set(Scope scope, PropertyItem<T> item, Target target, T value) {
        Setter<T> setter = item.setter();
        if (setter == null) {
            throw notServed(PropertyVerb.SET, scope, item, target);
        }
        T allowed = clamp(scope, item, target, value);
        Request<T> request = request(scope, item, target, PropertyVerb.SET);
        handle(
                request,
                () -> {
                    setter.set(request, allowed);
                    return null;
                });
        return request.handlerReturned()
                .map(pending -> pending.future().thenRun(() -> {}))
                .orElseGet(() -> CompletableFuture.allOf());
    }

    <T> Support support(Scope scope, PropertyItem<T> item, Target target) {
        return new Support(item.verbs(), basicSupport(scope, item, target));
    }

    /** Fails when the item does not serve a verb; no handler has run then. */
    void requireVerb(PropertyVerb verb, Scope scope, PropertyItem<?> item, Target target) {
        if (!item.verbs().contains(verb)) {
            throw notServed(verb, scope, item, target);
        }
    }

    /** Turns what is thrown while a request starts into a failed answer. */
    static <T> CompletableFuture<T> failingInside(Supplier<CompletableFuture<T>> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @SuppressWarnings("unchecked") // the types of the values were compared
    private <T> PropertyItem<T> require(Scope scope, PropertyKey<T> key, Target target) {
        PropertyItem<?> item = require(scope, target.node(), key.set(), key.id(), key);
        String type = item.key().type().name();
        if (!type.equals(key.type().name())) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    key + " has values of type " + type + " here: type=" + key.type().name());
        }
        return (PropertyItem<T>) item;
    }

    private <T> Request<T> request(
            Scope scope, PropertyItem<T> item, Target target, PropertyVerb verb) {
        return new Request<>(miniport, pendingAnswers, scope, item, target, verb);
    }

    private <T, R extends @Nullable Object> R handle(Request<T> request, Driver.Call<R> handler) {
        try {
            return driver.call(() -> doing(request), handler);
        } catch (PortClsException e) {
            request.handlerReturned().ifPresent(PendingAnswer::abandon);
            throw e;
        }
    }

    private <T> BasicSupport basicSupport(Scope scope, PropertyItem<T> item, Target target) {
        Supporter supporter = item.supporter();
        if (supporter == null) {
            return BasicSupport.of(variant(item.key().type()));
        }
        Request<T> request = request(scope, item, target, PropertyVerb.BASIC_SUPPORT);
        return driver.ask(() -> doing(request), () -> supporter.support(request));
    }

    @SuppressWarnings("unchecked") // T is Integer when the type is LONG
    private <T> T clamp(Scope scope, PropertyItem<T> item, Target target, T value) {
        if (!item.key().type().equals(ValueType.LONG) || item.supporter() == null) {
            return value;
        }
        BasicSupport support = basicSupport(scope, item, target);
        int channel = request(scope, item, target, PropertyVerb.SET).channel();
        return (T) (Integer) ValueRange.clamp(support, channel, (Integer) value);
    }

    private PortClsException notServed(
            PropertyVerb verb, Scope scope, PropertyItem<?> item, Target target) {
        return new PortClsException(
                Status.NOT_SUPPORTED,
                item.key()
                        + " of "
                        + targets.describe(scope, target.node())
                        + " serves only "
                        + item.verbs()
                        + ": verb="
                        + verb);
    }

    private String doing(Request<?> request) {
        return request.verb()
                + " "
                + request.item().key()
                + " of "
                + targets.describe(Request.scopeOf(request), request.node());
    }

    private static int variant(ValueType<?> type) {
        if (type.equals(ValueType.BOOL)) {
            return BasicSupport.VT_BOOL;
        }
        if (type.equals(ValueType.LONG)) {
            return BasicSupport.VT_I4;
        }
        return type.equals(ValueType.ULONG) ? BasicSupport.VT_UI4 : 0;
    }
}

package portcls.ports.property;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

import portcls.api.IMasterClock;
import portcls.api.IMiniport;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.ks.PhysicalConnection;
import portcls.api.ks.PropertyKey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A filter around a descriptor: what the engine needs of a port, and short forms for requests. */
final class FakeFilter implements FilterFacts {
    final Handle handle = new Handle();
    final Map<Integer, Integer> globalInstances = new HashMap<>();
    final Map<Integer, PhysicalConnection> wires = new HashMap<>();
    final PropertyEngine engine;
    private final @Nullable IMasterClock clock;

    FakeFilter(FilterDescriptor descriptor) {
        this(descriptor, () -> descriptor, null);
    }

    FakeFilter(FilterDescriptor descriptor, IMiniport miniport) {
        this(descriptor, miniport, null);
    }

    FakeFilter(FilterDescriptor descriptor, IMiniport miniport, @Nullable IMasterClock clock) {
        this.clock = clock;
        engine = new PropertyEngine(miniport, descriptor, this);
    }

    /** An open handle. */
    static final class Handle implements HandleScope {
        final Map<Integer, Integer> instances = new HashMap<>();

        @Override
        public int openInstances(int pinId) {
            return instances.getOrDefault(pinId, 0);
        }
    }

    /** An open pin whose state can only be walked to RUN when its format is MIDI. */
    static final class Pin implements PinScope {
        final List<String> calls = new ArrayList<>();
        private final Handle handle;
        private final int id;
        private KsState state = KsState.STOP;
        private DataFormat format = DataFormat.midi();

        Pin(Handle handle, int id) {
            this.handle = handle;
            this.id = id;
        }

        @Override
        public HandleScope handle() {
            return handle;
        }

        @Override
        public int pinId() {
            return id;
        }

        @Override
        public Object stream() {
            return "stream of pin " + id;
        }

        @Override
        public KsState state() {
            return state;
        }

        @Override
        public void setState(KsState newState) {
            calls.add("state " + newState);
            state = newState;
        }

        @Override
        public DataFormat format() {
            return format;
        }

        @Override
        public void setFormat(DataFormat newFormat) {
            if (!newFormat.equals(DataFormat.midi())) {
                throw new PortClsException(Status.NO_MATCH, "only MIDI");
            }
            calls.add("format");
            format = newFormat;
        }
    }

    Pin openPin(int pinId) {
        return new Pin(handle, pinId);
    }

    @Override
    public String driver() {
        return "test.driver 1.0";
    }

    @Override
    public int openInstances(int pinId) {
        return globalInstances.getOrDefault(pinId, 0);
    }

    @Override
    public Optional<PhysicalConnection> physicalConnection(int pinId) {
        return Optional.ofNullable(wires.get(pinId));
    }

    @Override
    public Optional<IMasterClock> masterClock() {
        return Optional.ofNullable(clock);
    }

    <T> T get(PropertyKey<T> key, Target target) {
        return get(handle, key, target);
    }

    <T> T get(Scope scope, PropertyKey<T> key, Target target) {
        return now(engine.get(scope, key, target));
    }

    <T> void set(PropertyKey<T> key, Target target, T value) {
        set(handle, key, target, value);
    }

    <T> void set(Scope scope, PropertyKey<T> key, Target target, T value) {
        CompletableFuture<Void> done = engine.set(scope, key, target, value);
        Assertions.assertTrue(done.isDone(), "the answer is there");
        join(done);
    }

    /** The value of an answer that has to be there already. */
    static <T> T now(CompletableFuture<T> answer) {
        Assertions.assertTrue(answer.isDone(), "the answer is there");
        return join(answer);
    }

    /** Fails with what the request failed with. */
    static PortClsException failure(Status expected, Runnable request) {
        PortClsException e = Assertions.assertThrows(PortClsException.class, request::run);
        Assertions.assertEquals(expected, e.status(), e.getMessage());
        return e;
    }

    private static <T> T join(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PortClsException failure) {
                throw failure;
            }
            throw e;
        }
    }
}

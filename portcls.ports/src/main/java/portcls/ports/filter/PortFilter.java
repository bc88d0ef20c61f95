package portcls.ports.filter;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.IMiniport;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.PhysicalConnection;
import portcls.api.ks.PinDescriptor;
import portcls.ports.device.Admission;
import portcls.ports.device.Device;
import portcls.ports.device.Use;
import portcls.ports.device.Worker;
import portcls.ports.property.EventList;
import portcls.ports.property.FilterFacts;
import portcls.ports.property.PortProperties;
import portcls.ports.property.PropertyEngine;
import portcls.ports.property.RawProperties;
import portcls.ports.time.Dpc;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A port and its miniport as programs see them. Handles and pins are opened and closed on the
 * device's worker, so their counts need no lock; the removal comes from outside and must not depend
 * on a driver that comes back.
 */
public final class PortFilter implements Filter {
    private static final Logger LOG = System.getLogger(PortFilter.class.getName());

    private final PortClass kind;
    private final String driver;
    private final List<OpenHandle> handles = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Removal> removal = new AtomicReference<>();

    /** Whether somebody lets go of the driver; a rebalance removes the filter before. */
    private final AtomicBoolean departing = new AtomicBoolean();

    private final List<Consumer<Removal>> removalListeners = new ArrayList<>();
    private final List<Notification> notifications = new CopyOnWriteArrayList<>();

    /**
     * Null once the driver is let go: whoever still holds this filter holds nothing of the driver.
     */
    private volatile @Nullable Live live;

    private volatile FilterDescriptor descriptor;
    private @Nullable Registration publication;
    private volatile String id;
    private volatile String subdevice = "";
    private volatile boolean retired;
    private volatile @Nullable Runnable unused;

    /**
     * What a filter is made of.
     *
     * @param kind kind of port
     * @param device the device
     * @param miniport its driver
     * @param driver bundle and version of the driver
     * @param descriptor what the driver says of it
     * @param pins makes the pins of this kind of port
     * @param threads for listeners
     * @param publication where programs find it
     * @param letGo closes the driver; called once, on the worker, when nothing is open any more
     * @param wires the physical connection at each pin
     * @param masterClock the clock that the filter answers for; music filters have one
     * @param properties what this kind of port answers beyond what all ports do
     */
    public record Setup(
            PortClass kind,
            Device device,
            IMiniport miniport,
            String driver,
            FilterDescriptor descriptor,
            PinFactory pins,
            Executor threads,
            Publication publication,
            Callable<@Nullable Void> letGo,
            IntFunction<Optional<PhysicalConnection>> wires,
            Optional<IMasterClock> masterClock,
            PortProperties properties) {}

    /** Who listens to what. Each is a wish of its own, whatever the listener's equals says. */
    private static final class Notification {
        private final KsId id;
        private final Consumer<ByteBuffer> listener;

        Notification(KsId id, Consumer<ByteBuffer> listener) {
            this.id = id;
            this.listener = listener;
        }

        KsId id() {
            return id;
        }

        Consumer<ByteBuffer> listener() {
            return listener;
        }
    }

    /** Everything that leads to the driver or its device. */
    private record Live(
            Setup setup,
            PropertyEngine properties,
            RawProperties rawProperties,
            EventList events) {}

    public PortFilter(Setup setup) {
        kind = setup.kind();
        driver = setup.driver();
        descriptor = setup.descriptor();
        id = setup.device().id();
        Device device = setup.device();
        PropertyEngine properties =
                new PropertyEngine(setup.miniport(), setup.descriptor(), new Facts(setup));
        Dpc eventDelivery = device.dispatcher().newDpc(this::deliverEvents);
        EventList events =
                new EventList(
                        setup.miniport(),
                        setup.descriptor(),
                        setup.driver(),
                        setup.threads(),
                        device.worker()::execute,
                        eventDelivery::queue);
        live = new Live(setup, properties, new RawProperties(properties), events);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return descriptor.name();
    }

    @Override
    public PortClass kind() {
        return kind;
    }

    @Override
    public FilterDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.ofNullable(removal.get());
    }

    /** The pin that gives the sound of a synthesizer; empty when it is none. */
    public OptionalInt soundPin() {
        return kind == PortClass.DMUS ? wavePin(DataFlow.OUT) : OptionalInt.empty();
    }

    /** The first pin of that direction that programs can open for sound. */
    public OptionalInt wavePin(DataFlow flow) {
        List<PinDescriptor> pins = descriptor.pins();
        return IntStream.range(0, pins.size())
                .filter(
                        pinId ->
                                pins.get(pinId).isStreaming()
                                        && pins.get(pinId).dataFlow() == flow
                                        && pins.get(pinId).dataRanges().stream()
                                                .anyMatch(AudioDataRange.class::isInstance))
                .findFirst();
    }

    /** Whether programs can open it. */
    public boolean isOpenable() {
        return removal.get() == null && !retired;
    }

    /** Bundle and version of the driver. */
    public String driver() {
        return driver;
    }

    /** Pins that are open. */
    public List<OpenPin> openPins() {
        return handles.stream().flatMap(handle -> handle.pins().stream()).toList();
    }

    /** Whether a program holds a handle. */
    public boolean isOpen() {
        return !handles.isEmpty();
    }

    /** Has a routine called, on a thread that may block, whenever the last handle was closed. */
    public void whenUnused(Runnable routine) {
        unused = routine;
        if (live == null) {
            unused = null;
        }
    }

    @Override
    public FilterHandle open() {
        return call(
                Use.OPEN,
                () -> {
                    if (retired) {
                        throw new PortClsException(
                                Status.DEVICE_REMOVED,
                                "the filter "
                                        + id
                                        + " was unregistered; programs that have it open may go on,"
                                        + " new ones cannot open it");
                    }
                    OpenHandle handle = new OpenHandle(this);
                    handles.add(handle);
                    return handle;
                });
    }

    @Override
    public Registration onRemoval(Consumer<Removal> listener) {
        synchronized (removalListeners) {
            Removal already = removal.get();
            if (already == null) {
                removalListeners.add(listener);
            } else {
                Thread.ofVirtual().start(() -> listener.accept(already));
            }
        }
        return () -> {
            synchronized (removalListeners) {
                removalListeners.remove(listener);
            }
        };
    }

    /**
     * Opens a pin on a handle of its own, which closes with it, made by another factory than the
     * port's ordinary one.
     *
     * @param other makes that factory of the ordinary one
     */
    public OpenPin openPin(
            UnaryOperator<PinFactory> other, int pinId, DataFlow flow, DataFormat format) {
        OpenHandle handle = (OpenHandle) open();
        try {
            return handle.openPin(other.apply(live().setup().pins()), pinId, flow, format, true);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    @Override
    public Registration onNotification(KsId notificationId, Consumer<ByteBuffer> listener) {
        Notification wish = new Notification(notificationId, listener);
        if (removal.get() == null) {
            notifications.add(wish);
        }
        return () -> notifications.remove(wish);
    }

    /** Tells all who listen; on another thread. */
    public void notify(KsId notificationId, ByteBuffer content) {
        Live current = live;
        if (current == null) {
            return;
        }
        for (Notification wish : notifications) {
            if (wish.id().equals(notificationId)) {
                ByteBuffer view = content.asReadOnlyBuffer().order(content.order());
                current.setup().threads().execute(() -> wish.listener().accept(view));
            }
        }
    }

    /**
     * Makes it visible under a subdevice name.
     *
     * @param name empty when the device has no other subdevice
     */
    public void publish(String name) {
        subdevice = name;
        Setup setup = live().setup();
        id = name.isEmpty() ? setup.device().id() : setup.device().id() + "/" + name;
        Registration made = setup.publication().publish(this, serviceProperties(setup));
        boolean tooLate;
        synchronized (this) {
            tooLate = removal.get() != null || retired;
            if (!tooLate) {
                publication = made;
            }
        }
        if (tooLate) {
            made.close();
        }
    }

    /** Takes it out of sight and blocks new opens; what is open works until it is closed. */
    public void retire() {
        withdraw(() -> retired = true);
        live().setup().device().worker().execute(this::finishRetired);
    }

    /**
     * On the worker: the device is stopped to be started anew. Its streams go to STOP and are let
     * go; the driver stays until {@link #depart}.
     *
     * @param limit how long a routine at DISPATCH may take to come back
     */
    public void stopStreams(Removal reason, Duration limit) {
        Live driven = live;
        if (driven == null || !removal.compareAndSet(null, reason)) {
            return;
        }
        openPins().forEach(OpenPin::detach);
        driven.setup().device().dispatcher().runAndWait(() -> {}, limit);
        handles.forEach(OpenHandle::tearDown);
        handles.clear();
    }

    /** After {@link #stopStreams}: takes it out of sight, and lets everybody go who waits. */
    public void withdrawStopped(Removal reason) {
        withdraw(() -> {});
        Live driven = live;
        if (driven != null) {
            PortClsException gone = removed(reason);
            driven.setup().device().worker().failAll(this, gone);
            driven.setup().device().admission().lookAgain();
            driven.properties().close(gone);
        }
    }

    /**
     * The device goes: out of the registry first, then everybody who waits is let go, then the
     * calls into the driver end, then its streams are closed, then it is let go. Every step has its
     * limit.
     *
     * @return what hung and was abandoned, in plain words; empty when all went well
     */
    public List<String> depart(Removal reason, Duration limit) {
        boolean[] first = new boolean[1];
        withdraw(
                () -> {
                    removal.compareAndSet(null, reason);
                    first[0] = departing.compareAndSet(false, true);
                });
        if (!first[0]) {
            return List.of();
        }
        Live driven = live;
        if (driven == null) {
            return List.of();
        }
        Setup setup = driven.setup();
        Device device = setup.device();
        PortClsException gone = removed(reason);
        device.worker().failAll(this, gone);
        device.admission().lookAgain();
        driven.properties().close(gone);
        openPins().forEach(OpenPin::detach);
        List<String> hung = new ArrayList<>(device.quiesce(limit));
        if (hung.isEmpty()) {
            hung.addAll(tearDown(setup, limit));
        }
        if (!hung.isEmpty()) {
            handles.forEach(OpenHandle::abandon);
        }
        handles.clear();
        forget();
        tellRemoval(reason);
        return hung;
    }

    /**
     * Makes a call on the worker for a client; ends with DEVICE_REMOVED when the device goes
     * meanwhile.
     */
    <T> T call(Callable<T> work) {
        return call(Use.REQUEST, work);
    }

    /** The same for another use of the device. */
    <T> T call(Use use, Callable<T> work) {
        while (true) {
            requirePresent();
            Device device = live().setup().device();
            Admission admission = device.admission();
            if (!device.worker().isCurrent()) {
                admission.await(use, () -> removal.get() != null);
                requirePresent();
            }
            Optional<T> done =
                    device.worker()
                            .call(
                                    this,
                                    () -> {
                                        requirePresent();
                                        return admission.admit(use)
                                                ? Optional.of(work.call())
                                                : Optional.empty();
                                    });
            if (done.isPresent()) {
                return done.get();
            }
        }
    }

    /** Fails when the device is gone. */
    void requirePresent() {
        Removal gone = removal.get();
        if (gone != null) {
            throw removed(gone);
        }
    }

    PortClsException removed(Removal reason) {
        return new PortClsException(
                Status.DEVICE_REMOVED,
                "the device " + id + " is gone (" + reason.reason() + "): " + reason.message());
    }

    Setup setup() {
        return live().setup();
    }

    PropertyEngine properties() {
        return live().properties();
    }

    RawProperties rawProperties() {
        return live().rawProperties();
    }

    /** The events of this filter. */
    public EventList events() {
        return live().events();
    }

    private Live live() {
        Live current = live;
        if (current == null) {
            Removal gone = removal.get();
            throw removed(gone == null ? unregistered() : gone);
        }
        return current;
    }

    private void forget() {
        live = null;
        unused = null;
        notifications.clear();
        descriptor = descriptor.withoutAutomation();
    }

    private void deliverEvents() {
        Live current = live;
        if (current != null) {
            current.events().deliver();
        }
    }

    /** What the port's own properties tell and the descriptor does not. */
    private final class Facts implements FilterFacts {
        private final Setup setup;

        Facts(Setup setup) {
            this.setup = setup;
        }

        @Override
        public String driver() {
            return setup.driver();
        }

        @Override
        public int openInstances(int pinId) {
            return PortFilter.this.openInstances(pinId);
        }

        @Override
        public Optional<PhysicalConnection> physicalConnection(int pinId) {
            return setup.wires().apply(pinId);
        }

        @Override
        public Optional<IMasterClock> masterClock() {
            return setup.masterClock();
        }

        @Override
        public PortProperties properties() {
            return setup.properties();
        }
    }

    /** Pins of one kind that are open over all handles. */
    int openInstances(int pinId) {
        return handles.stream().mapToInt(handle -> handle.openInstances(pinId)).sum();
    }

    /** On the worker: a handle was closed. */
    void closed(OpenHandle handle) throws Exception {
        handles.remove(handle);
        finishWhenUnused();
        Runnable told = unused;
        Live current = live;
        if (current != null && handles.isEmpty()) {
            if (told != null) {
                current.setup().threads().execute(told);
            }
            current.setup().device().admission().sleep().unused();
        }
    }

    private void finishRetired() {
        try {
            finishWhenUnused();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The driver of " + id + " failed while it was let go", e);
        }
    }

    private void finishWhenUnused() throws Exception {
        Removal reason = unregistered();
        if (retired && handles.isEmpty() && departing.compareAndSet(false, true)) {
            removal.compareAndSet(null, reason);
            Live driven = live();
            try {
                driven.properties().close(removed(reason));
                driven.setup().letGo().call();
            } finally {
                forget();
                tellRemoval(reason);
            }
        }
    }

    private Removal unregistered() {
        return new Removal(
                portcls.api.client.RemovalReason.ORDERLY,
                "its subdevice was unregistered",
                java.time.Instant.now());
    }

    private void withdraw(Runnable mark) {
        Registration visible;
        synchronized (this) {
            mark.run();
            visible = publication;
            publication = null;
        }
        if (visible != null) {
            visible.close();
        }
    }

    private List<String> tearDown(Setup setup, Duration limit) {
        Device device = setup.device();
        Worker worker = device.worker();
        var done =
                worker.submit(
                        null,
                        () -> {
                            handles.forEach(OpenHandle::tearDown);
                            return setup.letGo().call();
                        });
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    done.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return List.of();
                } catch (InterruptedException e) {
                    // Nobody may go on while the driver is being let go; the flag is kept.
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            return device.quiesce(Duration.ZERO);
        } catch (java.util.concurrent.ExecutionException e) {
            LOG.log(
                    Level.WARNING,
                    "The driver of " + id + " failed while it was let go",
                    e.getCause());
            return List.of();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tellRemoval(Removal reason) {
        List<Consumer<Removal>> listeners;
        synchronized (removalListeners) {
            listeners = List.copyOf(removalListeners);
            removalListeners.clear();
        }
        // Not on the threads of the ports: these may be ending at this moment.
        listeners.forEach(listener -> Thread.ofVirtual().start(() -> listener.accept(reason)));
    }

    private Map<String, Object> serviceProperties(Setup setup) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ID, id);
        properties.put(NAME, name());
        properties.put(KIND, kind().key());
        properties.put(
                CATEGORY,
                descriptor().categories().stream().map(KsId::name).toArray(String[]::new));
        properties.put(DEVICE, setup.device().id());
        properties.put(SUBDEVICE, subdevice);
        properties.put(DRIVER, setup.driver());
        return properties;
    }

    @Override
    public String toString() {
        return id;
    }

    static PortClsException ioError(String what, IOException cause) {
        return new PortClsException(
                Status.IO_DEVICE_ERROR, what + ": " + cause.getMessage(), cause);
    }
}

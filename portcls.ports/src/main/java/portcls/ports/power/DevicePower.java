package portcls.ports.power;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.IPowerNotify;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.KsState;
import portcls.api.power.DeviceCapabilities;
import portcls.api.power.ExitLatency;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.power.PowerControlCallback;
import portcls.api.power.PowerStatus;
import portcls.api.power.SystemPowerState;
import portcls.ports.device.Device;
import portcls.ports.device.DriverCall;
import portcls.ports.device.DriverCall.Outcome;
import portcls.ports.device.Sleep;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The power of one device. Changes are made on its worker, in the documented order: down, streams
 * pause, then streams and miniports are told, then the adapter; up, the other way round.
 */
final class DevicePower implements Sleep {
    private static final Logger LOG = System.getLogger(DevicePower.class.getName());

    private final PowerHouse house;
    private final Device device;
    private final Optional<AdapterPower> offered;
    private final IdleWatch idle;
    private volatile @Nullable AdapterPower registered;
    private volatile Standing standing = Standing.first();
    private volatile @Nullable PowerControlCallback callback;

    /** Who changes the state now; another than the worker's present thread was abandoned. */
    private volatile @Nullable Thread changer;

    /** The stream that takes a step for a change; still there when it hangs in it. */
    private volatile @Nullable OpenPin stepping;

    // Of the worker.
    private final Map<PortDriver, DriverCall> notifications = new WeakHashMap<>();

    /** Drivers that are let go after the change that is made now, which leaves them out. */
    private final Map<PortDriver, Leaving> leaving = new HashMap<>();

    /** Why a driver is let go. */
    private record Leaving(String where, Throwable cause) {}

    /** Whether it sleeps because the machine does, and comes back with it. */
    private boolean machineMadeIt;

    DevicePower(PowerHouse house, Device device) {
        this.house = house;
        this.device = device;
        offered = device.adapter().adapt(IAdapterPowerManagement.class).map(this::adapter);
        idle = new IdleWatch(this, house, device);
        device.admission().of(this);
        device.admission().limit(house.holdLimit());
    }

    // From any thread.

    Device device() {
        return device;
    }

    DevicePowerState state() {
        return standing.state();
    }

    PowerStatus status() {
        Standing now = standing;
        return new PowerStatus(
                device.id(),
                now.state(),
                now.since(),
                now.reason(),
                management().isPresent(),
                idle.settings(),
                idle.isEnabled());
    }

    void register(IAdapterPowerManagement adapter) {
        registered = adapter(adapter);
    }

    void unregister() {
        if (registered == null) {
            throw new PortClsException(
                    Status.NOT_FOUND,
                    "no power management was registered for the device " + device.id());
        }
        registered = null;
    }

    /** Ends it, if it is that one. */
    void unregister(IAdapterPowerManagement adapter) {
        AdapterPower mine = registered;
        if (mine != null && mine.isOf(adapter)) {
            registered = null;
        }
    }

    void callback(@Nullable PowerControlCallback newCallback) {
        callback = newCallback;
    }

    /** Ends it, if it is that one. */
    @SuppressWarnings("ReferenceEquality") // an identity
    void forget(PowerControlCallback mine) {
        if (callback == mine) {
            callback = null;
        }
    }

    /** Who takes codes from the platform. */
    Optional<PowerControlCallback> callback() {
        return Optional.ofNullable(callback);
    }

    IdleWatch idle() {
        return idle;
    }

    /** The device is in use by this stream, and by others perhaps. */
    boolean isRunning() {
        return pins().stream().anyMatch(pin -> pin.state() == KsState.RUN);
    }

    /** The first stream of a program that keeps it awake, in plain words; empty when none does. */
    Optional<String> keptAwakeBy() {
        return pins().stream()
                .filter(pin -> pin.state() == KsState.RUN && !pin.isAsleep())
                .findFirst()
                .map(
                        pin ->
                                "pin "
                                        + pin.pinId()
                                        + " of "
                                        + pin.filter().id()
                                        + " is in RUN for a program");
    }

    /** Whether a program holds a handle to one of its filters. */
    boolean isOpen() {
        return ports().flatMap(port -> port.filter().stream()).anyMatch(it -> it.isOpen());
    }

    @Override
    public void close() {
        idle.close();
    }

    // On the worker.

    /** Asks the adapter; the reason if it does not want that state. */
    Optional<String> veto(DevicePowerState target) {
        return management().flatMap(adapter -> adapter.veto(target));
    }

    /**
     * Goes to a state by itself or because somebody wants it.
     *
     * @return what did not go well
     */
    List<String> become(DevicePowerState target, String why) {
        if (device.admission().isMachineAsleep() && target.compareTo(state()) < 0) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "the device "
                            + device.id()
                            + " sleeps because the machine does; resume the machine first");
        }
        // What the machine took it comes back from with the machine.
        machineMadeIt &= device.admission().isMachineAsleep();
        return change(target, why, true);
    }

    /** The machine goes to sleep. */
    List<String> suspend(SystemPowerState system, String why) {
        device.admission().machineSleeps(why);
        DevicePowerState target = target(system);
        if (target.compareTo(state()) < 0 || target == state() && !machineMadeIt) {
            return List.of();
        }
        machineMadeIt = true;
        return change(target, why, true);
    }

    /** The state that belongs to the machine's. */
    DevicePowerState target(SystemPowerState system) {
        return management()
                .map(AdapterPower::capabilities)
                .orElse(DeviceCapabilities.DEFAULT)
                .at(system);
    }

    /** The machine woke. */
    List<String> resume(String why) {
        List<String> trouble = List.of();
        if (machineMadeIt) {
            trouble = change(DevicePowerState.D0, why, true);
            machineMadeIt = false;
        }
        device.admission().machineSleeps("");
        idle.restart();
        return trouble;
    }

    /** It must be back faster, or may be slower. */
    void exitLatency(ExitLatency latency) {
        if (state() != DevicePowerState.D3) {
            return;
        }
        if (latency != ExitLatency.INSTANT) {
            var _ = management().flatMap(adapter -> adapter.latencyChanged(latency));
        } else if (!device.admission().isMachineAsleep()) {
            var _ = change(DevicePowerState.D0, "it must be there at once", true);
        }
    }

    @Override
    public boolean isAsleep() {
        return state() != DevicePowerState.D0 && !isChanging();
    }

    @Override
    public void wake() {
        var _ = change(DevicePowerState.D0, "a program asks something of it", true);
    }

    @Override
    public void used() {
        idle.used();
    }

    @Override
    public void unused() {
        idle.unused();
    }

    /** Also while the machine sleeps: what is there must be taken over by its driver. */
    @Override
    public void beginStart() {
        if (isAsleep()) {
            var _ =
                    change(
                            DevicePowerState.D0,
                            "a driver starts",
                            !device.admission().isMachineAsleep());
        }
    }

    /** A device that came while the machine sleeps joins it here, with its first driver. */
    @Override
    public void endStart() {
        SystemPowerState machine = house.systemState();
        if (machine != SystemPowerState.WORKING) {
            var _ = suspend(machine, PowerHouse.why(machine));
        }
        idle.restart();
    }

    /** It was abandoned in a change, which begins anew: the driver that it hangs in is left out. */
    void abandoned(String where) {
        OpenPin pin = stepping;
        stepping = null;
        if (pin != null) {
            Leaving why =
                    new Leaving(
                            "a change of the power of " + device.id(),
                            new PortClsException(Status.IO_TIMEOUT, where));
            ports().filter(port -> owns(port, pin)).forEach(port -> leaving.put(port, why));
        }
    }

    private List<String> change(DevicePowerState target, String why, boolean withStreams) {
        if (isChanging()) {
            return List.of();
        }
        Thread self = Thread.currentThread();
        changer = self;
        stepping = null;
        List<String> trouble = new ArrayList<>();
        boolean changes = target != state() || !standing.isSure();
        try {
            if (changes) {
                make(target, why, trouble);
            }
            if (target == DevicePowerState.D0 && withStreams) {
                // Also those of a change that was abandoned.
                eachStream(OpenPin::wakeUp);
            }
        } finally {
            if (self.equals(changer)) {
                changer = null;
                letGoOfLeaving();
            }
        }
        if (changes) {
            idle.restart();
            house.changed(status());
        }
        return trouble;
    }

    /** In the documented order, but for streams that go on. */
    private void make(DevicePowerState target, String why, List<String> trouble) {
        DevicePowerState before = state();
        if (target == before) {
            note(target, why, tellAdapter(before, target, trouble));
        } else if (target.compareTo(before) > 0) {
            eachStream(OpenPin::fallAsleep);
            tellStreams(target, trouble);
            tellMiniports(target, trouble);
            note(target, why, tellAdapter(before, target, trouble));
        } else {
            note(target, why, tellAdapter(before, target, trouble));
            tellMiniports(target, trouble);
            tellStreams(target, trouble);
        }
    }

    private boolean isChanging() {
        return Thread.currentThread().equals(changer);
    }

    /** Each stream of a driver that stays takes a step. */
    private void eachStream(Consumer<OpenPin> step) {
        for (OpenPin pin : pins()) {
            if (leaving.keySet().stream().noneMatch(port -> owns(port, pin))) {
                device.worker().getsOn();
                stepping = pin;
                step.accept(pin);
                requireWorker();
                stepping = null;
            }
        }
    }

    /** When everything is done: whoever lets go of them waits for the worker. */
    private void letGoOfLeaving() {
        leaving.forEach((port, why) -> port.broken(why.where(), why.cause()));
        leaving.clear();
    }

    private static boolean owns(PortDriver port, OpenPin pin) {
        return port.filter().filter(filter -> filter.equals(pin.filter())).isPresent();
    }

    /** A driver that came back too late must not meet those that are called since. */
    private void requireWorker() {
        if (!device.worker().isCurrent()) {
            throw new PortClsException(
                    Status.IO_TIMEOUT,
                    "a driver of " + device.id() + " came back too late to change with the others");
        }
    }

    private void note(DevicePowerState target, String why, String doubt) {
        standing = new Standing(target, Instant.now(), why, doubt);
    }

    /** Says why the adapter may not be in that state; empty when it is. */
    private String tellAdapter(
            DevicePowerState before, DevicePowerState target, List<String> trouble) {
        boolean deepest = before == DevicePowerState.D3 || target == DevicePowerState.D3;
        ExitLatency latency = deepest ? house.exitLatency() : ExitLatency.INSTANT;
        Optional<String> doubt =
                management()
                        .flatMap(adapter -> adapter.change(target, house.systemState(), latency));
        doubt.ifPresent(trouble::add);
        return doubt.orElse("");
    }

    /** An adapter came back from a call that hung: it is told where its device is to be. */
    private void adapterCameBack() {
        device.worker()
                .execute(
                        () -> {
                            if (!standing.isSure() && !isChanging()) {
                                DevicePowerState target = state();
                                String doubt = tellAdapter(target, target, new ArrayList<>());
                                standing = standing.with(doubt);
                                house.changed(status());
                            }
                        });
    }

    private void tellMiniports(DevicePowerState target, List<String> trouble) {
        for (PortDriver port : ports().toList()) {
            if (!leaving.containsKey(port)
                    && port.boundMiniport().orElse(null) instanceof IPowerNotify told) {
                String what = "powerChangeNotify(" + target + ")";
                tell(port, told, what + " of a driver of " + device.id(), target, trouble)
                        .filter(_ -> target == DevicePowerState.D0)
                        // The device did not come back.
                        .ifPresent(cause -> leaving.put(port, new Leaving(what, cause)));
            }
        }
    }

    private void tellStreams(DevicePowerState target, List<String> trouble) {
        String whose = "powerChangeNotify(" + target + ") of a stream of " + device.id();
        for (PortDriver port : ports().toList()) {
            for (OpenPin pin : pins(port)) {
                if (!leaving.containsKey(port) && stream(pin) instanceof IPowerNotify told) {
                    var _ = tell(port, told, whose, target, trouble);
                }
            }
        }
    }

    private static @Nullable Object stream(OpenPin pin) {
        try {
            return pin.stream();
        } catch (PortClsException e) {
            // It was let go this very moment.
            return null;
        }
    }

    /** Tells a driver, which is called no more before it has come back; what it threw. */
    private Optional<Throwable> tell(
            PortDriver port,
            IPowerNotify told,
            String whose,
            DevicePowerState target,
            List<String> trouble) {
        DriverCall own =
                notifications.computeIfAbsent(
                        port,
                        _ -> new DriverCall(device.worker(), house.threads(), house.callLimit()));
        switch (own.make(whose, () -> told.powerChangeNotify(target))) {
            case Outcome.Done _ -> {}
            case Outcome.Hung left -> trouble.add(left.where());
            case Outcome.Failed failed -> {
                trouble.add(whose + " failed: " + AdapterPower.text(failed.cause()));
                LOG.log(Level.WARNING, whose + " failed", failed.cause());
                return Optional.of(failed.cause());
            }
        }
        return Optional.empty();
    }

    private AdapterPower adapter(IAdapterPowerManagement adapter) {
        DriverCall call =
                new DriverCall(
                        device.worker(), house.threads(), house.callLimit(), this::adapterCameBack);
        return new AdapterPower(adapter, device.id(), call);
    }

    private Optional<AdapterPower> management() {
        AdapterPower mine = registered;
        return mine == null ? offered : Optional.of(mine);
    }

    private List<OpenPin> pins() {
        return ports().flatMap(port -> pins(port).stream()).toList();
    }

    private static List<OpenPin> pins(PortDriver port) {
        return port.filter()
                .filter(filter -> filter.removal().isEmpty())
                .map(PortFilter::openPins)
                .orElse(List.of());
    }

    private Stream<PortDriver> ports() {
        return device.occupants().stream()
                .filter(PortDriver.class::isInstance)
                .map(PortDriver.class::cast);
    }
}

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
import portcls.ports.port.PortDriver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The power of one device. Changes are made on its worker, in the documented order: down, streams
 * pause, then streams and miniports are told, then the adapter; up, the other way round.
 */
final class DevicePower implements Sleep {
    private static final Logger LOG = System.getLogger(DevicePower.class.getName());

    private final PowerHouse house;
    private final Device device;
    private final DriverCall call;
    private final Optional<AdapterPower> offered;
    private final IdleWatch idle;
    private volatile @Nullable AdapterPower registered;
    private volatile DevicePowerState state = DevicePowerState.D0;
    private volatile Instant since = Instant.now();
    private volatile String reason = "it came";

    private volatile @Nullable PowerControlCallback callback;

    /** Who changes the state now; another than the worker's present thread was abandoned. */
    private volatile @Nullable Thread changer;

    // Of the worker.
    private final Map<PortDriver, DriverCall> notifications = new HashMap<>();
    private SystemPowerState machine = SystemPowerState.WORKING;
    private boolean wokenForStart;

    /** Whether it sleeps because the machine does, and comes back with it. */
    private boolean machineMadeIt;

    DevicePower(PowerHouse house, Device device) {
        this.house = house;
        this.device = device;
        call = new DriverCall(house.threads(), house.callLimit());
        offered =
                device.adapter()
                        .adapt(IAdapterPowerManagement.class)
                        .map(adapter -> new AdapterPower(adapter, device.id(), call));
        idle = new IdleWatch(this, house, device);
        device.admission().of(this);
        device.admission().limit(house.holdLimit());
    }

    // From any thread.

    Device device() {
        return device;
    }

    DevicePowerState state() {
        return state;
    }

    PowerStatus status() {
        return new PowerStatus(
                device.id(),
                state,
                since,
                reason,
                management().isPresent(),
                idle.settings(),
                idle.isEnabled());
    }

    void register(IAdapterPowerManagement adapter) {
        registered = new AdapterPower(adapter, device.id(), call);
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
        if (device.admission().isMachineAsleep() && target.compareTo(state) < 0) {
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
        machine = system;
        device.admission().machineSleeps(why);
        DevicePowerState target = target(system);
        if (target.compareTo(state) <= 0) {
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
        machine = SystemPowerState.WORKING;
        List<String> trouble = List.of();
        if (machineMadeIt) {
            machineMadeIt = false;
            trouble = change(DevicePowerState.D0, why, true);
        }
        device.admission().machineSleeps("");
        idle.restart();
        return trouble;
    }

    /** It must be back faster, or may be slower. */
    void exitLatency(ExitLatency latency) {
        if (state != DevicePowerState.D3) {
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
        return state != DevicePowerState.D0 && !isChanging();
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
            wokenForStart = true;
            var _ =
                    change(
                            DevicePowerState.D0,
                            "a driver starts",
                            !device.admission().isMachineAsleep());
        }
    }

    @Override
    public void endStart() {
        if (wokenForStart && device.admission().isMachineAsleep()) {
            machineMadeIt = true;
            var _ = change(target(machine), "the machine sleeps", true);
        }
        wokenForStart = false;
        idle.restart();
    }

    private List<String> change(DevicePowerState target, String why, boolean withStreams) {
        DevicePowerState before = state;
        if (isChanging()) {
            return List.of();
        }
        if (target == before) {
            if (target == DevicePowerState.D0) {
                // Those of a change that was abandoned.
                pins().forEach(OpenPin::wakeUp);
            }
            return List.of();
        }
        Thread self = Thread.currentThread();
        changer = self;
        List<String> trouble = new ArrayList<>();
        try {
            if (target.compareTo(before) > 0) {
                pins().forEach(this::fallAsleep);
                tellStreams(target);
                tellMiniports(target, trouble);
                tellAdapter(before, target, trouble);
                note(target, why);
            } else {
                tellAdapter(before, target, trouble);
                note(target, why);
                tellMiniports(target, trouble);
                tellStreams(target);
                if (target == DevicePowerState.D0 && withStreams) {
                    pins().forEach(OpenPin::wakeUp);
                }
            }
        } finally {
            if (self.equals(changer)) {
                changer = null;
            }
        }
        idle.restart();
        house.changed(status());
        return trouble;
    }

    private boolean isChanging() {
        return Thread.currentThread().equals(changer);
    }

    private void fallAsleep(OpenPin pin) {
        pin.fallAsleep();
        requireWorker();
    }

    /** A driver that came back too late must not meet those that are called since. */
    private void requireWorker() {
        if (!device.worker().isCurrent()) {
            throw new PortClsException(
                    Status.IO_TIMEOUT,
                    "a driver of " + device.id() + " came back too late to change with the others");
        }
    }

    private void note(DevicePowerState target, String why) {
        state = target;
        since = Instant.now();
        reason = why;
    }

    private void tellAdapter(
            DevicePowerState before, DevicePowerState target, List<String> trouble) {
        boolean deepest = before == DevicePowerState.D3 || target == DevicePowerState.D3;
        ExitLatency latency = deepest ? house.exitLatency() : ExitLatency.INSTANT;
        management()
                .flatMap(adapter -> adapter.change(target, machine, latency))
                .ifPresent(trouble::add);
    }

    private void tellMiniports(DevicePowerState target, List<String> trouble) {
        List<PortDriver> there = ports().toList();
        notifications.keySet().retainAll(there);
        there.forEach(
                port ->
                        port.boundMiniport()
                                .filter(IPowerNotify.class::isInstance)
                                .map(IPowerNotify.class::cast)
                                .ifPresent(told -> tell(port, told, target, trouble)));
    }

    private void tell(
            PortDriver port, IPowerNotify told, DevicePowerState target, List<String> trouble) {
        String what = "powerChangeNotify(" + target + ")";
        String whose = what + " of a driver of " + device.id();
        DriverCall own =
                notifications.computeIfAbsent(
                        port, _ -> new DriverCall(house.threads(), house.callLimit()));
        switch (own.make(whose, () -> told.powerChangeNotify(target))) {
            case Outcome.Done _ -> {}
            case Outcome.Hung hung -> trouble.add(hung.where());
            case Outcome.Failed failed -> {
                trouble.add(whose + " failed: " + AdapterPower.text(failed.cause()));
                if (target == DevicePowerState.D0) {
                    // The device did not come back.
                    port.broken(what, failed.cause());
                } else {
                    LOG.log(Level.WARNING, whose + " failed", failed.cause());
                }
            }
        }
    }

    private void tellStreams(DevicePowerState target) {
        for (OpenPin pin : pins()) {
            try {
                if (pin.stream() instanceof IPowerNotify told) {
                    told.powerChangeNotify(target);
                }
            } catch (Exception | LinkageError e) {
                LOG.log(
                        Level.WARNING,
                        "A stream of "
                                + device.id()
                                + " failed in powerChangeNotify("
                                + target
                                + ")",
                        e);
            }
            requireWorker();
        }
    }

    private Optional<AdapterPower> management() {
        AdapterPower mine = registered;
        return mine == null ? offered : Optional.of(mine);
    }

    private List<OpenPin> pins() {
        return ports().flatMap(port -> port.filter().stream())
                .filter(filter -> filter.removal().isEmpty())
                .flatMap(filter -> filter.openPins().stream())
                .toList();
    }

    private Stream<PortDriver> ports() {
        return device.occupants().stream()
                .filter(PortDriver.class::isInstance)
                .map(PortDriver.class::cast);
    }
}

package portcls.ports.power;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Registration;
import portcls.api.ks.KsId;
import portcls.api.power.ExitLatency;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.power.IPortClsPower;
import portcls.api.power.IPortClsRuntimePower;
import portcls.api.power.IdleSettings;
import portcls.api.power.PowerControlCallback;
import portcls.api.power.PowerManager;
import portcls.api.power.PowerSource;
import portcls.api.power.PowerStatus;
import portcls.api.power.SystemPowerState;
import portcls.ports.device.Change;
import portcls.ports.device.Device;
import portcls.ports.device.Devices;
import portcls.ports.registry.RegistryKeys;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Power of all devices of the house. Thread-safe. */
public final class PowerHouse implements PowerManager, IPortClsPower, IPortClsRuntimePower {
    private static final Logger LOG = System.getLogger(PowerHouse.class.getName());

    /** A program may wait for a wake that takes every callee its time. */
    private static final int HOLD_TIMES = 5;

    private final Devices devices;
    private final RegistryKeys registry;
    private final Duration callLimit;
    private final PowerControls controls = new PowerControls();
    private final List<PowerListener> listeners = new CopyOnWriteArrayList<>();
    private volatile IdleSettings defaults = IdleSettings.OFF;
    private volatile PowerSource source = PowerSource.MAINS;
    private volatile ExitLatency latency = ExitLatency.RESPONSIVE;

    /** Held while the machine changes its state: one change at a time. */
    private final Object machineChange = new Object();

    private volatile SystemPowerState machine = SystemPowerState.WORKING;

    /**
     * Over all devices that come from now on.
     *
     * @param callLimit how long an adapter may take
     */
    public PowerHouse(Devices devices, RegistryKeys registry, Duration callLimit) {
        this.devices = devices;
        this.registry = registry;
        this.callLimit = callLimit;
        devices.onNewDevice(device -> new DevicePower(this, device));
    }

    @Override
    public void registerAdapterPowerManagement(IAdapterPowerManagement power, Adapter device) {
        of(devices.of(device)).register(power);
    }

    @Override
    public void unregisterAdapterPowerManagement(Adapter device) {
        of(devices.of(device)).unregister();
    }

    /** Ends it, if that is still the one; for drivers that go without doing so. */
    public void forget(IAdapterPowerManagement power, Adapter device) {
        devices.find(device).ifPresent(it -> of(it).unregister(power));
    }

    @Override
    public void setIdlePowerManagement(Adapter device, boolean enabled) {
        of(devices.of(device)).idle().enable(enabled);
    }

    /**
     * A driver wants another state ({@code nf-portcls-pcrequestnewpowerstate}). Returns when it is
     * reached.
     */
    public void requestNewPowerState(Adapter device, DevicePowerState state) {
        DevicePower power = of(devices.of(device));
        var _ = await(power, () -> power.become(state, "its driver asked for it"));
    }

    @Override
    public int sendPowerControl(
            Adapter device, KsId powerControlCode, ByteBuffer in, ByteBuffer out) {
        return controls.toPlatform(device, powerControlCode, in, out);
    }

    @Override
    public void registerPowerControlCallback(Adapter device, PowerControlCallback callback) {
        of(devices.of(device)).callback(callback);
    }

    /** Ends it, if that is still the one; for drivers that go without doing so. */
    public void forget(PowerControlCallback callback, Adapter device) {
        devices.find(device).ifPresent(it -> of(it).forget(callback));
    }

    @Override
    public void unregisterPowerControlCallback(Adapter device) {
        DevicePower power = of(devices.of(device));
        if (power.callback().isEmpty()) {
            throw new PortClsException(
                    Status.NOT_FOUND,
                    "no power control callback was registered for the device " + device.id());
        }
        power.callback(null);
    }

    @Override
    public int sendPowerControl(
            String deviceId, KsId powerControlCode, ByteBuffer in, ByteBuffer out) {
        DevicePower power = find(deviceId);
        int[] written = new int[1];
        // On the worker: nobody is inside the driver when it is let go. A driver that hangs in it
        // is
        // not given it again.
        Change once =
                new Change(
                        power.device(),
                        () -> {
                            written[0] = PowerControls.toDriver(power, powerControlCode, in, out);
                            return List.of();
                        });
        once.begin();
        var _ = once.end(callLimit);
        return written[0];
    }

    @Override
    public Registration plugIn(PowerControlCallback platform) {
        return controls.plugIn(platform);
    }

    @Override
    public SystemPowerState systemState() {
        return machine;
    }

    @Override
    public List<PowerStatus> devices() {
        return all().map(DevicePower::status)
                .sorted(Comparator.comparing(PowerStatus::deviceId))
                .toList();
    }

    @Override
    public void setDeviceState(String deviceId, DevicePowerState state) {
        DevicePower power = find(deviceId);
        var _ =
                await(
                        power,
                        () -> {
                            if (state.compareTo(power.state()) > 0) {
                                power.keptAwakeBy()
                                        .ifPresent(what -> refuseInUse(deviceId, state, what));
                                power.veto(state).ifPresent(why -> refuse(deviceId, state, why));
                            }
                            return power.become(state, "somebody asked for it");
                        });
    }

    @Override
    public List<String> suspend(SystemPowerState state, boolean critical) {
        if (state == SystemPowerState.WORKING) {
            return resume();
        }
        synchronized (machineChange) {
            if (machine == state) {
                return List.of();
            }
            if (!critical) {
                onEach(
                        power -> {
                            DevicePowerState target = power.target(state);
                            power.veto(target)
                                    .ifPresent(why -> refuse(power.device().id(), target, why));
                            return List.of();
                        });
            }
            machine = state;
            return onEach(power -> power.suspend(state, why(state)));
        }
    }

    @Override
    public List<String> resume() {
        synchronized (machineChange) {
            machine = SystemPowerState.WORKING;
            try {
                return onEach(power -> power.resume("the machine woke"));
            } finally {
                // Also where a driver hung in the change: the next call tries anew.
                all().forEach(power -> power.device().admission().machineSleeps(""));
            }
        }
    }

    @Override
    public PowerSource powerSource() {
        return source;
    }

    @Override
    public void setPowerSource(PowerSource newSource) {
        source = newSource;
        reloadIdleSettings();
    }

    @Override
    public ExitLatency exitLatency() {
        return latency;
    }

    @Override
    public void setExitLatency(ExitLatency newLatency) {
        latency = newLatency;
        var _ =
                onEach(
                        power -> {
                            power.exitLatency(newLatency);
                            return List.of();
                        });
    }

    @Override
    public Registration onChange(Consumer<PowerStatus> listener) {
        PowerListener own = new PowerListener(listener, threads());
        listeners.add(own);
        return () -> {
            own.end();
            listeners.remove(own);
        };
    }

    /** What holds for devices that have no settings of their own. */
    public void idleDefaults(IdleSettings settings) {
        defaults = settings;
        reloadIdleSettings();
    }

    /** Settings of devices may have changed. */
    public void reloadIdleSettings() {
        all().forEach(power -> power.idle().reload());
    }

    ExecutorService threads() {
        return devices.threads();
    }

    Duration callLimit() {
        return callLimit;
    }

    Duration holdLimit() {
        return callLimit.multipliedBy(HOLD_TIMES);
    }

    IdleSettings idleSettings(Adapter adapter) {
        return IdleRegistry.read(registry, adapter, defaults);
    }

    void changed(PowerStatus status) {
        listeners.forEach(listener -> listener.tell(status));
    }

    /** Does something on a thread that may block; nothing when the house is closing. */
    void later(Runnable work) {
        try {
            threads().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The ports are closing", e);
        }
    }

    private DevicePower find(String deviceId) {
        return all().filter(power -> power.device().id().equals(deviceId))
                .findFirst()
                .orElseThrow(() -> unknown(deviceId));
    }

    private PortClsException unknown(String deviceId) {
        Optional<String> card =
                all().map(power -> power.device().id())
                        .filter(id -> deviceId.startsWith(id + "/"))
                        .findFirst();
        return new PortClsException(
                Status.NOT_FOUND,
                card.map(
                                        id ->
                                                "the functions of a card sleep and wake with all of"
                                                        + " it; name the card, "
                                                        + id
                                                        + ": deviceId=")
                                .orElse(
                                        "no device of that id has a driver; `devices` lists them:"
                                                + " deviceId=")
                        + deviceId);
    }

    private Stream<DevicePower> all() {
        return devices.all().stream().map(PowerHouse::of);
    }

    private static DevicePower of(Device device) {
        return (DevicePower) device.admission().sleep();
    }

    private static void refuse(String deviceId, DevicePowerState state, String why) {
        throw new PortClsException(
                Status.DEVICE_BUSY,
                "the adapter of " + deviceId + " does not want " + state + " now: " + why);
    }

    private static void refuseInUse(String deviceId, DevicePowerState state, String what) {
        throw new PortClsException(
                Status.DEVICE_BUSY,
                "the device "
                        + deviceId
                        + " cannot go to "
                        + state
                        + " while it is in use: "
                        + what
                        + "; pause or stop that stream, or let all devices sleep (`power suspend`),"
                        + " which pauses it");
    }

    /** What a device says of a machine that sleeps. */
    static String why(SystemPowerState machine) {
        return "the machine sleeps (" + machine + ")";
    }

    /**
     * Does something on the worker of every device, at the same time. A device whose driver hangs
     * keeps none of the others from it, and takes only the time that its own drivers may take.
     *
     * @return what went wrong
     */
    private List<String> onEach(Function<DevicePower, List<String>> change) {
        List<Change> changes =
                all().map(power -> change(power, () -> change.apply(power))).toList();
        changes.forEach(Change::begin);
        List<Future<Ended>> ends;
        try (ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            ends = changes.stream().map(each -> waiters.submit(() -> end(each))).toList();
        }
        List<Ended> all = ends.stream().map(Future::resultNow).toList();
        all.stream()
                .flatMap(ended -> ended.refusal().stream())
                .findFirst()
                .ifPresent(
                        refusal -> {
                            throw refusal;
                        });
        return all.stream().flatMap(ended -> ended.trouble().stream()).toList();
    }

    /** How the change of one device ended. */
    private record Ended(List<String> trouble, Optional<PortClsException> refusal) {}

    private Ended end(Change change) {
        try {
            return new Ended(change.end(callLimit), Optional.empty());
        } catch (PortClsException e) {
            if (e.status() == Status.DEVICE_BUSY) {
                return new Ended(List.of(), Optional.of(e));
            }
            boolean went = e.status() == Status.DEVICE_REMOVED;
            return new Ended(
                    went ? List.of() : List.of(String.valueOf(e.getMessage())), Optional.empty());
        } catch (RuntimeException | Error e) {
            // A driver's mistake on one device must not keep the others from their change.
            LOG.log(Level.WARNING, "A device could not change its power state", e);
            return new Ended(List.of(e.toString()), Optional.empty());
        }
    }

    private List<String> await(DevicePower power, Supplier<List<String>> work) {
        Change change = change(power, work);
        change.begin();
        return change.end(callLimit);
    }

    /** Carried through whatever hangs. */
    private static Change change(DevicePower power, Supplier<List<String>> work) {
        return new Change(
                power.device(),
                work,
                where -> {
                    power.abandoned(where);
                    return work.get();
                });
    }
}

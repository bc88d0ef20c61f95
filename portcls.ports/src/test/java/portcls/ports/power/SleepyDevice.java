package portcls.ports.power;

import portcls.api.DevicePowerState;
import portcls.api.adapter.Adapter;
import portcls.api.power.DeviceCapabilities;
import portcls.api.power.IAdapterPowerManagement;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A device whose adapter writes down how it is let sleep. */
class SleepyDevice implements Adapter, IAdapterPowerManagement {
    private final String id;

    /** Where it writes: the list of its miniport, so that the order is seen. */
    private final List<String> calls;

    /** Why it does not want to sleep; empty = it does. */
    volatile String veto = "";

    /** What happens in each change. */
    volatile Runnable inChange = () -> {};

    volatile UnaryOperator<DeviceCapabilities> caps = it -> it;

    SleepyDevice(String id, List<String> calls) {
        this.id = id;
        this.calls = calls;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> hardwareIds() {
        return List.of(id);
    }

    @Override
    public <T> Optional<T> adapt(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** The changes that it was told of. */
    List<String> changes() {
        return calls.stream().filter(call -> call.startsWith("powerChangeState")).toList();
    }

    @Override
    public void powerChangeState(DevicePowerState newState) {
        calls.add("powerChangeState " + newState);
        inChange.run();
    }

    @Override
    public void queryPowerChangeState(DevicePowerState newStateQuery) throws IOException {
        calls.add("queryPowerChangeState " + newStateQuery);
        if (!veto.isEmpty()) {
            throw new IOException(veto);
        }
    }

    @Override
    public DeviceCapabilities queryDeviceCapabilities(DeviceCapabilities powerDeviceCaps) {
        return caps.apply(powerDeviceCaps);
    }
}

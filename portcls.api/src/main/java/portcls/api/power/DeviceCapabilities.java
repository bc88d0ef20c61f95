package portcls.api.power;

import portcls.api.DevicePowerState;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * In which state a device is while the machine is in each of its states (the DeviceState table of
 * DEVICE_CAPABILITIES).
 *
 * @param deviceStates a device state for each system state
 */
public record DeviceCapabilities(Map<SystemPowerState, DevicePowerState> deviceStates) {
    /**
     * What holds for a device whose adapter says nothing: the deeper the machine, the deeper it.
     */
    public static final DeviceCapabilities DEFAULT =
            new DeviceCapabilities(
                    Map.of(
                            SystemPowerState.WORKING,
                            DevicePowerState.D0,
                            SystemPowerState.SLEEPING1,
                            DevicePowerState.D1,
                            SystemPowerState.SLEEPING2,
                            DevicePowerState.D2,
                            SystemPowerState.SLEEPING3,
                            DevicePowerState.D3,
                            SystemPowerState.HIBERNATE,
                            DevicePowerState.D3,
                            SystemPowerState.SHUTDOWN,
                            DevicePowerState.D3));

    public DeviceCapabilities {
        deviceStates = Map.copyOf(deviceStates);
        if (deviceStates.size() != SystemPowerState.values().length) {
            throw new IllegalArgumentException(
                    "name a device state for each system state: deviceStates=" + deviceStates);
        }
    }

    /** The device's state while the machine is in that one. */
    public DevicePowerState at(SystemPowerState system) {
        return Objects.requireNonNull(deviceStates.get(system));
    }

    /** The same with another device state for one system state. */
    public DeviceCapabilities with(SystemPowerState system, DevicePowerState device) {
        Map<SystemPowerState, DevicePowerState> changed = new EnumMap<>(deviceStates);
        changed.put(system, device);
        return new DeviceCapabilities(changed);
    }
}

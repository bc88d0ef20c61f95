package portcls.shell.fake;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Registration;
import portcls.api.ks.KsId;
import portcls.api.power.ExitLatency;
import portcls.api.power.IdleSettings;
import portcls.api.power.PowerControlCallback;
import portcls.api.power.PowerManager;
import portcls.api.power.PowerSource;
import portcls.api.power.PowerStatus;
import portcls.api.power.SystemPowerState;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Devices that sleep and wake at once. */
public final class FakePower implements PowerManager {
    public final Map<String, DevicePowerState> states = new TreeMap<>();
    public final List<String> troubles = new ArrayList<>();
    public IdleSettings idle = IdleSettings.OFF;
    public SystemPowerState system = SystemPowerState.WORKING;
    public boolean veto;

    @Override
    public SystemPowerState systemState() {
        return system;
    }

    @Override
    public List<PowerStatus> devices() {
        return states.entrySet().stream()
                .map(
                        entry ->
                                new PowerStatus(
                                        entry.getKey(),
                                        entry.getValue(),
                                        Instant.EPOCH,
                                        "as the test wants",
                                        true,
                                        idle,
                                        true))
                .toList();
    }

    @Override
    public void setDeviceState(String deviceId, DevicePowerState state) {
        if (veto) {
            throw new PortClsException(Status.DEVICE_BUSY, deviceId + " must not sleep now");
        }
        states.put(deviceId, state);
    }

    @Override
    public List<String> suspend(SystemPowerState state, boolean critical) {
        system = state;
        states.replaceAll((_, _) -> DevicePowerState.D3);
        return troubles;
    }

    @Override
    public List<String> resume() {
        system = SystemPowerState.WORKING;
        states.replaceAll((_, _) -> DevicePowerState.D0);
        return troubles;
    }

    @Override
    public PowerSource powerSource() {
        return PowerSource.MAINS;
    }

    @Override
    public void setPowerSource(PowerSource source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ExitLatency exitLatency() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setExitLatency(ExitLatency latency) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onChange(Consumer<PowerStatus> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int sendPowerControl(
            String deviceId, KsId powerControlCode, ByteBuffer in, ByteBuffer out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration plugIn(PowerControlCallback platform) {
        throw new UnsupportedOperationException();
    }
}

package portcls.ports.power;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.power.DeviceCapabilities;
import portcls.api.power.ExitLatency;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.power.IAdapterPowerManagement2;
import portcls.api.power.IAdapterPowerManagement3;
import portcls.api.power.SystemPowerState;
import portcls.ports.device.DriverCall;
import portcls.ports.device.DriverCall.Outcome;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * One adapter's power management, called by the highest interface that it has, and never for longer
 * than it may take.
 */
final class AdapterPower {
    private static final Logger LOG = System.getLogger(AdapterPower.class.getName());

    private final IAdapterPowerManagement adapter;
    private final String device;
    private final DriverCall call;

    AdapterPower(IAdapterPowerManagement adapter, String device, DriverCall call) {
        this.adapter = adapter;
        this.device = device;
        this.call = call;
    }

    @SuppressWarnings("ReferenceEquality") // an identity
    boolean isOf(IAdapterPowerManagement candidate) {
        return adapter == candidate;
    }

    /**
     * Brings the device to a state; that cannot fail.
     *
     * @return what did not go well; empty when all did
     */
    Optional<String> change(DevicePowerState state, SystemPowerState system, ExitLatency latency) {
        return told(
                "PowerChangeState(" + state + ")",
                () -> {
                    switch (adapter) {
                        case IAdapterPowerManagement3 third ->
                                third.powerChangeState3(state, system, latency);
                        case IAdapterPowerManagement2 second ->
                                second.powerChangeState2(state, system);
                        default -> adapter.powerChangeState(state);
                    }
                });
    }

    /** Asks whether the device may go to a state; the reason if not. */
    Optional<String> veto(DevicePowerState state) {
        Outcome outcome =
                call.make("the adapter of " + device, () -> adapter.queryPowerChangeState(state));
        // Who hangs says nothing, and must not keep a machine awake.
        return outcome instanceof Outcome.Failed failed
                ? Optional.of(text(failed.cause()))
                : Optional.empty();
    }

    /** Tells an adapter in D3 how fast it must be back. */
    Optional<String> latencyChanged(ExitLatency latency) {
        return adapter instanceof IAdapterPowerManagement3 third
                ? told(
                        "D3ExitLatencyChanged(" + latency + ")",
                        () -> third.d3ExitLatencyChanged(latency))
                : Optional.empty();
    }

    /** What the adapter says of the machine's states; only deeper device states are taken over. */
    DeviceCapabilities capabilities() {
        @Nullable DeviceCapabilities[] told = {null};
        Optional<String> trouble =
                told(
                        "QueryDeviceCapabilities",
                        () ->
                                told[0] =
                                        adapter.queryDeviceCapabilities(
                                                DeviceCapabilities.DEFAULT));
        DeviceCapabilities answer = trouble.isPresent() ? null : told[0];
        return answer == null ? DeviceCapabilities.DEFAULT : deepened(answer);
    }

    private DeviceCapabilities deepened(DeviceCapabilities told) {
        DeviceCapabilities result = DeviceCapabilities.DEFAULT;
        for (SystemPowerState system : SystemPowerState.values()) {
            DevicePowerState wished = told.at(system);
            DevicePowerState least = result.at(system);
            if (wished.compareTo(least) > 0 && system != SystemPowerState.WORKING) {
                result = result.with(system, wished);
            } else if (wished != least) {
                LOG.log(
                        Level.WARNING,
                        "The adapter of {0} maps {1} to {2}; it may only deepen {3}, which stays",
                        device,
                        system,
                        wished,
                        least);
            }
        }
        return result;
    }

    private Optional<String> told(String what, DriverCall.Work work) {
        return switch (call.make(what + " of the adapter of " + device, work)) {
            case Outcome.Done _ -> Optional.empty();
            case Outcome.Hung hung -> Optional.of(hung.where());
            case Outcome.Failed failed -> {
                String trouble =
                        what + " of the adapter of " + device + " failed: " + text(failed.cause());
                LOG.log(Level.WARNING, trouble, failed.cause());
                yield Optional.of(trouble);
            }
        };
    }

    static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}

package portcls.api.power;

import portcls.api.DevicePowerState;

import java.time.Duration;

/**
 * When a device that nobody uses goes to sleep ({@code
 * audio-device-class-inactivity-timer-implementation}).
 *
 * @param conservationIdleTime after so long on battery; zero = never
 * @param performanceIdleTime after so long on mains; zero = never
 * @param idlePowerState how deep; not D0
 * @param immediateIdle at once when nobody has it open, whatever the driver says
 */
public record IdleSettings(
        Duration conservationIdleTime,
        Duration performanceIdleTime,
        DevicePowerState idlePowerState,
        boolean immediateIdle) {
    /** Never, and to D3 then: the documented default. */
    public static final IdleSettings OFF =
            new IdleSettings(Duration.ZERO, Duration.ZERO, DevicePowerState.D3, false);

    public IdleSettings {
        if (conservationIdleTime.isNegative()
                || performanceIdleTime.isNegative()
                || idlePowerState == DevicePowerState.D0) {
            throw new IllegalArgumentException(
                    "idle times are not negative, and an idle device is not in D0:"
                            + " conservationIdleTime="
                            + conservationIdleTime
                            + ", performanceIdleTime="
                            + performanceIdleTime
                            + ", idlePowerState="
                            + idlePowerState);
        }
    }

    /** The time that counts; zero = never. */
    public Duration idleTime(PowerSource source) {
        return source == PowerSource.BATTERY ? conservationIdleTime : performanceIdleTime;
    }
}

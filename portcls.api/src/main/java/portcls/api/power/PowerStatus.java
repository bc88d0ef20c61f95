package portcls.api.power;

import portcls.api.DevicePowerState;

import java.time.Instant;

/**
 * How a device stands.
 *
 * @param deviceId its id
 * @param state its power state
 * @param since since when
 * @param reason why, in plain words; and that the state is not known, when its adapter hung or
 *     failed in the last change
 * @param managed whether an adapter is told of changes
 * @param idle when it goes to sleep by itself
 * @param idleDetection whether the driver lets it
 */
public record PowerStatus(
        String deviceId,
        DevicePowerState state,
        Instant since,
        String reason,
        boolean managed,
        IdleSettings idle,
        boolean idleDetection) {}

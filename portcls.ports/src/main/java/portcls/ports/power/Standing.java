package portcls.ports.power;

import portcls.api.DevicePowerState;

import java.time.Instant;

/**
 * How a device stands: the one truth of its power.
 *
 * @param state where the ports brought it; the adapter was told, unless there is a doubt
 * @param why in plain words
 * @param doubt why the adapter may have left it in another state; empty when it has not
 */
record Standing(DevicePowerState state, Instant since, String why, String doubt) {
    /** As it comes. */
    static Standing first() {
        return new Standing(DevicePowerState.D0, Instant.now(), "it came", "");
    }

    boolean isSure() {
        return doubt.isEmpty();
    }

    /** The adapter was told once more. */
    Standing with(String newDoubt) {
        return new Standing(state, since, why, newDoubt);
    }

    /** For people. */
    String reason() {
        return isSure() ? why : why + "; but its state is not known: " + doubt;
    }
}

package portcls.api.power;

import java.time.Duration;

/**
 * How fast a device must be back from D3 ({@code ne-portcls-_pc_exit_latency}). The documents name
 * two sets of times; these are those of the enumeration's own page.
 */
public enum ExitLatency {
    /** No time at all: the device must not power down. */
    INSTANT(0),
    /** So fast that hardly anybody notices. */
    FAST(35),
    /** So fast that nobody loses patience. */
    RESPONSIVE(300);

    private final Duration longest;

    ExitLatency(int millis) {
        longest = Duration.ofMillis(millis);
    }

    /** How long the way back may take. */
    public Duration longest() {
        return longest;
    }
}

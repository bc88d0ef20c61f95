package portcls.ports.wavesink;

import java.time.Duration;

/** Who pulls, and when. */
sealed interface Drive permits ThreadDrive, ClockDrive {
    /** Begins. */
    void start();

    /**
     * A packet of an output ended: on the device's streaming thread. Neither blocks nor allocates.
     */
    void packetEnded();

    /**
     * Waits until nobody pulls any more, after {@link Puller#end()}.
     *
     * @return where it hangs; empty when it ended
     */
    StackTraceElement[] awaitEnd(Duration limit);
}

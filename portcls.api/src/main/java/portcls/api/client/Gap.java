package portcls.api.client;

import java.time.Duration;

/**
 * A time for which a held stream had no driver.
 *
 * @param frame frame of the stream at which it stopped
 * @param frames frames that would have moved meanwhile
 * @param skipped frames of the program's that were neither played nor recorded, or, if negative,
 *     that were played again
 * @param duration how long it took
 * @param cause why the driver went
 */
public record Gap(long frame, long frames, long skipped, Duration duration, Removal cause) {}

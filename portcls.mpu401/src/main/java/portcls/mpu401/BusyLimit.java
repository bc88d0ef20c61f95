package portcls.mpu401;

import portcls.api.IMasterClock;
import portcls.api.time.ReferenceTime;

import java.io.IOException;

/**
 * Tells a device that is busy from one that is broken. The port comes again each millisecond, so a
 * device that takes nothing for many attempts in a row will not come back by waiting ({@code
 * nf-portcls-iminiportmidistream-write}). For one stream; runs where it writes.
 */
public final class BusyLimit {
    /** So many attempts may bring nothing. */
    public static final int ATTEMPTS = 100;

    /**
     * A port that is woken by new events comes sooner than after a millisecond. Attempts closer
     * than this are one, or a burst of events would make a busy device look broken.
     */
    private static final long APART_100NS = ReferenceTime.MILLISECOND / 2;

    private final String device;
    private final IMasterClock clock;
    private int inVain;
    private long lastInVain100ns;

    /**
     * A limit for one stream.
     *
     * @param device its name, for the message
     * @param clock what tells attempts apart
     */
    public BusyLimit(String device, IMasterClock clock) {
        this.device = device;
        this.clock = clock;
    }

    /**
     * Notes the bytes that went out in one attempt, and returns them.
     *
     * @throws IOException after too many attempts in vain; the next event starts afresh
     */
    public int attempted(int bytes) throws IOException {
        if (bytes > 0) {
            inVain = 0;
            return bytes;
        }
        long now = clock.getTime();
        if (inVain > 0 && now - lastInVain100ns < APART_100NS) {
            return 0;
        }
        lastInVain100ns = now;
        if (++inVain < ATTEMPTS) {
            return 0;
        }
        inVain = 0;
        throw new IOException(
                device
                        + " took no byte in "
                        + ATTEMPTS
                        + " attempts: see whether it is connected and on");
    }

    /** What comes next starts afresh. */
    public void reset() {
        inVain = 0;
    }
}

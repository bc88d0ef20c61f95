package portcls.logind;

import java.io.IOException;
import java.time.Duration;

/**
 * The machine, as long as the connection to whoever tells of its sleep lasts. Of one thread. An
 * {@link IOException} that is no refusal means that the connection is lost.
 */
interface Machine extends AutoCloseable {
    /** Waits for the next word; the first is {@link Word#CAME} or {@link Word#WENT}. */
    Word await() throws IOException;

    /** Whether it is about to sleep now. */
    boolean isAboutToSleep() throws IOException;

    /** Has it wait before each sleep until this is closed, but not for ever. */
    Delay delay() throws IOException;

    /** How long it waits at most. */
    Duration longestDelay() throws IOException;

    @Override
    void close();
}

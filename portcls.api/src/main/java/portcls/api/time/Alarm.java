package portcls.api.time;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/** A timer on the master clock. It fires once for each {@link #at}. */
@ProviderType
public interface Alarm extends AutoCloseable {
    /**
     * Lets it fire when the clock reaches that master time; at once when that is past. Replaces an
     * earlier time.
     */
    @Irql(Level.ANY)
    void at(long time100ns);

    /** Forgets the time that was set. A routine that runs at this moment is not waited for. */
    @Irql(Level.ANY)
    void cancel();

    /** Ends it; it does not fire again. A routine that runs at this moment is not waited for. */
    @Override
    @Irql(Level.ANY)
    void close();
}

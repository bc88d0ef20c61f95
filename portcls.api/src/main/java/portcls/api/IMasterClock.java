package portcls.api;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;

/** Reads the one clock that all devices share ({@code nn-dmusicks-imasterclock}). */
@ProviderType
public interface IMasterClock {
    /**
     * Master time, 100 ns ({@code nf-dmusicks-imasterclock-gettime}). Runs at a constant rate,
     * never goes back, never pauses.
     */
    @Irql(Level.ANY)
    long getTime();
}

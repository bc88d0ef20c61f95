package portcls.api.diag;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/**
 * The service behind {@code devices}, {@code why}, {@code trace} and {@code stat}. Any thread; does
 * not block for long.
 */
@ProviderType
public interface Diagnostics {
    /** Every device and every filter, those without a driver too, by id. */
    List<DeviceReport> devices();

    /**
     * Why something is as it is.
     *
     * @param subject device id, bundle name, bundle name with version, or bundle number; empty =
     *     everything that is not in order
     * @return at least one finding; when nothing is known by that name, one that says so
     */
    List<Finding> why(String subject);

    /** The last events, oldest first. */
    List<TraceEntry> trace();

    /** All counters. */
    List<Counter> counters();
}

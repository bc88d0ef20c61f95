package portcls.shell.command;

import portcls.api.adapter.Adapter;
import portcls.api.client.Topology;
import portcls.api.diag.Diagnostics;
import portcls.api.power.PowerManager;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The running container, as commands see it. Any thread. */
public interface House {
    /** Filters that are there, by id. */
    List<FilterEntry> filters();

    /** The device of that id. */
    Optional<Adapter> adapter(String id);

    /** The devices that are there. */
    List<Adapter> adapters();

    /** Bundles that are there, by number. */
    List<BundleEntry> bundles();

    /** Hardware ids of the devices that the drivers in a bundle declare to be for. */
    List<String> hardwareIds(BundleEntry bundle);

    /**
     * The diagnosis service; waits a while when it is not there yet.
     *
     * @throws CommandException when it does not come
     */
    Diagnostics diagnostics() throws CommandException, InterruptedException;

    /**
     * The clock; waits a while when it is not there yet.
     *
     * @throws CommandException when it does not come
     */
    MasterClock clock() throws CommandException, InterruptedException;

    /**
     * How filters hang together; waits a while when the service is not there yet.
     *
     * @throws CommandException when it does not come
     */
    Topology topology() throws CommandException, InterruptedException;

    /**
     * The power service; waits a while when it is not there yet.
     *
     * @throws CommandException when it does not come
     */
    PowerManager power() throws CommandException, InterruptedException;

    /** Replaces a bundle's content. */
    void update(BundleEntry bundle, Path jar) throws IOException, CommandException;

    /** Stops a bundle. */
    void stop(BundleEntry bundle) throws CommandException;

    /**
     * Waits until something holds. It is looked at now, and whenever a bundle or a service comes or
     * goes, at least every 50 ms.
     *
     * @return false when the time was up first
     */
    boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException;

    /** Where things are. */
    Places places();

    /** Whether the container runs for one command and ends with it. */
    boolean endsWithCommand();
}

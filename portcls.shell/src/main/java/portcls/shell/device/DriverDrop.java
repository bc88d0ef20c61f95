package portcls.shell.device;

import portcls.api.diag.DeviceState;
import portcls.api.diag.Diagnostics;
import portcls.api.diag.Finding;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.diag.WhyCommand;
import portcls.shell.load.LoadFolder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Sees to it that there is a device for a purpose: where none has a driver, it drops one into the
 * running container.
 *
 * @param house the container
 * @param driver bundle that is dropped in
 * @param fits which filters can do what is wanted
 * @param purpose what is wanted, for example {@code plays MIDI}
 * @param order the one that is going to be used first
 */
public record DriverDrop(
        House house,
        String driver,
        Predicate<FilterEntry> fits,
        String purpose,
        Comparator<FilterEntry> order) {
    /** How long the driver may take. */
    static final Duration LIMIT = Duration.ofSeconds(20);

    /** How long the other devices may take that the driver serves. */
    private static final Duration REST_LIMIT = Duration.ofSeconds(1);

    /** Comes back when there is a filter. */
    public void run(Console console) throws CommandException, InterruptedException {
        if (first().isPresent()) {
            return;
        }
        long start = System.nanoTime();
        drop(console);
        if (!house.await(() -> first().isPresent(), LIMIT)) {
            throw new CommandException(
                    "No device that "
                            + purpose
                            + " came within "
                            + LIMIT.toSeconds()
                            + " s.\n"
                            + String.join("\n", reasons()));
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Diagnostics diagnostics = house.diagnostics();
        house.await(
                () ->
                        diagnostics.devices().stream()
                                .noneMatch(device -> device.state() == DeviceState.STARTING),
                REST_LIMIT);
        first().ifPresent(
                        filter ->
                                console.print(
                                        "device   "
                                                + filter.id()
                                                + " appeared after "
                                                + millis
                                                + " ms, driver "
                                                + filter.driver()));
    }

    private void drop(Console console) throws CommandException {
        LoadFolder load = LoadFolder.of(house.places());
        if (load.find(driver).isPresent()
                || house.bundles().stream().anyMatch(bundle -> bundle.name().equals(driver))) {
            console.print("driver   " + driver + " is plugged in already");
            return;
        }
        LoadFolder drivers = LoadFolder.drivers(house.places());
        Path jar =
                drivers.find(driver)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "The driver "
                                                        + driver
                                                        + " is not in "
                                                        + drivers.path()
                                                        + ".\n"
                                                        + "  What to do: put its jar there, or plug"
                                                        + " a driver in with `plug JAR`."));
        load.put(jar, driver);
        console.print("driver   " + jar.getFileName() + " dropped into the running container");
    }

    private Optional<FilterEntry> first() {
        return house.filters().stream()
                .filter(entry -> fits.test(entry) && entry.isThere())
                .min(order);
    }

    private List<String> reasons() throws CommandException, InterruptedException {
        Diagnostics diagnostics = house.diagnostics();
        List<Finding> findings = new ArrayList<>(diagnostics.why(""));
        findings.addAll(diagnostics.why(driver));
        return WhyCommand.lines(findings.stream().distinct().toList());
    }
}

package portcls.shell.play;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that there is a device that plays MIDI: where none has a driver, it drops one into the
 * running container.
 */
final class DriverDrop {
    /** How long the driver may take. */
    static final Duration LIMIT = Duration.ofSeconds(20);

    /** The driver that is dropped in. */
    static final String DRIVER = "miniport.midi";

    private final House house;
    private final Console console;

    DriverDrop(House house, Console console) {
        this.house = house;
        this.console = console;
    }

    /** Comes back when there is a filter. */
    void run() throws CommandException, InterruptedException {
        if (first().isPresent()) {
            return;
        }
        long start = System.nanoTime();
        drop();
        if (!house.await(() -> first().isPresent(), LIMIT)) {
            throw new CommandException(
                    "No device that plays MIDI came within "
                            + LIMIT.toSeconds()
                            + " s.\n"
                            + String.join("\n", reasons()));
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
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

    private void drop() throws CommandException {
        LoadFolder load = LoadFolder.of(house.places());
        if (load.find(DRIVER).isPresent()
                || house.bundles().stream().anyMatch(bundle -> bundle.name().equals(DRIVER))) {
            console.print("driver   " + DRIVER + " is plugged in already");
            return;
        }
        LoadFolder drivers = LoadFolder.drivers(house.places());
        Path jar =
                drivers.find(DRIVER)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "The driver "
                                                        + DRIVER
                                                        + " is not in "
                                                        + drivers.path()
                                                        + ".\n"
                                                        + "  What to do: put its jar there, or plug"
                                                        + " a driver in with `plug JAR`."));
        load.put(jar, DRIVER);
        console.print("driver   " + jar.getFileName() + " dropped into the running container");
    }

    private Optional<FilterEntry> first() {
        return house.filters().stream()
                .filter(entry -> entry.isMidiRender() && entry.isThere())
                .findFirst();
    }

    private List<String> reasons() throws CommandException, InterruptedException {
        Diagnostics diagnostics = house.diagnostics();
        List<Finding> findings = new ArrayList<>(diagnostics.why(""));
        findings.addAll(diagnostics.why(DRIVER));
        return WhyCommand.lines(findings.stream().distinct().toList());
    }
}

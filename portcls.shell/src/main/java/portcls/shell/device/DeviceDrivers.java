package portcls.shell.device;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Subdevice;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Diagnostics;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.House;
import portcls.shell.load.LoadFolder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Which delivered driver serves which hardware, and how it gets into the container.
 *
 * @param house the container
 */
public record DeviceDrivers(House house) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Map<String, String> DRIVERS =
            Map.ofEntries(
                    Map.entry("wave-engine", "miniport.wavert"),
                    Map.entry("sb16", "miniport.wavecyclic"),
                    Map.entry("ac97", "miniport.wavepci"),
                    Map.entry("mixer", "miniport.topology"),
                    Map.entry("ct1745", "miniport.topology"),
                    Map.entry("ac97-codec", "miniport.topology"),
                    Map.entry("mpu401", "miniport.midi"),
                    Map.entry("midi-bytes", "miniport.midi"),
                    Map.entry("opl3", "miniport.fmsynth"));

    /** The delivered driver for a device or function with these hardware ids. */
    public static Optional<String> of(List<String> hardwareIds) {
        return hardwareIds.stream()
                .flatMap(id -> Optional.ofNullable(DRIVERS.get(id)).stream())
                .findFirst();
    }

    /** Hardware ids of a device or of a function of one; empty when there is none of that id. */
    public static List<String> hardwareIds(House house, String filterId) {
        int slash = filterId.indexOf('/');
        if (slash < 0) {
            return house.adapter(filterId).map(Adapter::hardwareIds).orElse(List.of());
        }
        return house.adapter(filterId.substring(0, slash)).stream()
                .flatMap(device -> device.subdevices().stream())
                .filter(function -> function.name().equals(filterId.substring(slash + 1)))
                .map(Subdevice::hardwareIds)
                .findFirst()
                .orElse(List.of());
    }

    /**
     * Drops in what serves the device that somebody named by its id, or by a part of it that only
     * one has.
     */
    public void dropNamed(String written, Console console)
            throws CommandException, InterruptedException {
        List<String> all = house.adapters().stream().map(Adapter::id).toList();
        List<String> meant = new DeviceNames(house).meant(written, all);
        if (meant.size() == 1) {
            drop(meant.getFirst(), console);
        }
    }

    /** Drops in what serves the functions of a device and is not there; waits for their filters. */
    public void drop(String deviceId, Console console)
            throws CommandException, InterruptedException {
        Optional<Adapter> device = house.adapter(deviceId);
        if (device.isEmpty() || isStartedWhole(device.get())) {
            return;
        }
        long start = System.nanoTime();
        Set<String> awaited = new LinkedHashSet<>();
        drop(deviceId, device.get().hardwareIds(), awaited, console);
        for (Subdevice function : device.get().subdevices()) {
            drop(deviceId + "/" + function.name(), function.hardwareIds(), awaited, console);
        }
        Diagnostics diagnostics = house.diagnostics();
        house.await(
                () -> awaited.stream().allMatch(id -> isThere(id) || hasFailed(diagnostics, id)),
                LIMIT);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        house.filters().stream()
                .filter(entry -> awaited.contains(entry.id()) && entry.isThere())
                .forEach(
                        entry ->
                                console.print(
                                        "device   "
                                                + entry.id()
                                                + " appeared after "
                                                + millis
                                                + " ms, driver "
                                                + entry.driver()));
    }

    /** An adapter driver that has all of the device names its subdevices itself. */
    private boolean isStartedWhole(Adapter device) {
        List<String> functions =
                Stream.concat(
                                Stream.of(device.id()),
                                device.subdevices().stream()
                                        .map(function -> device.id() + "/" + function.name()))
                        .toList();
        return house.filters().stream()
                .anyMatch(
                        entry ->
                                entry.device().equals(device.id())
                                        && entry.isThere()
                                        && !functions.contains(entry.id()));
    }

    private static boolean hasFailed(Diagnostics diagnostics, String filterId) {
        return diagnostics.devices().stream()
                .anyMatch(
                        device ->
                                device.id().equals(filterId)
                                        && device.state() == DeviceState.FAILED);
    }

    private void drop(
            String filterId, List<String> hardwareIds, Set<String> awaited, Console console)
            throws CommandException {
        Optional<String> driver = of(hardwareIds);
        if (driver.isEmpty() || isThere(filterId) || isPlugged(driver.get())) {
            return;
        }
        Optional<Path> jar = LoadFolder.drivers(house.places()).find(driver.get());
        if (jar.isPresent()) {
            LoadFolder.of(house.places()).put(jar.get(), driver.get());
            console.print(
                    "driver   " + jar.get().getFileName() + " dropped into the running container");
            awaited.add(filterId);
        }
    }

    private boolean isPlugged(String driver) {
        return house.bundles().stream().anyMatch(bundle -> bundle.name().equals(driver));
    }

    private boolean isThere(String filterId) {
        return house.filters().stream()
                .anyMatch(entry -> entry.id().equals(filterId) && entry.isThere());
    }
}

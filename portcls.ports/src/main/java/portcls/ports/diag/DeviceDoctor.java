package portcls.ports.diag;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;
import portcls.ports.bind.Binder;
import portcls.ports.bind.Binding;
import portcls.ports.bind.DeviceView;
import portcls.ports.bind.Driver;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explains devices and drivers: bids, bindings, failures, wires. */
final class DeviceDoctor {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final List<DeviceView> devices;
    private final List<Driver> drivers;
    private final WireDoctor wires;

    DeviceDoctor(Binder binder) {
        devices = binder.deviceViews();
        drivers = binder.drivers();
        wires = new WireDoctor(binder.linkTroubles(), binder.leftBehind());
    }

    /** Everything that is not in order with devices. */
    List<Finding> notInOrder() {
        return Stream.concat(
                        devices.stream().flatMap(device -> explain(device).stream()),
                        wires.findings(_ -> true))
                .filter(it -> it.cause() != Cause.HEALTHY)
                .toList();
    }

    /** What is to be said of a device or filter of that id; empty when there is none. */
    List<Finding> device(String id) {
        return Stream.concat(
                        devices.stream()
                                .filter(it -> it.tellsOf(id))
                                .flatMap(device -> explain(device).stream()),
                        wires.findings(id::equals))
                .toList();
    }

    /**
     * What is to be said of a bundle as a driver, when nothing worse is known of it.
     *
     * @param subject symbolic name, name with version, or number of the bundle
     * @param known what is known of the bundle already
     */
    List<Finding> driver(String subject, List<Finding> known) {
        if (known.stream().anyMatch(finding -> finding.cause() != Cause.HEALTHY)) {
            return List.of();
        }
        return drivers.stream()
                .filter(driver -> isCalled(driver, subject))
                .flatMap(driver -> explain(driver).stream())
                .toList();
    }

    private List<Finding> explain(DeviceView device) {
        String id = device.id();
        List<Finding> findings = new ArrayList<>();
        if (!device.refusal().isEmpty()) {
            findings.add(
                    new Finding(
                            id,
                            device.explicit() ? Cause.INIT_FAILED : Cause.DEVICE_IN_USE,
                            id + " takes no part: " + device.refusal() + ".",
                            "Mend that in the adapter's configuration; it is tried again when the"
                                    + " adapter comes anew."));
            return findings;
        }
        device.active().ifPresent(binding -> findings.add(explainActive(device, binding)));
        device.failed().forEach(binding -> findings.add(explainFailed(binding)));
        device.broken().forEach((filter, why) -> findings.add(explainBroken(filter, why)));
        if (findings.isEmpty() && !device.filters().isEmpty()) {
            findings.add(
                    healthy(
                            id,
                            "its adapter's own subdevices",
                            device.since(),
                            device.filters().size()));
        } else if (findings.isEmpty()) {
            findings.add(explainIdle(device));
        }
        return findings;
    }

    private Finding explainActive(DeviceView device, Binding binding) {
        String id = device.id();
        if (binding.state() == Binding.State.STARTING) {
            return new Finding(
                    id,
                    Cause.INITIALISING,
                    id
                            + " is being initialised by "
                            + binding.driver()
                            + " since "
                            + at(binding.since())
                            + ".",
                    "Wait; if it does not end, the driver hangs in "
                            + (binding.driver().startsDevices() ? "startDevice" : "init")
                            + ": take it out with `unplug "
                            + binding.driver().bundleName()
                            + "`.");
        }
        return healthy(
                id,
                binding.driver().name(),
                binding.since(),
                device.filters().stream().mapToInt(filter -> filter.openPins().size()).sum());
    }

    private static Finding healthy(String id, String driver, Instant since, int clients) {
        String use =
                clients == 0
                        ? "nobody uses it"
                        : clients == 1 ? "1 pin is open" : clients + " pins are open";
        return new Finding(
                id,
                Cause.HEALTHY,
                id + " is served by " + driver + " since " + at(since) + "; " + use + ".",
                "");
    }

    private static Finding explainFailed(Binding binding) {
        String id = binding.id();
        boolean unknownPort = binding.reason().contains("kind of port that is not installed");
        boolean abandoned = binding.reason().contains("hangs");
        Cause cause =
                unknownPort
                        ? Cause.PORT_CLASS_UNKNOWN
                        : abandoned ? Cause.ABANDONED : Cause.INIT_FAILED;
        return new Finding(
                id,
                cause,
                binding.driver()
                        + " cannot serve "
                        + id
                        + " since "
                        + at(binding.since())
                        + ": "
                        + binding.reason()
                        + ".",
                "Mend the cause, then take the driver out and put it in again (`unplug "
                        + binding.driver().bundleName()
                        + "`, `plug JAR`), or change the configuration of either; it is tried again"
                        + " then.");
    }

    private static Finding explainBroken(String filter, String why) {
        return new Finding(
                filter,
                Cause.INIT_FAILED,
                filter + " was taken away, while the rest of its device goes on: " + why + ".",
                "Mend the driver and put it in again (`plug JAR`); the device is started anew"
                        + " then.");
    }

    private static Finding explainAwaited(DeviceView device, Driver driver) {
        String id = device.adapter().id();
        return new Finding(
                driver.name(),
                Cause.DEVICE_IN_USE,
                driver
                        + " starts "
                        + id
                        + " as a whole, and waits: drivers of single functions have it, and it is"
                        + " in use.",
                "It takes over when nothing of the device is open; close the programs that use it"
                        + " (`devices` tells which parts).");
    }

    private Finding explainIdle(DeviceView device) {
        String id = device.id();
        Optional<Driver> waiting = device.awaitedBy();
        if (waiting.isPresent()) {
            return explainAwaited(device, waiting.get());
        }
        List<Driver> taken =
                device.bids().stream()
                        .map(Binder.Candidate::driver)
                        .filter(driver -> servesAnother(driver, device))
                        .toList();
        if (!taken.isEmpty()) {
            Driver driver = taken.getFirst();
            return new Finding(
                    id,
                    Cause.DRIVER_IN_USE,
                    id
                            + " is idle: "
                            + driver
                            + " fits, but it serves one device only and has one.",
                    "Make the driver's component scope = PROTOTYPE, so that each device gets an"
                            + " instance of its own.");
        }
        return new Finding(
                id,
                Cause.NO_BID,
                id
                        + " is idle since "
                        + at(device.since())
                        + ": no driver bids for it. It is known as "
                        + String.join(", ", device.hardwareIds())
                        + "; "
                        + served(),
                "Drop a driver that serves one of these into the watched folder: `plug JAR`.");
    }

    /** What the drivers that are there serve: one entry for each bundle. */
    private String served() {
        Map<String, Set<String>> byBundle = new TreeMap<>();
        for (Driver driver : drivers) {
            // A driver that is a device of its own serves no other.
            if (!driver.devices().isEmpty()) {
                byBundle.computeIfAbsent(driver.name(), _ -> new TreeSet<>())
                        .addAll(driver.devices());
            }
        }
        if (byBundle.isEmpty()) {
            return drivers.isEmpty()
                    ? "there is no driver at all."
                    : "the drivers that are there are devices of their own.";
        }
        return "the drivers that are there serve "
                + byBundle.entrySet().stream()
                        .map(it -> String.join(", ", it.getValue()) + " (" + it.getKey() + ")")
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private List<Finding> explain(Driver driver) {
        List<Finding> findings = new ArrayList<>();
        for (DeviceView device : devices) {
            device.active()
                    .filter(binding -> binding.driver() == driver)
                    .ifPresent(binding -> findings.add(explainActive(device, binding)));
            device.failed().stream()
                    .filter(binding -> binding.driver() == driver)
                    .forEach(binding -> findings.add(explainFailed(binding)));
            device.bids().stream()
                    .filter(candidate -> candidate.driver() == driver)
                    .filter(_ -> device.isServedByAnother(driver) && !device.isAwaitedBy(driver))
                    .forEach(candidate -> findings.add(explainLost(device, candidate)));
            if (device.isAwaitedBy(driver)) {
                findings.add(explainAwaited(device, driver));
            }
        }
        if (findings.isEmpty() && driver.devices().isEmpty() && driver.startsDevices()) {
            findings.add(
                    new Finding(
                            driver.name(),
                            Cause.NO_DEVICE,
                            driver + " is an adapter driver that names no device to start.",
                            "Let its service have the property portcls.device, the hardware ids"
                                    + " that it starts: @AdapterDriver.Device."));
        } else if (findings.isEmpty()) {
            findings.add(
                    new Finding(
                            driver.name(),
                            Cause.NO_DEVICE,
                            driver
                                    + " is ready and serves "
                                    + driver.devices()
                                    + ", but no such device is there.",
                            "Plug the device in, or configure the adapter that finds it."));
        }
        return findings;
    }

    private static Finding explainLost(DeviceView device, Binder.Candidate candidate) {
        String id = device.id();
        Binding winner = device.active().orElseThrow();
        String open = winner.isOpen() ? " and programs have it open" : "";
        boolean whole = winner.driver().startsDevices() && !candidate.driver().startsDevices();
        boolean better = !whole && candidate.bid() > winner.bid();
        return new Finding(
                candidate.driver().name(),
                better ? Cause.DEVICE_IN_USE : Cause.BID_LOST,
                candidate.driver()
                        + " bids "
                        + candidate.bid()
                        + " for "
                        + id
                        + ", which "
                        + winner.driver()
                        + (whole ? " starts as a whole" : " serves with " + winner.bid())
                        + open
                        + ".",
                better
                        ? "It takes over when the device is closed; to have it now, take the other"
                                + " out: `unplug "
                                + winner.driver().bundleName()
                                + "`."
                        : whole
                                ? "Drivers of whole devices go first; to prefer it, take the other"
                                        + " out: `unplug "
                                        + winner.driver().bundleName()
                                        + "`."
                                : "To prefer it, raise its service.ranking or let it name a more"
                                        + " special hardware id, or take the other out: `unplug "
                                        + winner.driver().bundleName()
                                        + "`.");
    }

    private boolean servesAnother(Driver driver, DeviceView except) {
        return devices.stream()
                .filter(device -> device != except)
                .anyMatch(
                        device ->
                                device.active()
                                        .map(binding -> binding.driver() == driver)
                                        .orElse(false));
    }

    private static boolean isCalled(Driver driver, String subject) {
        return driver.bundleName().equals(subject)
                || driver.name().equals(subject)
                || Long.toString(driver.bundleId()).equals(subject);
    }

    static String at(Instant time) {
        return CLOCK.format(time);
    }
}

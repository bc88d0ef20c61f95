package portcls.shell.load;

import portcls.api.adapter.Adapter;
import portcls.api.diag.DeviceReport;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Diagnostics;
import portcls.shell.command.CommandException;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.device.DeviceDrivers;
import portcls.shell.text.Texts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Watches which devices come while a bundle is plugged in: it may be an adapter. */
final class Arrivals {
    private final House house;
    private final Diagnostics diagnostics;
    private final Map<String, Adapter> before;

    Arrivals(House house) throws CommandException, InterruptedException {
        this.house = house;
        diagnostics = house.diagnostics();
        before = devices();
    }

    /** Whether some came, and nothing more will happen to them by itself. */
    boolean isOver() {
        Map<String, Adapter> fresh = fresh();
        return !fresh.isEmpty()
                && diagnostics.devices().stream()
                        .filter(device -> fresh.containsKey(device.id()))
                        .noneMatch(this::isPending);
    }

    /** What came, and what is to be done about it; empty when nothing came. */
    String summary() {
        List<String> came = List.copyOf(fresh().keySet());
        if (came.isEmpty()) {
            return "";
        }
        List<String> unserved =
                diagnostics.devices().stream()
                        .filter(device -> device.state() == DeviceState.UNBOUND)
                        .map(DeviceReport::id)
                        .filter(came::contains)
                        .toList();
        String text = "; brought " + Texts.list(came);
        return unserved.isEmpty() ? text : text + unserved(unserved, came);
    }

    private String unserved(List<String> unserved, List<String> came) {
        String which = came.size() == 1 ? "it" : "them";
        List<String> plugs =
                unserved.stream()
                        .flatMap(id -> driver(id).stream())
                        .distinct()
                        .filter(driver -> !isPlugged(driver))
                        .map(driver -> "`plug " + driver + "`")
                        .toList();
        return "; no driver serves "
                + (unserved.size() == came.size() ? which : Texts.list(unserved))
                + " yet"
                + (plugs.isEmpty()
                        ? "; `why " + unserved.getFirst() + "` says more"
                        : ": " + Texts.list(plugs));
    }

    private boolean isPending(DeviceReport device) {
        return device.state() == DeviceState.STARTING
                || device.state() == DeviceState.UNBOUND && mayBeServed(device.id());
    }

    /** A device of an unknown kind may have a driver in the same bundle. */
    private boolean mayBeServed(String id) {
        return driver(id).map(this::isPlugged).orElse(true);
    }

    private Optional<String> driver(String id) {
        return DeviceDrivers.of(DeviceDrivers.hardwareIds(house, id));
    }

    private boolean isPlugged(String driver) {
        return house.bundles().stream().anyMatch(bundle -> bundle.name().equals(driver));
    }

    private Map<String, Adapter> fresh() {
        Map<String, Adapter> fresh = devices();
        fresh.entrySet().removeIf(entry -> before.get(entry.getKey()) == entry.getValue());
        return fresh;
    }

    private Map<String, Adapter> devices() {
        Map<String, Adapter> devices = new LinkedHashMap<>();
        Stream.concat(
                        diagnostics.devices().stream().map(DeviceReport::id),
                        house.filters().stream().map(FilterEntry::device))
                .forEach(
                        id ->
                                house.adapter(id)
                                        .ifPresent(device -> devices.putIfAbsent(id, device)));
        return devices;
    }
}

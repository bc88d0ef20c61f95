package portcls.shell.topology;

import portcls.api.adapter.Adapter;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.device.DeviceChoice;
import portcls.shell.device.DeviceDrivers;
import portcls.shell.diag.WhyCommand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the device that somebody means, whatever kind it is, and drops in the delivered drivers of
 * its functions.
 *
 * @param house the container
 */
record MeantDevice(House house) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Its id; it has at least one filter. */
    String device(String written, Console console) throws CommandException, InterruptedException {
        house.await(() -> !meant(written).isEmpty(), PATIENCE);
        List<String> meant = meant(written);
        if (meant.size() > 1) {
            throw new CommandException(
                    "\""
                            + written
                            + "\" could be any of these; write more of the id:\n    "
                            + String.join("\n    ", meant));
        }
        if (meant.isEmpty()) {
            List<String> lines =
                    new ArrayList<>(List.of("There is no device \"" + written + "\"."));
            lines.addAll(WhyCommand.lines(house.diagnostics().why(written)));
            lines.add("  What to do: `devices` lists what is there.");
            throw new CommandException(String.join("\n", lines));
        }
        String id = meant.getFirst();
        new DeviceDrivers(house).drop(id, console);
        if (house.filters().stream().noneMatch(entry -> entry.device().equals(id))) {
            throw new CommandException(
                    id
                            + " has no driver.\n"
                            + String.join("\n", WhyCommand.lines(house.diagnostics().why(id))));
        }
        return id;
    }

    /** The id of the function that was named behind a device. */
    static String function(String device, String written) {
        return device + written.substring(written.indexOf('/'));
    }

    private List<String> meant(String named) {
        int slash = named.indexOf('/');
        String written = slash < 0 ? named : named.substring(0, slash);
        List<String> exact = ids().stream().filter(id -> id.equals(written)).toList();
        return exact.isEmpty() ? ids().stream().filter(id -> matches(id, written)).toList() : exact;
    }

    private boolean matches(String id, String written) {
        boolean byName =
                house.filters().stream()
                        .anyMatch(
                                entry ->
                                        entry.device().equals(id)
                                                && DeviceChoice.matches(entry, written));
        return byName || id.contains(written);
    }

    private List<String> ids() {
        List<String> ids =
                new ArrayList<>(
                        house.filters().stream()
                                .filter(FilterEntry::isThere)
                                .map(FilterEntry::device)
                                .toList());
        house.adapters().stream().map(Adapter::id).forEach(ids::add);
        return ids.stream().distinct().sorted().toList();
    }
}

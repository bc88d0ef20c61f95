package portcls.shell.topology;

import portcls.api.diag.Finding;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.House;
import portcls.shell.device.DeviceDrivers;
import portcls.shell.device.DeviceNames;
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
        DeviceNames names = new DeviceNames(house);
        house.await(() -> !names.meant(written).isEmpty(), PATIENCE);
        List<String> meant = names.meant(written);
        if (meant.size() > 1) {
            throw DeviceNames.ambiguous(written, meant);
        }
        if (meant.isEmpty()) {
            throw unknown(written);
        }
        String id = meant.getFirst();
        new DeviceDrivers(house).drop(id, console);
        if (house.filters().stream().noneMatch(entry -> entry.device().equals(id))) {
            throw new CommandException(
                    id
                            + " has no driver.\n"
                            + String.join("\n", WhyCommand.lines(house.diagnostics().why(id))));
        }
        names.checkFunction(id, written);
        return id;
    }

    /** The id of the function that was named behind a device. */
    static String function(String device, String written) {
        return device + written.substring(written.indexOf('/'));
    }

    /** A bundle may have that name, or a device that went. */
    private CommandException unknown(String written) throws CommandException, InterruptedException {
        List<Finding> known =
                house.diagnostics().why(written).stream()
                        .filter(finding -> finding.cause() != Finding.Cause.UNKNOWN_SUBJECT)
                        .toList();
        List<String> lines = new ArrayList<>(List.of("There is no device \"" + written + "\"."));
        lines.addAll(WhyCommand.lines(known));
        lines.add("  What to do: `devices` lists what is there.");
        return new CommandException(String.join("\n", lines));
    }
}

package portcls.shell.device;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Subdevice;
import portcls.shell.command.CommandException;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which devices somebody means who writes an id or a part of it, or a part of a name. What stands
 * behind a slash is a function of the device.
 *
 * @param house the container
 */
public record DeviceNames(House house) {
    /** Ids of all devices that are there, with a driver or without. */
    public List<String> all() {
        return Stream.concat(
                        house.filters().stream()
                                .filter(FilterEntry::isThere)
                                .map(FilterEntry::device),
                        house.adapters().stream().map(Adapter::id))
                .distinct()
                .sorted()
                .toList();
    }

    /** Those of all devices that are meant. */
    public List<String> meant(String written) {
        return meant(written, all());
    }

    /** Those that are meant: the one with that id, else all that have it in their id or name. */
    public List<String> meant(String written, List<String> ids) {
        String device = device(written);
        return ids.contains(device)
                ? List.of(device)
                : ids.stream().filter(id -> matches(id, device)).toList();
    }

    /** What is written without a function. */
    public static String device(String written) {
        int slash = written.indexOf('/');
        return slash < 0 ? written : written.substring(0, slash);
    }

    /** Refuses a function that the device does not have, if one is written behind it. */
    public void checkFunction(String device, String written) throws CommandException {
        if (written.equals(device(written))) {
            return;
        }
        String before = device + "/";
        List<String> functions =
                Stream.concat(
                                house.filters().stream()
                                        .map(FilterEntry::id)
                                        .filter(id -> id.startsWith(before))
                                        .map(id -> id.substring(before.length())),
                                house.adapter(device).stream()
                                        .flatMap(adapter -> adapter.subdevices().stream())
                                        .map(Subdevice::name))
                        .distinct()
                        .sorted()
                        .toList();
        String function = written.substring(device(written).length() + 1);
        if (!functions.contains(function)) {
            throw new CommandException(
                    device
                            + " has no function \""
                            + function
                            + "\""
                            + (functions.isEmpty() ? "" : "; it has " + Texts.list(functions))
                            + ".\n  What to do: name "
                            + (functions.isEmpty() ? "" : "one of them, or ")
                            + "the device alone: "
                            + device);
        }
    }

    /** What somebody must write more of. */
    public static CommandException ambiguous(String written, List<String> meant) {
        return new CommandException(
                "\""
                        + written
                        + "\" could be any of these; write more of the id:\n    "
                        + String.join("\n    ", meant));
    }

    private boolean matches(String id, String written) {
        String part = written.toLowerCase(Locale.ROOT);
        boolean byName =
                house.filters().stream()
                        .anyMatch(
                                entry ->
                                        entry.device().equals(id)
                                                && DeviceChoice.matches(entry, part));
        return byName || id.toLowerCase(Locale.ROOT).contains(part);
    }
}

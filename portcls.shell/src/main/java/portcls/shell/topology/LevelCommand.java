package portcls.shell.topology;

import portcls.api.client.AudioControl;
import portcls.api.ks.PropertyKey;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.UsageException;
import portcls.shell.text.Table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Shows or sets the nearest control of a kind on the way of a device's sound. */
abstract class LevelCommand implements Command {
    static final String DEVICE = "DEVICE";
    static final String RECORD = "record";
    static final String CONTROL = "control";

    private final House house;

    LevelCommand(House house) {
        this.house = house;
    }

    /** What is shown and set. */
    abstract PropertyKey<?> property();

    /** What it is to people, for example {@code volume}. */
    abstract String what();

    /** The value that somebody wrote. */
    abstract int parse(String written) throws CommandException;

    @Override
    public List<String> candidates(String label) {
        return label.equals(DEVICE)
                ? house.filters().stream().map(FilterEntry::device).distinct().toList()
                : List.of();
    }

    @Override
    public final ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        ControlSearch search = new ControlSearch(house, property(), what(), arguments.has(RECORD));
        Optional<String> name = arguments.option(CONTROL);
        if (arguments.first().isEmpty()) {
            if (name.isPresent()) {
                throw new UsageException(
                        syntax().name()
                                + ": --control chooses one of a device\n  What to do: name the"
                                + " device before it");
            }
            list(search, console);
            return ExitStatus.OK;
        }
        OptionalInt wanted =
                arguments.values().size() > 1
                        ? OptionalInt.of(parse(String.join("", behindDevice(arguments))))
                        : OptionalInt.empty();
        String written = arguments.first().get();
        String device = new MeantDevice(house).device(written, console);
        // The name of a function leads to what that function plays.
        String meant = written.indexOf('/') < 0 ? device : MeantDevice.function(device, written);
        try (StreamControl found =
                name.isPresent() ? search.named(meant, name.get()) : search.of(meant)) {
            AudioControl control = found.control();
            if (wanted.isPresent()) {
                control.value(AudioControl.ALL, wanted.getAsInt());
            }
            console.print(
                    found.of()
                            + "  "
                            + control.name()
                            + " "
                            + ControlText.of(control)
                            + range(control)
                            + (wanted.isPresent() ? beyond(control, wanted.getAsInt()) : "")
                            + (control.isShared() ? "; all that it plays passes through it" : ""));
        }
        return ExitStatus.OK;
    }

    /** Those of all devices that have a driver. */
    private void list(ControlSearch search, Console console)
            throws CommandException, InterruptedException {
        Table table = new Table("DEVICE", "CONTROL", "VALUE");
        boolean isEmpty = true;
        for (String device : candidates(DEVICE)) {
            for (StreamControl found : search.all(device)) {
                try (found) {
                    table.row(found.of(), found.control().name(), ControlText.of(found.control()));
                    isEmpty = false;
                }
            }
        }
        console.print(
                isEmpty
                        ? List.of(
                                "No device with a driver has a "
                                        + what()
                                        + (search.record()
                                                ? " for what it records."
                                                : " for what it plays."))
                        : table.lines());
    }

    /** A value, and its unit if that stands apart. */
    private static List<String> behindDevice(Arguments arguments) {
        return arguments.values().subList(1, arguments.values().size());
    }

    /** What is said of a value that lies outside of the range; the control has the nearest one. */
    String beyond(AudioControl control, int wanted) {
        return "";
    }

    /** What can be set, where that is more than on and off. */
    String range(AudioControl control) {
        return "";
    }
}

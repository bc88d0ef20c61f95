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

import java.util.List;
import java.util.OptionalInt;

/** Shows or sets the nearest control of a kind on the way of a device's sound. */
abstract class LevelCommand implements Command {
    static final String DEVICE = "DEVICE";
    static final String RECORD = "record";

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
        OptionalInt wanted =
                arguments.values().size() > 1
                        ? OptionalInt.of(parse(String.join("", behindDevice(arguments))))
                        : OptionalInt.empty();
        String written = arguments.values().getFirst();
        String device = new MeantDevice(house).device(written, console);
        // The name of a function leads to what that function plays.
        String meant = written.indexOf('/') < 0 ? device : MeantDevice.function(device, written);
        try (StreamControl found =
                StreamControl.find(house, meant, arguments.has(RECORD), property(), what())) {
            AudioControl control = found.control();
            if (wanted.isPresent()) {
                control.value(AudioControl.ALL, wanted.getAsInt());
            }
            console.print(
                    meant
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

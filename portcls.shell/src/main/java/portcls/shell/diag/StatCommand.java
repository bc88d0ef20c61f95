package portcls.shell.diag;

import portcls.api.diag.Counter;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.text.Table;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code stat}: what was counted. */
public final class StatCommand implements Command {
    private final House house;

    public StatCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("stat", "Shows the counters with their units")
                .optional(
                        "PATTERN",
                        "only those with this in owner, id or label; * stands for anything, case"
                                + " does not matter")
                .example("stat                           # all counters")
                .example("stat late                      # only those about late events")
                .example("stat virtual:mpu401            # only those of one device");
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        console.print(lines(house.diagnostics().counters(), arguments.first().orElse("")));
        return ExitStatus.OK;
    }

    static List<String> lines(List<Counter> counters, String pattern) {
        Pattern wanted = wanted(pattern);
        List<Counter> shown =
                counters.stream().filter(counter -> matches(counter, wanted)).toList();
        if (shown.isEmpty()) {
            return List.of(
                    counters.isEmpty()
                            ? "Nothing counts yet: there is no device with a driver."
                            : "None of the "
                                    + counters.size()
                                    + " counters has \""
                                    + pattern
                                    + "\" in its name.");
        }
        Table table = new Table("OWNER", "COUNTER", ">VALUE", "UNIT");
        for (Counter counter : shown) {
            table.row(
                    counter.owner(),
                    counter.label(),
                    Long.toString(counter.value()),
                    counter.unit());
        }
        return table.lines();
    }

    private static boolean matches(Counter counter, Pattern wanted) {
        return Stream.of(counter.owner(), counter.id(), counter.label())
                .anyMatch(text -> wanted.matcher(text.toLowerCase(Locale.ROOT)).find());
    }

    private static Pattern wanted(String pattern) {
        String expression =
                Stream.of(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(expression);
    }
}

package portcls.shell.diag;

import portcls.api.diag.TraceEntry;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.text.Table;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** {@code trace}: what happened last. */
public final class TraceCommand implements Command {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final House house;
    private final ZoneId zone;

    public TraceCommand(House house, ZoneId zone) {
        this.house = house;
        this.zone = zone;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        "trace",
                        "Shows the last arrivals, bids, binds and unbinds with their times")
                .example(
                        "trace                          # everything that is remembered, oldest"
                                + " first")
                .example(
                        "trace | grep mpu401            # in the shell: only what concerns one"
                                + " device");
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        console.print(lines(house.diagnostics().trace(), zone));
        return ExitStatus.OK;
    }

    static List<String> lines(List<TraceEntry> entries, ZoneId zone) {
        if (entries.isEmpty()) {
            return List.of("Nothing has happened yet.");
        }
        Table table = new Table("TIME", "EVENT", "DEVICE", "DRIVER", "DETAIL");
        for (TraceEntry entry : entries) {
            table.rowWithRemark(
                    TIME.format(entry.time().atZone(zone)),
                    entry.event(),
                    entry.device(),
                    entry.driver(),
                    entry.detail());
        }
        return table.lines();
    }
}

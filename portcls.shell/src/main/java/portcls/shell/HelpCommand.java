package portcls.shell;

import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.Console;
import portcls.shell.command.Example;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;

import java.util.ArrayList;
import java.util.List;

/** {@code help}: what can be done, and how it is written. */
final class HelpCommand implements Command {
    private static final int COLUMN = 22;

    private final CommandTable table;

    HelpCommand(CommandTable table) {
        this.table = table;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("help", "Says what can be done, and how it is written")
                .optional("COMMAND", "one command, with its options and examples")
                .example("help                           # all commands")
                .example("help play                      # one command");
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console) throws UsageException {
        if (arguments.first().isPresent()) {
            console.print(lines(table.find(arguments.first().get()).syntax(), table.isShell()));
        } else {
            console.print(overview());
        }
        return ExitStatus.OK;
    }

    @Override
    public List<String> candidates(String label) {
        return table.names();
    }

    private List<String> overview() {
        List<String> lines = new ArrayList<>();
        lines.add("portcls: audio and MIDI drivers that can be plugged in while everything runs.");
        lines.add("");
        for (String name : table.names()) {
            lines.add(entry(name, table.get(name).syntax().summary()));
        }
        lines.add("");
        lines.add(
                table.isShell()
                        ? "help COMMAND shows options and examples; a line with & behind it works"
                              + " in the background; exit ends all. On the command line: ./portcls"
                              + " COMMAND …"
                        : "./portcls help COMMAND shows options and examples; ./portcls alone opens"
                                + " a shell with the same commands.");
        return lines;
    }

    /**
     * All that is to be said of one command.
     *
     * @param shell whether it is asked in the shell; else on the command line
     */
    static List<String> lines(Syntax syntax, boolean shell) {
        List<String> lines = new ArrayList<>();
        lines.add(syntax.usage());
        lines.add("  " + syntax.summary() + ".");
        List<Syntax.Parameter> described =
                syntax.parameters().stream().filter(p -> !p.description().isEmpty()).toList();
        if (!described.isEmpty() || !syntax.options().isEmpty()) {
            lines.add("");
        }
        described.forEach(p -> lines.add(entry(p.label(), p.description())));
        syntax.options().forEach(o -> lines.add(entry(o.usage(), o.description())));
        if (!syntax.notes().isEmpty()) {
            lines.add("");
        }
        syntax.notes().forEach(note -> lines.add("  " + note));
        List<String> examples =
                syntax.examples().stream()
                        .filter(example -> example.worksIn(shell))
                        .map(Example::line)
                        .toList();
        if (!examples.isEmpty()) {
            lines.add("");
            lines.add("Examples:");
        }
        examples.forEach(example -> lines.add((shell ? "  " : "  ./portcls ") + example));
        return lines;
    }

    private static String entry(String term, String text) {
        String gap = " ".repeat(Math.max(2, COLUMN - term.length()));
        return "  " + term + gap + text;
    }
}

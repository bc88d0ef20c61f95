package portcls.shell;

import portcls.api.PortClsException;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.UsageException;
import portcls.shell.config.ConfigCommand;
import portcls.shell.config.Configurations;
import portcls.shell.diag.DevicesCommand;
import portcls.shell.diag.StatCommand;
import portcls.shell.diag.TraceCommand;
import portcls.shell.diag.WhyCommand;
import portcls.shell.load.PlugCommand;
import portcls.shell.load.UnplugCommand;
import portcls.shell.monitor.MonitorCommand;
import portcls.shell.play.PlayCommand;
import portcls.shell.power.PowerCommand;
import portcls.shell.synth.SynthCommand;
import portcls.shell.text.Table;
import portcls.shell.text.Texts;
import portcls.shell.topology.MuteCommand;
import portcls.shell.topology.TopologyCommand;
import portcls.shell.topology.VolumeCommand;
import portcls.shell.wave.LoopbackCommand;
import portcls.shell.wave.RecordCommand;
import portcls.shell.wave.ToneCommand;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All commands by name, and the one place where their failures become words. Any thread. */
final class CommandTable {
    private static final Logger LOG = System.getLogger(CommandTable.class.getName());
    private static final List<String> HELP_FLAGS = List.of("--help", "-h", "-?");

    private final Map<String, Command> own = new LinkedHashMap<>();
    private final Supplier<List<Command>> others;
    private final boolean shell;
    private final String log;

    /**
     * A table of these commands, and {@code help}.
     *
     * @param others what other bundles offer now
     * @param shell whether it is the shell's; else that of the command line
     */
    CommandTable(List<Command> list, Supplier<List<Command>> others, boolean shell, String log) {
        this.others = others;
        this.shell = shell;
        this.log = log;
        list.forEach(command -> own.put(command.syntax().name(), command));
        own.put("help", new HelpCommand(this));
    }

    /** The commands of a container. */
    static CommandTable of(
            House house, Configurations configurations, Supplier<List<Command>> others) {
        return new CommandTable(
                List.of(
                        new PlayCommand(house),
                        new RecordCommand(house),
                        new ToneCommand(house),
                        new LoopbackCommand(house),
                        new SynthCommand(house, configurations),
                        new DevicesCommand(house),
                        new TopologyCommand(house),
                        new VolumeCommand(house),
                        new MuteCommand(house),
                        new PowerCommand(house, ZoneId.systemDefault()),
                        new WhyCommand(house),
                        new PlugCommand(house),
                        new UnplugCommand(house),
                        new ConfigCommand(configurations, house),
                        new MonitorCommand(house),
                        new TraceCommand(house, ZoneId.systemDefault()),
                        new StatCommand(house)),
                others,
                !house.endsWithCommand(),
                house.places().log());
    }

    /** Whether it is the shell's; else that of the command line. */
    boolean isShell() {
        return shell;
    }

    /** Their names, those used most first, then those of other bundles. */
    List<String> names() {
        return List.copyOf(all().keySet());
    }

    /** The command of a name in {@link #names()}. */
    Command get(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /** The command that somebody named. */
    Command find(String name) throws UsageException {
        Command command = all().get(name);
        if (command == null) {
            throw new UsageException(unknown(name, List.of()));
        }
        return command;
    }

    /**
     * What is said of a command that is not there.
     *
     * @param more names of commands that are not of this table
     */
    String unknown(String name, List<String> more) {
        List<String> names = Stream.concat(names().stream(), more.stream()).distinct().toList();
        return "There is no command \""
                + Table.printable(name)
                + "\""
                + Near.to(name, names).map(near -> "; is it `" + near + "`?").orElse(".")
                + "\n  What to do: use one of "
                + Texts.list(names())
                + ".";
    }

    private Map<String, Command> all() {
        Map<String, Command> all = new LinkedHashMap<>(own);
        others.get().forEach(command -> all.putIfAbsent(command.syntax().name(), command));
        return all;
    }

    /** Runs a command. Whatever happens is told on the console; nothing is thrown. */
    ExitStatus run(String name, List<String> words, Console console) {
        try {
            String wanted = HELP_FLAGS.contains(name) ? "help" : name;
            Command command = find(wanted);
            if (words.stream().anyMatch(HELP_FLAGS::contains)) {
                console.print(HelpCommand.lines(command.syntax(), shell));
                return ExitStatus.OK;
            }
            return command.run(command.syntax().parse(words), console);
        } catch (CommandException e) {
            complain(console, String.valueOf(e.getMessage()));
            return e.status();
        } catch (InterruptedException e) {
            return ExitStatus.INTERRUPTED;
        } catch (PortClsException e) {
            LOG.log(Level.DEBUG, name, e);
            complain(console, name + ": " + Texts.message(e));
            return ExitStatus.FAILED;
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.log(Level.INFO, name + " failed", e);
            complain(
                    console,
                    name
                            + " failed unexpectedly: "
                            + Texts.message(e)
                            + "\n  What to do: look at the last lines of "
                            + log);
            return ExitStatus.FAILED;
        }
    }

    private static void complain(Console console, String message) {
        console.out().flush();
        console.err().println(message);
        console.err().flush();
    }
}

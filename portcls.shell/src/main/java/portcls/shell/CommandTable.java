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

/** All commands by name, and the one place where their failures become words. Any thread. */
final class CommandTable {
    private static final Logger LOG = System.getLogger(CommandTable.class.getName());
    private static final List<String> HELP_FLAGS = List.of("--help", "-h", "-?");

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final String log;

    /** A table of these commands, and {@code help}. */
    CommandTable(List<Command> list, String log) {
        this.log = log;
        list.forEach(command -> commands.put(command.syntax().name(), command));
        commands.put("help", new HelpCommand(this));
    }

    /** The commands of a container. */
    static CommandTable of(House house, Configurations configurations) {
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
                        new ConfigCommand(configurations),
                        new MonitorCommand(house),
                        new TraceCommand(house, ZoneId.systemDefault()),
                        new StatCommand(house)),
                house.places().log());
    }

    /** Their names, those used most first. */
    List<String> names() {
        return List.copyOf(commands.keySet());
    }

    /** The command of a name in {@link #names()}. */
    Command get(String name) {
        return Objects.requireNonNull(commands.get(name), name);
    }

    /** The command that somebody named. */
    Command find(String name) throws UsageException {
        Command command = commands.get(name);
        if (command == null) {
            throw new UsageException(
                    "There is no command \""
                            + name
                            + "\".\n  What to do: use one of "
                            + Texts.list(names())
                            + ".");
        }
        return command;
    }

    /** Runs a command. Whatever happens is told on the console; nothing is thrown. */
    ExitStatus run(String name, List<String> words, Console console) {
        try {
            String wanted = HELP_FLAGS.contains(name) ? "help" : name;
            Command command = find(wanted);
            if (words.stream().anyMatch(HELP_FLAGS::contains)) {
                console.print(HelpCommand.lines(command.syntax()));
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

package portcls.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.Syntax;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.NoConfigurations;
import portcls.shell.fake.Screen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

final class CommandTableTest {
    @TempDir Path folder;

    @Test
    void everyCommandIsOneOfTheShellToo() throws ReflectiveOperationException {
        CommandTable table =
                CommandTable.of(new FakeHouse(folder), new NoConfigurations(), List::of);
        for (String name : table.names()) {
            assertTrue(
                    GogoCommands.class
                            .getMethod(name, CommandSession.class, String[].class)
                            .isVarArgs(),
                    name);
        }
    }

    @Test
    void everyCommandHasHelpWithItsUsageAndAnExample() {
        CommandTable table =
                CommandTable.of(new FakeHouse(folder), new NoConfigurations(), List::of);
        assertEquals(
                List.of(
                        "play",
                        "record",
                        "tone",
                        "loopback",
                        "synth",
                        "devices",
                        "topology",
                        "volume",
                        "mute",
                        "power",
                        "why",
                        "plug",
                        "unplug",
                        "config",
                        "monitor",
                        "trace",
                        "stat",
                        "help"),
                table.names());
        for (String name : table.names()) {
            Screen screen = new Screen(folder);
            assertEquals(ExitStatus.OK, table.run("help", List.of(name), screen.console()));
            assertEquals(table.get(name).syntax().usage(), screen.lines().getFirst());
            assertTrue(screen.lines().contains("Examples:"), name);
            Screen asked = new Screen(folder);
            assertEquals(ExitStatus.OK, table.run(name, List.of("--help"), asked.console()));
            assertEquals(screen.lines(), asked.lines());
        }
    }

    @Test
    void theOverviewNamesEveryCommand() {
        CommandTable table =
                CommandTable.of(new FakeHouse(folder), new NoConfigurations(), List::of);
        Screen screen = new Screen(folder);
        assertEquals(ExitStatus.OK, table.run("--help", List.of(), screen.console()));
        for (String name : table.names()) {
            assertTrue(
                    screen.lines().stream().anyMatch(line -> line.startsWith("  " + name + " ")),
                    name);
        }
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        Screen screen = new Screen(folder);
        CommandTable table =
                new CommandTable(List.of(command(() -> {})), List::of, true, "the.log");
        assertEquals(ExitStatus.USAGE, table.run("paly", List.of(), screen.console()));
        assertEquals(
                List.of("There is no command \"paly\".", "  What to do: use one of test and help."),
                screen.errors());
    }

    @Test
    void aSlipInACommandIsSeen() {
        Screen screen = new Screen(folder);
        CommandTable table =
                new CommandTable(List.of(command(() -> {})), List::of, true, "the.log");
        assertEquals(ExitStatus.USAGE, table.run("tset", List.of(), screen.console()));
        assertEquals("There is no command \"tset\"; is it `test`?", screen.errors().getFirst());
        assertEquals(
                "There is no command \"exot\"; is it `exit`?",
                table.unknown("exot", List.of("exit")).lines().findFirst().orElseThrow());
    }

    @Test
    void commandsOfOtherBundlesAreHelpedWithAndRunLikeOurs() {
        List<Command> others = new ArrayList<>();
        CommandTable table = new CommandTable(List.of(), () -> others, false, "the.log");
        assertEquals(List.of("help"), table.names());
        others.add(command(() -> {}));
        assertEquals(List.of("help", "test"), table.names());
        Screen screen = new Screen(folder);
        assertEquals(ExitStatus.OK, table.run("test", List.of(), screen.console()));
        assertEquals(ExitStatus.OK, table.run("help", List.of(), screen.console()));
        assertTrue(screen.out().contains("  test "), screen.out());
    }

    @Test
    void theUnexpectedIsOneLineAndAHintAndWrittenDown() {
        Logger logger = Logger.getLogger(CommandTable.class.getName());
        Log log = new Log();
        logger.addHandler(log);
        logger.setUseParentHandlers(false);
        try {
            assertFails(
                    () -> {
                        throw new IllegalStateException("broken\n\tat somewhere");
                    },
                    ExitStatus.FAILED,
                    "test failed unexpectedly: broken",
                    "  What to do: look at the last lines of the.log");
        } finally {
            logger.setUseParentHandlers(true);
            logger.removeHandler(log);
        }
        assertEquals(List.of("test failed: java.lang.IllegalStateException"), log.records);
    }

    @Test
    void whatADeviceRefusesIsOneLine() {
        assertFails(
                () -> {
                    throw new PortClsException(Status.DEVICE_BUSY, "the pin is in use");
                },
                ExitStatus.FAILED,
                "test: the pin is in use");
    }

    @Test
    void anInterruptedCommandEndsAsCtrlCDoes() {
        assertFails(
                () -> {
                    throw new InterruptedException();
                },
                ExitStatus.INTERRUPTED);
        assertEquals(130, ExitStatus.INTERRUPTED.code());
    }

    private void assertFails(Deed deed, ExitStatus status, String... errors) {
        Screen screen = new Screen(folder);
        CommandTable table = new CommandTable(List.of(command(deed)), List::of, true, "the.log");
        assertEquals(status, table.run("test", List.of(), screen.console()));
        assertEquals(List.of(errors), screen.errors());
        assertEquals("", screen.out());
    }

    private static Command command(Deed deed) {
        return new Command() {
            @Override
            public Syntax syntax() {
                return Syntax.of("test", "Tests");
            }

            @Override
            public ExitStatus run(Arguments arguments, Console console)
                    throws CommandException, InterruptedException {
                deed.run();
                return ExitStatus.OK;
            }
        };
    }

    private static final class Log extends Handler {
        private final List<String> records = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            records.add(record.getMessage() + ": " + record.getThrown().getClass().getName());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private interface Deed {
        void run() throws CommandException, InterruptedException;
    }
}

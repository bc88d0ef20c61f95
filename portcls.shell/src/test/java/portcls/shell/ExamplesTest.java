package portcls.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.shell.command.ExitStatus;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.NoConfigurations;
import portcls.shell.fake.Screen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code help} shows works as it is typed, in the shell and on the command line. */
final class ExamplesTest {
    private static final String BEFORE = "./portcls ";

    @TempDir Path folder;

    @Test
    void everyExampleIsALineOfTheShellThatItsCommandUnderstands() throws UsageException {
        CommandTable table = table(false);
        int checked = 0;
        for (String name : table.names()) {
            for (String line : examples(table, name)) {
                List<String> words = words(Percents.quoted(line));
                assertEquals(name, words.getFirst(), line);
                understands(table.get(name).syntax(), words.subList(1, words.size()), line);
                checked++;
            }
        }
        assertTrue(checked > 40, "examples: " + checked);
    }

    @Test
    void everyExampleOfTheCommandLineIsOneOfASystemShell() throws UsageException {
        CommandTable table = table(true);
        for (String name : table.names()) {
            for (String line : examples(table, name)) {
                assertTrue(line.startsWith(BEFORE + name), line);
                String plain = line.replaceFirst("\\s+#.*|\\s+\\|.*", "");
                assertTrue(plain.matches("[\\w ./:=~%+-]+"), "needs no quotes: " + line);
                List<String> words = List.of(plain.substring(BEFORE.length()).split(" +"));
                understands(table.get(name).syntax(), words.subList(1, words.size()), line);
            }
        }
    }

    @Test
    void noExampleSpeaksOfWhatHasToBeReplacedFirst() {
        CommandTable table = table(false);
        for (String name : table.names()) {
            for (String line : examples(table, name)) {
                String typed = line.replaceFirst("#.*", "");
                assertFalse(typed.matches(".*\\b(PID|KEY|VALUE|NAME|DEVICE|FILE|ID)\\b.*"), line);
            }
        }
    }

    private CommandTable table(boolean commandLine) {
        FakeHouse house = new FakeHouse(folder);
        house.endsWithCommand = commandLine;
        return CommandTable.of(house, new NoConfigurations(), List::of);
    }

    private List<String> examples(CommandTable table, String name) {
        Screen screen = new Screen(folder);
        assertEquals(ExitStatus.OK, table.run("help", List.of(name), screen.console()));
        List<String> lines = screen.lines();
        return lines.subList(lines.indexOf("Examples:") + 1, lines.size()).stream()
                .map(String::strip)
                .toList();
    }

    private static void understands(Syntax syntax, List<String> words, String line) {
        try {
            assertFalse(syntax.parse(words).values().contains("#"), line);
        } catch (UsageException e) {
            fail(line, e);
        }
    }

    /** The words of the first command of a line, as the shell takes it apart. */
    private static List<String> words(String line) {
        assertFalse(new Parser(line).program().tokens().isEmpty(), line);
        List<String> words = new ArrayList<>();
        for (Token token : new Parser(line).statement().tokens()) {
            words.add(token.toString().replaceAll("^'|'$", ""));
        }
        return words;
    }
}

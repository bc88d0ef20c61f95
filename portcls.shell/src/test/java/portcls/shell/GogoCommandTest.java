package portcls.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;

import java.util.List;

/** Commands of other bundles, as their services describe them. */
final class GogoCommandTest {
    @Test
    void whatAServiceSaysOfItsCommandIsItsHelp() throws UsageException {
        Syntax syntax =
                GogoCommand.syntax(
                        "knob",
                        "adapter.virtual",
                        List.of("Turns a knob"),
                        List.of("DEVICE [CONTROL] [VALUE]"),
                        List.of("knob virtual:speaker   # its knobs"));
        assertEquals("knob DEVICE [CONTROL] [VALUE]", syntax.usage());
        assertEquals(
                List.of(
                        "knob DEVICE [CONTROL] [VALUE]",
                        "  Turns a knob.",
                        "",
                        "  This command comes from adapter.virtual.",
                        "",
                        "Examples:",
                        "  ./portcls knob virtual:speaker   # its knobs"),
                HelpCommand.lines(syntax, false));
        assertThrows(UsageException.class, () -> syntax.parse(List.of()));
        assertEquals(List.of("a", "b", "c"), syntax.parse(List.of("a", "b", "c")).values());
    }

    @Test
    void oneThatIsNotDescribedTakesAnything() throws UsageException {
        Syntax syntax = GogoCommand.syntax("x", "some.bundle", List.of(), List.of(), List.of());
        assertEquals("Comes from some.bundle", syntax.summary());
        assertEquals(List.of(), syntax.parse(List.of()).values());
        assertEquals(List.of("a", "b"), syntax.parse(List.of("a", "b")).values());
    }

    @Test
    void argumentsReachItAsTheyAre() {
        assertEquals("portcls:x", GogoCommand.line("portcls:x", List.of()).strip());
        assertEquals(
                "portcls:x '$a' 'it'\\''s' '50%'",
                GogoCommand.line("portcls:x", List.of("$a", "it's", "50%")));
    }
}

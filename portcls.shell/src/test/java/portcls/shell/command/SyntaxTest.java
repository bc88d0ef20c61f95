package portcls.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class SyntaxTest {
    private static final Syntax PLAY =
            Syntax.of("play", "Plays")
                    .optional("SONG", "a song")
                    .option("device", "ID", "where")
                    .flag("fast", "quickly");

    private static final Syntax PLUG = Syntax.of("plug", "Plugs").required("JAR", "a jar");

    private static final Syntax CONFIG =
            Syntax.of("config", "Sets").optional("PID", "what").repeated("KEY=VALUE", "how");

    @Test
    void theFormIsOneLine() {
        assertEquals("play [SONG] [--device ID] [--fast]", PLAY.usage());
        assertEquals("plug JAR", PLUG.usage());
        assertEquals("config [PID] [KEY=VALUE…]", CONFIG.usage());
    }

    @Test
    void valuesAndOptionsStandInAnyOrder() throws UsageException {
        Arguments arguments = PLAY.parse(List.of("--device", "mpu401", "a.mid", "--fast"));
        assertEquals(List.of("a.mid"), arguments.values());
        assertEquals(Optional.of("mpu401"), arguments.option("device"));
        assertTrue(arguments.has("fast"));
        assertFalse(PLAY.parse(List.of()).has("fast"));
    }

    @Test
    void aValueMayFollowAnEqualsSign() throws UsageException {
        assertEquals(Optional.of("a=b"), PLAY.parse(List.of("--device=a=b")).option("device"));
    }

    @Test
    void twoDashesAloneEndTheOptions() throws UsageException {
        assertEquals(List.of("--fast"), PLAY.parse(List.of("--", "--fast")).values());
    }

    @Test
    void aRepeatedParameterTakesTheRest() throws UsageException {
        assertEquals(
                List.of("pid", "a=1", "b=2"), CONFIG.parse(List.of("pid", "a=1", "b=2")).values());
    }

    @Test
    void whatIsWrongIsSaidWithWhatIsRight() {
        assertWrong(PLAY, "there is no option --dvice", "--dvice", "x");
        assertWrong(PLAY, "--device needs a value: --device ID", "--device");
        assertWrong(PLAY, "--device needs a value: --device ID", "--device", "--fast");
        assertWrong(PLAY, "--device needs a value: --device ID", "--device=");
        assertWrong(PLAY, "--fast takes no value: \"--fast=yes\"", "--fast=yes");
        assertWrong(PLAY, "--fast is given twice", "--fast", "--fast");
        assertWrong(PLAY, "\"b.mid\" is one too many", "a.mid", "b.mid");
        assertWrong(PLUG, "JAR is missing");
    }

    private static void assertWrong(Syntax syntax, String what, String... words) {
        UsageException e = assertThrows(UsageException.class, () -> syntax.parse(List.of(words)));
        assertEquals(
                syntax.name()
                        + ": "
                        + what
                        + "\n  What to do: write it as  "
                        + syntax.usage()
                        + "  (more: help "
                        + syntax.name()
                        + ")",
                e.getMessage());
        assertEquals(2, e.status().code());
    }
}

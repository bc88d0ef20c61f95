package portcls.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import portcls.shell.command.Syntax;

import java.util.List;

final class CompletionTest {
    @Test
    void theLineEditorLearnsOptionsAndPlaces() {
        Syntax play =
                Syntax.of("play", "Plays what's there")
                        .optional("SONG", "a song")
                        .option("device", "ID", "where")
                        .option("wav", "FILE", "where to")
                        .flag("fast", "quickly");
        String complete = "gogo:complete -c portcls:play";
        assertEquals(
                List.of(
                        complete + " -e",
                        complete + " -d 'Plays what’s there'",
                        complete + " -l device -d 'where' -a 'portcls:_candidates play \"ID\"'",
                        complete + " -l wav -d 'where to' -a __files",
                        complete + " -l fast -d 'quickly'",
                        complete + " -a 'portcls:_candidates play \"SONG\"'",
                        complete + " -a __files"),
                Completion.lines(play));
    }
}

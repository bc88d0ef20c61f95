package portcls.shell.play;

import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.text.Texts;
import portcls.song.Song;

/**
 * How a performance went.
 *
 * @param status whether it came to its end
 * @param position100ns where the song stood then
 * @param events messages played
 * @param notes notes begun
 * @param late messages that came late
 * @param problem why it ended early, for people; empty when it did not, or was asked to
 */
record Outcome(
        ExitStatus status, long position100ns, int events, int notes, long late, String problem) {
    private static final double NANOS = 1e9;

    /** Tells it. */
    void report(Song song, long nanos, Console console) {
        boolean over = status == ExitStatus.OK;
        console.print(
                (over ? "played   " : "stopped  at ")
                        + Texts.minutes(position100ns)
                        + (over ? "" : " of " + Texts.minutes(song.duration100ns()))
                        + ": "
                        + Texts.count(notes, "note")
                        + ", "
                        + Texts.count(events, "message")
                        + ", "
                        + late
                        + " late, in "
                        + Texts.seconds(nanos / NANOS));
        if (!problem.isEmpty()) {
            console.err().println("The song ended early: " + Texts.sentence(problem));
            console.err().flush();
        }
    }
}

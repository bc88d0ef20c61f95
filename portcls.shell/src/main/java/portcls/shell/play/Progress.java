package portcls.shell.play;

import portcls.shell.command.Console;
import portcls.shell.command.StatusLine;
import portcls.shell.text.Texts;

import java.util.function.LongSupplier;

/**
 * Shows where a song stands.
 *
 * <p>For one thread.
 */
final class Progress {
    private final StatusLine line;
    private final long total100ns;
    private final int totalNotes;

    Progress(Console console, LongSupplier nanoTime, long total100ns, int totalNotes) {
        line = new StatusLine(console, nanoTime);
        this.total100ns = total100ns;
        this.totalNotes = totalNotes;
    }

    /** Shows it if it is time to. */
    void update(long position100ns, int notes, long late) {
        line.update(
                () ->
                        "  "
                                + Texts.minutes(position100ns)
                                + " / "
                                + Texts.minutes(total100ns)
                                + "   "
                                + notes
                                + " of "
                                + Texts.count(totalNotes, "note")
                                + "   "
                                + late
                                + " late");
    }

    /** Says something that stays. */
    void say(String text) {
        line.say(text);
    }

    /** Takes the rewritten line away. */
    void clear() {
        line.clear();
    }
}

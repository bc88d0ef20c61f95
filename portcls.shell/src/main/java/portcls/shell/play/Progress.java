package portcls.shell.play;

import portcls.shell.command.Console;
import portcls.shell.text.Texts;

import java.util.function.LongSupplier;

/**
 * Shows where a song stands: on a terminal in one line that is rewritten, else in a line every ten
 * seconds.
 *
 * <p>For one thread.
 */
final class Progress {
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 10_000_000_000L;
    private static final String REWRITE = "\r\u001b[K";

    private final Console console;
    private final LongSupplier nanoTime;
    private final long total100ns;
    private final int totalNotes;
    private long last;
    private boolean shown;

    Progress(Console console, LongSupplier nanoTime, long total100ns, int totalNotes) {
        this.console = console;
        this.nanoTime = nanoTime;
        this.total100ns = total100ns;
        this.totalNotes = totalNotes;
        this.last = nanoTime.getAsLong();
    }

    /** Shows it if it is time to. */
    void update(long position100ns, int notes, long late) {
        long now = nanoTime.getAsLong();
        if (now - last < (console.terminal() ? TERMINAL_NANOS : PLAIN_NANOS)) {
            return;
        }
        last = now;
        String line =
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
                        + " late";
        if (console.terminal()) {
            String fitting = line.substring(0, Math.clamp(console.columns() - 1, 0, line.length()));
            console.out().print(REWRITE + fitting);
            console.out().flush();
            shown = true;
        } else {
            console.print(line);
        }
    }

    /** Says something that stays. */
    void say(String line) {
        clear();
        console.print(line);
    }

    /** Takes the rewritten line away. */
    void clear() {
        if (shown) {
            console.out().print(REWRITE);
            console.out().flush();
            shown = false;
        }
    }
}

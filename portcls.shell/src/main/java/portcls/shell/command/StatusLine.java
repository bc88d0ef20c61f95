package portcls.shell.command;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows how something goes on: on a terminal in one line that is rewritten, else in a line every
 * ten seconds.
 *
 * <p>For one thread.
 */
public final class StatusLine {
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 10_000_000_000L;
    private static final String REWRITE = "\r\u001b[K";

    private final Console console;
    private final LongSupplier nanoTime;
    private long last;
    private boolean shown;

    public StatusLine(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /** Shows a line if it is time to. */
    public void update(Supplier<String> text) {
        long now = nanoTime.getAsLong();
        if (now - last < (console.terminal() ? TERMINAL_NANOS : PLAIN_NANOS)) {
            return;
        }
        last = now;
        String line = text.get();
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
    public void say(String line) {
        clear();
        console.print(line);
    }

    /** Takes the rewritten line away. */
    public void clear() {
        if (shown) {
            console.out().print(REWRITE);
            console.out().flush();
            shown = false;
        }
    }
}

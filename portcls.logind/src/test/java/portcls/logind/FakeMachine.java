package portcls.logind;

import portcls.logind.lib.Refusal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A machine that lets itself be delayed, and keeps when. */
final class FakeMachine implements Machine {
    /** What came to pass. */
    final List<String> events = new CopyOnWriteArrayList<>();

    boolean aboutToSleep;
    boolean refuses;
    Duration longest = Duration.ofSeconds(5);

    @Override
    public Word await() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isAboutToSleep() {
        return aboutToSleep;
    }

    @Override
    public Delay delay() throws IOException {
        if (refuses) {
            throw Refusal.of("Inhibit failed: Permission denied");
        }
        events.add("delayed");
        return () -> events.add("released");
    }

    @Override
    public Duration longestDelay() {
        return longest;
    }

    @Override
    public void close() {
        events.add("closed");
    }
}

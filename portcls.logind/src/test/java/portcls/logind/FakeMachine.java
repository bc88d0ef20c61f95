package portcls.logind;

import portcls.logind.lib.Refusal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A machine that lets itself be delayed, and keeps when. Of one thread. */
final class FakeMachine implements Machine {
    /** What came to pass. */
    final List<String> events = new ArrayList<>();

    boolean aboutToSleep;
    boolean refuses;

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
        return Duration.ofSeconds(5);
    }

    @Override
    public void close() {
        events.add("closed");
    }
}

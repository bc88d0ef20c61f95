package portcls.logind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.logind.lib.Bell;
import portcls.testkit.Await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class SleepWatchTest {
    @Test
    void aConnectionThatIsLostAgainAndAgainIsNotTriedInABusyLoop() throws Exception {
        List<Long> attempts = new CopyOnWriteArrayList<>();
        try (Kept kept = new Kept()) {
            SleepWatch watch =
                    new SleepWatch(
                            () -> {
                                attempts.add(System.nanoTime());
                                throw new IOException("attempt " + attempts.size());
                            },
                            new DevicesSleep(new FakePower().manager()),
                            new Bell(Parts.functions()));
            watch.start();
            Await.until("three attempts", () -> attempts.size() >= 3);
            watch.stop();
            assertTrue(seconds(attempts, 0) > 0.99, attempts::toString);
            assertTrue(seconds(attempts, 1) > 1.99, attempts::toString);
            assertEquals(List.of("INFO " + SleepWatch.notWatched("attempt 1")), kept.lines());
        }
    }

    private static double seconds(List<Long> times, int from) {
        return (times.get(from + 1) - times.get(from)) / 1e9;
    }
}

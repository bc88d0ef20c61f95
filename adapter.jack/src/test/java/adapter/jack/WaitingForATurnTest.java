package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.jack.lib.OneServer;

import org.junit.jupiter.api.Test;

import portcls.testkit.Await;
import portcls.testkit.FakeFramework;
import portcls.testkit.RealClock;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a configuration says while another has the library. */
class WaitingForATurnTest {
    @Test
    void itIsOnlySaidOfOneThatIsThereOrHangs() {
        OneServer other = new OneServer("other");
        try (JackServer none = JackServer.prepare(256);
                WatchMessages told = new WatchMessages()) {
            JackComponent component =
                    new JackComponent(
                            new FakeFramework().context(),
                            new RealClock(),
                            FakeFramework.settings(
                                    JackSettings.class, Map.of("server", none.name(), "retry", 1)));
            assertEquals(Optional.empty(), other.take());
            try {
                component.start();
                Await.until("it has looked", () -> isResting("JACK server " + none.name()));
                assertEquals(List.of(), told.all);
                other.is(OneServer.State.IS_THERE);
                Await.until("it is said", () -> told.all.size() == 1);
                assertTrue(
                        told.all.get(0).contains("has no devices while \"other\" is there"),
                        told.all.get(0));
                other.is(OneServer.State.HANGS);
                Await.until("it is said", () -> told.all.size() == 2);
                assertTrue(
                        told.all
                                .get(1)
                                .contains("an earlier client of \"other\" has not come back"),
                        told.all.get(1));
            } finally {
                component.stop();
                other.giveBack();
            }
        }
    }

    private static boolean isResting(String name) {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(
                        thread ->
                                thread.getKey().getName().equals(name)
                                        && List.of(thread.getValue()).stream()
                                                .anyMatch(f -> f.getMethodName().equals("rest")));
    }
}

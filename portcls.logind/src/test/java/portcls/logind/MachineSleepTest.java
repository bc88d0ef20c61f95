package portcls.logind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.testkit.Await;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** Over a real message bus, with a logind that another implementation of the bus speaks for. */
class MachineSleepTest {
    private static final String SLEEP = "SLEEPING3 critical";
    private static final String WAKE = "WORKING";

    private final FakePower power = new FakePower();
    private final Kept kept = new Kept();
    private final SleepComponent component = new SleepComponent(power.manager());
    private Daemon bus;
    private Daemon logind;

    @BeforeEach
    void startBus() {
        bus = Daemon.bus();
    }

    @AfterEach
    void endAll() {
        component.stop();
        if (logind != null) {
            logind.close();
        }
        if (bus != null) {
            bus.close();
        }
        kept.close();
    }

    @Test
    void theDescriptorIsClosedAfterTheDevicesSleepAndAnotherIsTakenWhenTheyWake() {
        startWatching();
        assertEquals("sleep portcls delay", logind.ask("asked"));
        List<String> heldMeanwhile = new CopyOnWriteArrayList<>();
        power.meanwhile = () -> heldMeanwhile.add(logind.ask("held"));
        logind.ask("sleep");
        awaitPower(SLEEP);
        awaitHeld(0);
        assertEquals(List.of("1"), heldMeanwhile);
        logind.ask("wake");
        awaitPower(SLEEP, WAKE);
        awaitHeld(1);
        assertEquals(List.of("1", "0"), heldMeanwhile);
        logind.ask("sleep");
        awaitPower(SLEEP, WAKE, SLEEP);
        awaitHeld(0);
        assertEquals(List.of(), kept.lines());
    }

    @Test
    void aMachineThatWaitsForEverIsNotHurried() {
        logind = Daemon.logind();
        logind.ask("patient");
        component.start();
        awaitHeld(1);
        List<String> heldMeanwhile = new CopyOnWriteArrayList<>();
        power.meanwhile =
                () -> {
                    long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
                    String held = logind.ask("held");
                    while (held.equals("1") && System.nanoTime() < end) {
                        held = logind.ask("held");
                    }
                    heldMeanwhile.add(held);
                };
        logind.ask("sleep");
        awaitPower(SLEEP);
        awaitHeld(0);
        assertEquals(List.of("1"), heldMeanwhile);
        assertEquals(List.of(), kept.lines());
    }

    @Test
    void aRefusedDelayIsToldAndTheDevicesSleepAllTheSame() {
        logind = Daemon.logind();
        logind.ask("refuse");
        component.start();
        Await.until("it is told", () -> !kept.lines().isEmpty());
        logind.ask("allow");
        logind.ask("sleep");
        awaitPower(SLEEP);
        logind.ask("wake");
        awaitHeld(1);
        assertEquals(1, kept.lines().size());
        String line = kept.lines().getFirst();
        assertTrue(line.contains("Inhibit failed: Permission denied"), line);
    }

    @Test
    void whatSomebodyElseSaysOfSleepIsNotBelieved() {
        startWatching();
        logind.ask("pretend");
        logind.ask("wake");
        logind.ask("sleep");
        awaitPower(SLEEP);
        logind.ask("wake");
        awaitPower(SLEEP, WAKE);
    }

    @Test
    void aMachineThatIsAboutToSleepWhenItIsMetIsFollowed() {
        logind = Daemon.logind();
        logind.ask("late");
        component.start();
        awaitPower(SLEEP);
        awaitHeld(0);
        logind.ask("wake");
        awaitHeld(1);
        awaitPower(SLEEP, WAKE);
    }

    @Test
    void aLogindThatComesLaterIsMetAndItsAbsenceToldOnce() {
        component.start();
        Await.until("it is told", () -> !kept.lines().isEmpty());
        logind = Daemon.logind();
        awaitHeld(1);
        logind.ask("sleep");
        awaitPower(SLEEP);
        assertEquals(
                List.of("INFO " + SleepWatch.notWatched("logind is not on the system bus")),
                kept.lines());
    }

    @Test
    void devicesWakeWhenLogindDiesAndTheNextOneIsFollowed() {
        startWatching();
        logind.ask("sleep");
        awaitHeld(0);
        logind.close();
        awaitPower(SLEEP, WAKE);
        logind = Daemon.logind();
        awaitHeld(1);
        logind.ask("sleep");
        awaitPower(SLEEP, WAKE, SLEEP);
    }

    @Test
    void aBusThatComesBackIsMetAgainAndItsAbsenceToldOnce() {
        startWatching();
        logind.ask("sleep");
        awaitPower(SLEEP);
        bus.close();
        logind.close();
        awaitPower(SLEEP, WAKE);
        Await.until("it is told", () -> !kept.lines().isEmpty());
        bus = Daemon.bus();
        logind = Daemon.logind();
        awaitHeld(1);
        logind.ask("sleep");
        awaitPower(SLEEP, WAKE, SLEEP);
        assertEquals(1, kept.lines().size(), kept.lines()::toString);
        assertTrue(kept.lines().getFirst().contains("the system bus went away"));
    }

    @Test
    void aBusThatIsMissingIsToldOnceAndMetWhenItComes() {
        bus.close();
        component.start();
        Await.until("it is told", () -> !kept.lines().isEmpty());
        bus = Daemon.bus();
        logind = Daemon.logind();
        awaitHeld(1);
        assertEquals(
                List.of(
                        "INFO "
                                + SleepWatch.notWatched(
                                        "there is no system bus (Connection refused)")),
                kept.lines());
    }

    @Test
    void stoppingEndsTheThreadAndGivesTheDescriptorsBack() {
        logind = Daemon.logind();
        SleepComponent first = new SleepComponent(power.manager());
        first.start();
        awaitHeld(1);
        first.stop();
        awaitHeld(0);
        int before = descriptors();
        for (int i = 0; i < 5; i++) {
            SleepComponent again = new SleepComponent(power.manager());
            again.start();
            awaitHeld(1);
            again.stop();
            awaitHeld(0);
            assertFalse(isWatched(), "the thread has ended");
        }
        int after = descriptors();
        assertTrue(after <= before, () -> before + " descriptors, then " + after);
        assertEquals(List.of(), power.told);
    }

    @Test
    void stoppingWakesTheDevices() {
        startWatching();
        logind.ask("sleep");
        awaitHeld(0);
        component.stop();
        assertEquals(List.of(SLEEP, WAKE), power.told);
    }

    @Test
    void stoppingIsBoundedWhenTheBusHangs() {
        startWatching();
        logind.ask("sleep");
        awaitHeld(0);
        bus.freeze(true);
        long begin = System.nanoTime();
        component.stop();
        assertTrue(since(begin).toMillis() < 4_000, () -> since(begin).toString());
        assertFalse(isWatched(), "the thread has ended");
        SleepComponent other = new SleepComponent(power.manager());
        other.start();
        other.stop();
        assertFalse(isWatched(), "the thread has ended though it could not connect");
        bus.freeze(false);
    }

    @Test
    void stoppingIsBoundedWhenADeviceHangs() throws InterruptedException {
        startWatching();
        CountDownLatch hang = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        power.meanwhile =
                () -> {
                    inside.countDown();
                    try {
                        hang.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                };
        logind.ask("sleep");
        inside.await();
        long begin = System.nanoTime();
        component.stop();
        assertTrue(since(begin).toSeconds() < 8, () -> since(begin).toString());
        assertTrue(
                kept.lines().stream().anyMatch(it -> it.contains("the devices do not come back")),
                kept.lines()::toString);
        hang.countDown();
        Await.until("the thread ends all the same", not(MachineSleepTest::isWatched));
        awaitHeld(0);
    }

    private void startWatching() {
        logind = Daemon.logind();
        component.start();
        awaitHeld(1);
    }

    private void awaitHeld(int count) {
        Await.until(
                count + " delays are held",
                () -> logind.ask("held").equals(Integer.toString(count)));
    }

    private void awaitPower(String... changes) {
        Await.until(
                "the devices were told " + List.of(changes) + "; " + power.told,
                () -> power.told.size() >= changes.length);
        assertEquals(List.of(changes), power.told);
    }

    private static boolean isWatched() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("sleep of the machine"));
    }

    private static int descriptors() {
        return new File("/proc/self/fd").list().length;
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static BooleanSupplier not(BooleanSupplier condition) {
        return () -> !condition.getAsBoolean();
    }
}

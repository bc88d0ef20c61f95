package portcls.logind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.testkit.Await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class DevicesSleepTest {
    private final FakePower power = new FakePower();
    private final FakeMachine machine = new FakeMachine();
    private final Kept kept = new Kept();
    private final DevicesSleep devices = new DevicesSleep(power.manager());

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    void theMachineSleepsWhenTheDevicesDo() throws IOException {
        power.meanwhile = () -> machine.events.add("devices");
        devices.watch(machine);
        devices.sleep();
        assertEquals(List.of("SLEEPING3 critical"), power.told);
        assertEquals(List.of("delayed", "devices", "released"), machine.events);
    }

    @Test
    void theDevicesWakeWithTheMachineAndItIsDelayedAgain() throws IOException {
        devices.watch(machine);
        devices.sleep();
        devices.wake(machine);
        assertEquals(List.of("SLEEPING3 critical", "WORKING"), power.told);
        assertEquals(List.of("delayed", "released", "delayed"), machine.events);
        devices.unwatch();
        assertEquals("released", machine.events.getLast());
        assertEquals(2, power.told.size());
    }

    @Test
    void whatIsToldTwiceIsDoneOnce() throws IOException {
        devices.watch(machine);
        devices.sleep();
        devices.sleep();
        devices.wake(machine);
        devices.wake(machine);
        assertEquals(List.of("SLEEPING3 critical", "WORKING"), power.told);
        assertEquals(
                List.of("delayed", "released", "delayed", "delayed", "released"), machine.events);
    }

    @Test
    void aMachineThatIsAboutToSleepAlreadyIsFollowed() throws IOException {
        machine.aboutToSleep = true;
        devices.watch(machine);
        assertEquals(List.of("SLEEPING3 critical"), power.told);
        assertEquals(List.of("delayed", "released"), machine.events);
        machine.aboutToSleep = false;
        devices.watch(machine);
        assertEquals(List.of("SLEEPING3 critical", "WORKING"), power.told);
    }

    @Test
    void theDevicesWakeWhenNobodyWouldTellThem() throws IOException {
        devices.watch(machine);
        devices.sleep();
        devices.unwatch();
        assertEquals(List.of("SLEEPING3 critical", "WORKING"), power.told);
    }

    @Test
    void devicesThatFailDoNotKeepTheMachineAwake() throws IOException {
        power.meanwhile =
                () -> {
                    throw new IllegalStateException("broken");
                };
        devices.watch(machine);
        devices.sleep();
        assertEquals(List.of("delayed", "released"), machine.events);
        power.meanwhile = () -> {};
        power.trouble = List.of("alsa:1 hangs");
        devices.wake(machine);
        assertEquals(
                List.of(
                        "WARNING the devices do not sleep with the machine",
                        "WARNING not all devices wake with the machine: alsa:1 hangs"),
                kept.lines());
    }

    @Test
    void devicesThatTakeTooLongAreToldAndHoldTheMachineNoLonger() throws Exception {
        CountDownLatch slept = new CountDownLatch(1);
        power.meanwhile = () -> awaitQuietly(slept);
        machine.longest = Duration.ofMillis(200);
        devices.watch(machine);
        devices.sleep();
        assertEquals(List.of("delayed", "released"), machine.events);
        assertEquals(List.of(), power.told);
        assertEquals(
                List.of(
                        "WARNING not all devices sleep after 180 ms, and the machine waits 200 ms"
                                + " at most; so it may sleep before some of them do. The command"
                                + " `power` shows which one is slow; or raise InhibitDelayMaxSec in"
                                + " /etc/systemd/logind.conf."),
                kept.lines());
        Thread waking = Thread.currentThread();
        Thread.ofVirtual()
                .start(
                        () -> {
                            Await.until(
                                    "it waits until they sleep",
                                    () -> waking.getState() == Thread.State.TIMED_WAITING);
                            slept.countDown();
                        });
        devices.wake(machine);
        assertEquals(List.of("SLEEPING3 critical", "WORKING"), power.told);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRefusedDelayIsToldOnceAndTheDevicesSleepAllTheSame() throws IOException {
        machine.refuses = true;
        devices.watch(machine);
        devices.sleep();
        devices.wake(machine);
        assertEquals(List.of("SLEEPING3 critical", "WORKING"), power.told);
        assertEquals(1, kept.lines().size());
        assertTrue(kept.lines().getFirst().contains("Permission denied"), kept.lines()::toString);
    }
}

package portcls.ports.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.RemovalReason;
import portcls.api.ks.DataFormat;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.power.ExitLatency;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.power.IAdapterPowerManagement2;
import portcls.api.power.IAdapterPowerManagement3;
import portcls.api.power.IPortClsPower;
import portcls.api.power.IPortClsRuntimePower;
import portcls.api.power.PowerStatus;
import portcls.api.power.SystemPowerState;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.midi.MusicPort;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** How a device sleeps and wakes. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PowerChangeTest {
    private static final String ID = "test:one";

    private final TestHouse house = new TestHouse();
    private final PowerHouse power = house.system.power();
    private final NotifiedMidi miniport = new NotifiedMidi();
    private final SleepyDevice device = new SleepyDevice(ID, miniport.calls);
    private MusicPort port;
    private Filter filter;

    @BeforeEach
    void bind() {
        port = house.bind(device, miniport);
        filter = house.published.getFirst();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("PWR-1")
    void downStreamsThenMiniportThenAdapterAndUpTheOtherWayRound() {
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            miniport.calls.clear();
            assertEquals(List.of(), power.suspend(SystemPowerState.SLEEPING3, false));
            assertEquals(
                    List.of(
                            "queryPowerChangeState D3",
                            "setState PAUSE",
                            "powerChangeNotify D3",
                            "powerChangeState D3"),
                    miniport.calls);
            assertEquals(KsState.RUN, pin.state());
            miniport.calls.clear();
            assertEquals(List.of(), power.resume());
            assertEquals(
                    List.of("powerChangeState D0", "powerChangeNotify D0", "setState RUN"),
                    miniport.calls);
            assertEquals(KsState.RUN, pin.state());
        }
    }

    @Test
    @Rule({"PWR-1", "PWR-5"})
    void whatIsSentToASleepingDeviceReachesItWhenItIsBack() {
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            house.time().advance(ReferenceTime.millis(10));
            sleep();
            pin.send(MidiMessages.noteOn(0, 60, 100));
            house.time().advance(ReferenceTime.millis(90));
            assertEquals(List.of(), miniport.written);
            assertEquals(ReferenceTime.millis(10), pin.now());
            power.setDeviceState(ID, DevicePowerState.D0);
            house.time().advance(ReferenceTime.millis(1));
            assertEquals(List.of("100: 90 3c 64"), miniport.written);
            assertEquals(ReferenceTime.millis(11), pin.now());
        }
    }

    @Test
    @Rule("PWR-1")
    void aStreamThatIsPausedByItsProgramStaysSo() {
        try (MidiPin pin = filter.openMidi()) {
            pin.pause();
            miniport.calls.clear();
            power.setDeviceState(ID, DevicePowerState.D2);
            power.setDeviceState(ID, DevicePowerState.D0);
            assertEquals(List.of(), miniport.calls("setState"));
            assertEquals(KsState.PAUSE, pin.state());
        }
    }

    @Test
    @Rule("PWR-2")
    void theHighestInterfaceIsCalledAlone() {
        List<String> told = new CopyOnWriteArrayList<>();
        ((IPortClsPower) port)
                .registerAdapterPowerManagement(
                        (IAdapterPowerManagement2)
                                (state, system) -> told.add(state + " " + system),
                        device);
        miniport.calls.clear();
        power.setDeviceState(ID, DevicePowerState.D3);
        power.setDeviceState(ID, DevicePowerState.D0);
        assertEquals(List.of("D3 WORKING", "D0 WORKING"), told);
        house.system.registerAdapterPowerManagement(new Third(told), device);
        told.clear();
        assertEquals(List.of(), power.suspend(SystemPowerState.SLEEPING3, false));
        assertEquals(List.of(), power.resume());
        power.setDeviceState(ID, DevicePowerState.D1);
        assertEquals(
                List.of("D3 SLEEPING3 RESPONSIVE", "D0 WORKING RESPONSIVE", "D1 WORKING INSTANT"),
                told);
        assertEquals(List.of(), miniport.calls("powerChangeState"));
        house.system.unregisterAdapterPowerManagement(device);
        power.setDeviceState(ID, DevicePowerState.D0);
        assertEquals(List.of("powerChangeState D0"), miniport.calls("powerChangeState"));
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> house.system.unregisterAdapterPowerManagement(device));
        assertEquals(Status.NOT_FOUND, e.status());
    }

    @Test
    @Rule("PWR-3")
    void anAdapterMayVetoAndIsNotAskedWhenItCannotBeHelped() {
        device.veto = "a call is on the line";
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> power.setDeviceState(ID, DevicePowerState.D3));
        assertEquals(Status.DEVICE_BUSY, e.status());
        assertEquals(
                "the adapter of test:one does not want D3 now: a call is on the line",
                e.getMessage());
        assertEquals(
                Status.DEVICE_BUSY,
                assertThrows(
                                PortClsException.class,
                                () -> power.suspend(SystemPowerState.SLEEPING3, false))
                        .status());
        assertEquals(DevicePowerState.D0, status().state());
        assertEquals(SystemPowerState.WORKING, power.systemState());
        miniport.calls.clear();
        power.suspend(SystemPowerState.SLEEPING3, true);
        assertEquals(List.of("powerChangeNotify D3", "powerChangeState D3"), miniport.calls);
        assertEquals(DevicePowerState.D3, status().state());
    }

    @Test
    @Rule("PWR-4")
    void aChangeIsDoneWhateverTheAdapterThrows() {
        device.inChange =
                () -> {
                    throw new IllegalStateException("a mistake");
                };
        power.setDeviceState(ID, DevicePowerState.D3);
        assertEquals(DevicePowerState.D3, status().state());
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            assertEquals(DevicePowerState.D0, status().state());
        }
    }

    @Test
    @Rule("PWR-4")
    void anAdapterThatHangsHoldsNeitherTheMachineNorAProgram() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        List<Thread> stuck = new CopyOnWriteArrayList<>();
        device.inChange =
                () -> {
                    stuck.add(Thread.currentThread());
                    awaitWhateverComes(never);
                };
        List<String> trouble = power.suspend(SystemPowerState.SLEEPING3, false);
        assertEquals(1, trouble.size());
        assertTrue(
                trouble.getFirst()
                        .contains("PowerChangeState(D3) of the adapter of test:one hangs"),
                trouble.getFirst());
        assertEquals(DevicePowerState.D3, status().state());
        String told = status().reason();
        assertTrue(
                told.startsWith("the machine sleeps (SLEEPING3); but its state is not known: "),
                told);
        trouble = power.resume();
        assertTrue(trouble.getFirst().contains("its last call hangs still"), trouble.getFirst());
        told = status().reason();
        assertTrue(told.startsWith("the machine woke; but its state is not known: "), told);
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            sleep();
            assertEquals(KsState.RUN, pin.state());
        }
        assertEquals(1, stuck.size());
        never.countDown();
    }

    @Test
    @Rule("PWR-4")
    void anAdapterThatComesBackIsToldWhereItsDeviceIsToBe() {
        CountDownLatch back = new CountDownLatch(1);
        device.inChange = () -> awaitWhateverComes(back);
        assertEquals(1, power.suspend(SystemPowerState.SLEEPING3, true).size());
        assertEquals(1, power.resume().size());
        assertEquals(List.of("powerChangeState D3"), miniport.calls("powerChangeState"));
        device.inChange = () -> {};
        back.countDown();
        TestHouse.await("it is sure", () -> status().reason().equals("the machine woke"));
        assertEquals(DevicePowerState.D0, status().state());
        assertEquals(
                List.of("powerChangeState D3", "powerChangeState D0"),
                miniport.calls("powerChangeState"));
    }

    @Test
    void anAdapterThatFailedIsToldAnewAlsoOfTheSameState() {
        device.inChange =
                () -> {
                    throw new IllegalStateException("a mistake");
                };
        power.setDeviceState(ID, DevicePowerState.D3);
        assertEquals(
                "somebody asked for it; but its state is not known: PowerChangeState(D3) of the"
                        + " adapter of test:one failed: a mistake",
                status().reason());
        device.inChange = () -> {};
        power.setDeviceState(ID, DevicePowerState.D3);
        assertEquals("somebody asked for it", status().reason());
        assertEquals(2, miniport.calls("powerChangeState D3").size());
        assertEquals(1, miniport.calls("powerChangeNotify D3").size());
    }

    @Test
    void aStreamThatHangsWhenItIsToldKeepsItsDeviceNotAwake() {
        CountDownLatch back = new CountDownLatch(1);
        miniport.inStream =
                state -> {
                    if (state == DevicePowerState.D3) {
                        awaitWhateverComes(back);
                    }
                };
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            List<String> trouble = power.suspend(SystemPowerState.SLEEPING3, true);
            assertTrue(
                    trouble.getFirst()
                            .contains("powerChangeNotify(D3) of a stream of test:one hangs"),
                    trouble.toString());
            // It is the same driver, which has not come back yet.
            assertTrue(trouble.getLast().contains("its last call hangs still"), trouble.toString());
            assertEquals(2, trouble.size());
            assertEquals(DevicePowerState.D3, status().state());
            assertEquals("the machine sleeps (SLEEPING3)", status().reason());
            back.countDown();
            TestHouse.await("it woke", () -> power.resume().isEmpty());
            assertEquals(DevicePowerState.D0, status().state());
            assertEquals(KsState.RUN, pin.state());
        }
    }

    @Test
    void aDriverThatAsksItsOwnDeviceWhileItIsPutToSleepIsNotMadeToWait() {
        List<FilterHandle> opened = new CopyOnWriteArrayList<>();
        Runnable asking = () -> opened.add(filter.open());
        SleepyDevice other = new SleepyDevice("test:asks", miniport.calls);
        FakeMidi asks =
                new FakeMidi() {
                    @Override
                    public IMiniportMidiStream newStream(
                            int pin, boolean capture, DataFormat format) {
                        return new IMiniportMidiStream() {
                            @Override
                            public void setState(KsState state) {
                                if (power.systemState() != SystemPowerState.WORKING) {
                                    asking.run();
                                }
                            }
                        };
                    }
                };
        house.bind(other, asks);
        filter = house.published.getLast();
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            assertEquals(List.of(), power.suspend(SystemPowerState.SLEEPING3, false));
            assertEquals(1, opened.size());
            assertEquals(List.of(), power.resume());
            assertEquals(KsState.RUN, pin.state());
        }
    }

    @Test
    @Rule("PWR-1")
    void streamsThatHangInTheirStepKeepNoDeviceAwakeAndAreTakenAway() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicReference<KsState> hangsIn = new AtomicReference<>(KsState.STOP);
        List<SleepyDevice> devices = new ArrayList<>();
        List<MidiPin> pins = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<String> calls = new CopyOnWriteArrayList<>();
            SleepyDevice other = new SleepyDevice("test:hangs" + i, calls);
            house.bind(other, new HangingMidi(hangsIn, never));
            Filter its = house.published.getLast();
            pins.add(its.openMidi());
            devices.add(other);
        }
        pins.add(filter.openMidi());
        pins.forEach(MidiPin::run);
        hangsIn.set(KsState.PAUSE);
        long start = System.nanoTime();
        List<String> trouble = power.suspend(SystemPowerState.SLEEPING3, false);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertEquals(3, trouble.size(), trouble.toString());
        for (String each : trouble) {
            assertTrue(each.startsWith("a call at PASSIVE level hangs in "), each);
        }
        // One driver's time, whatever their number, and some for a machine that is busy.
        assertTrue(millis < 8_000, millis + " ms");
        for (PowerStatus each : power.devices()) {
            assertEquals(DevicePowerState.D3, each.state(), each.toString());
            assertEquals("the machine sleeps (SLEEPING3)", each.reason());
        }
        devices.forEach(it -> assertEquals(List.of("powerChangeState D3"), it.changes()));
        TestHouse.await("they go", () -> house.broken.size() == 3);
        assertTrue(
                house.broken.getFirst().contains("a call at PASSIVE level hangs in "),
                house.broken.toString());
        TestHouse.await("each", () -> pins.getFirst().filter().removal().isPresent());
        assertEquals(
                RemovalReason.FAILED, pins.getFirst().filter().removal().orElseThrow().reason());
        assertEquals(List.of(), power.resume());
        assertEquals(KsState.RUN, pins.getLast().state());
        assertEquals(DevicePowerState.D0, status().state());
        never.countDown();
    }

    @Test
    @Rule("PWR-1")
    void aStreamThatHangsOnItsWayUpKeepsTheOthersNotAsleep() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicReference<KsState> hangsIn = new AtomicReference<>(KsState.STOP);
        HangingMidi hanging = new HangingMidi(hangsIn, never);
        portcls.api.IPort second = house.system.newPort(portcls.api.PortClass.MIDI);
        second.init(device, hanging, house.system.newResourceList(List.of()));
        house.system.registerSubdevice(device, "second", second);
        try (MidiPin bad = house.published.getLast().openMidi();
                MidiPin good = filter.openMidi()) {
            bad.run();
            good.run();
            power.suspend(SystemPowerState.SLEEPING3, true);
            hangsIn.set(KsState.RUN);
            assertEquals(1, power.resume().size());
            assertEquals(List.of("setState RUN"), lastOf(miniport.calls("setState")));
            assertEquals(KsState.RUN, good.state());
            assertEquals(DevicePowerState.D0, status().state());
            TestHouse.await("it goes", () -> bad.filter().removal().isPresent());
            assertTrue(good.filter().removal().isEmpty());
        }
        never.countDown();
    }

    @Test
    @Rule("PWR-1")
    void streamsAreToldBeforeTheirMiniportAndLastOnTheWayUp() {
        miniport.inStream = state -> miniport.calls.add("stream told " + state);
        try (MidiPin pin = filter.openMidi()) {
            pin.pause();
            miniport.calls.clear();
            power.setDeviceState(ID, DevicePowerState.D3);
            power.setDeviceState(ID, DevicePowerState.D0);
            assertEquals(
                    List.of(
                            "queryPowerChangeState D3",
                            "stream told D3",
                            "powerChangeNotify D3",
                            "powerChangeState D3",
                            "powerChangeState D0",
                            "powerChangeNotify D0",
                            "stream told D0"),
                    miniport.calls);
        }
    }

    @Test
    void whatSomebodyWantsOfASleepingMachineDoesNotOutlastItsSleep() {
        power.suspend(SystemPowerState.SLEEPING2, false);
        assertEquals(DevicePowerState.D2, status().state());
        power.setDeviceState(ID, DevicePowerState.D3);
        power.resume();
        assertEquals(DevicePowerState.D0, status().state());
    }

    @Test
    void codesReachTheDriverOnItsWorkerAndNoneWhenItWent() {
        IPortClsRuntimePower registrar =
                assertInstanceOf(IPortClsRuntimePower.class, miniport.port);
        List<Boolean> onWorker = new CopyOnWriteArrayList<>();
        registrar.registerPowerControlCallback(
                device,
                (of, code, in, out) -> {
                    onWorker.add(house.devices.of(device).worker().isCurrent());
                    return 7;
                });
        ByteBuffer none = ByteBuffer.allocate(0);
        assertEquals(7, power.sendPowerControl(ID, JackProperty.SET, none, none));
        assertEquals(List.of(true), onWorker);
        port.close();
        assertEquals(
                Status.NOT_SUPPORTED,
                assertThrows(
                                PortClsException.class,
                                () -> power.sendPowerControl(ID, JackProperty.SET, none, none))
                        .status());
    }

    @Test
    void aDriverThatHangsInACodeIsGivenItOnce() {
        CountDownLatch never = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        assertInstanceOf(IPortClsRuntimePower.class, miniport.port)
                .registerPowerControlCallback(
                        device,
                        (of, code, in, out) -> {
                            told.add("once");
                            awaitWhateverComes(never);
                            return 0;
                        });
        ByteBuffer none = ByteBuffer.allocate(0);
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> power.sendPowerControl(ID, JackProperty.SET, none, none));
        assertEquals(Status.IO_TIMEOUT, e.status());
        assertEquals(List.of("once"), told);
        never.countDown();
    }

    @Test
    @Rule("PWR-1")
    void aDriverThatLeavesDuringAChangeKeepsTheDeviceNotFromIt() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        AtomicReference<KsState> hangsIn = new AtomicReference<>(KsState.STOP);
        HangingMidi hanging = new HangingMidi(hangsIn, never);
        portcls.api.IPort second = house.system.newPort(portcls.api.PortClass.MIDI);
        second.init(device, hanging, house.system.newResourceList(List.of()));
        house.system.registerSubdevice(device, "second", second);
        try (MidiPin bad = house.published.getLast().openMidi()) {
            bad.run();
            hangsIn.set(KsState.PAUSE);
            List<String> trouble = new CopyOnWriteArrayList<>();
            Thread suspending =
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            trouble.addAll(
                                                    power.suspend(
                                                            SystemPowerState.SLEEPING3, true)));
            TestHouse.await("it hangs", () -> hanging.hangs);
            // It waits for the worker, and less long than the change does.
            port.close();
            suspending.join();
            assertEquals(DevicePowerState.D3, status().state());
            assertEquals(List.of("powerChangeState D3"), device.changes());
            assertEquals(1, trouble.size(), trouble.toString());
            TestHouse.await("it goes", () -> bad.filter().removal().isPresent());
        }
        never.countDown();
    }

    @Test
    @Rule("PWR-4")
    void aDriverThatFailsOnTheWayUpIsLetGoWhenTheChangeIsMade() {
        AtomicReference<Boolean> wentBefore = new AtomicReference<>(false);
        List<String> calls = new CopyOnWriteArrayList<>();
        SleepyDevice other = new SleepyDevice("test:fails", calls);
        NotifiedMidi failing = new NotifiedMidi();
        house.bind(other, failing);
        Filter of = house.published.getLast();
        NotifiedMidi slow =
                new NotifiedMidi() {
                    @Override
                    public void powerChangeNotify(DevicePowerState powerState) {
                        long end = System.nanoTime() + 300_000_000L;
                        while (powerState == DevicePowerState.D0
                                && of.removal().isEmpty()
                                && System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                        wentBefore.set(of.removal().isPresent());
                    }
                };
        portcls.api.IPort second = house.system.newPort(portcls.api.PortClass.MIDI);
        second.init(other, slow, house.system.newResourceList(List.of()));
        power.suspend(SystemPowerState.SLEEPING3, true);
        failing.broken = "the chip is silent";
        assertEquals(1, power.resume().size());
        assertFalse(wentBefore.get());
        TestHouse.await("it goes", () -> of.removal().isPresent());
    }

    @Test
    void aDriverThatWentIsNotRememberedByItsDevice() {
        WeakReference<Object> gone = comeSleepAndGo();
        TestHouse.await(
                "its port is collected",
                () -> {
                    System.gc();
                    return gone.refersTo(null);
                });
    }

    private WeakReference<Object> comeSleepAndGo() {
        portcls.api.IPort second = house.system.newPort(portcls.api.PortClass.MIDI);
        second.init(device, new NotifiedMidi(), house.system.newResourceList(List.of()));
        power.setDeviceState(ID, DevicePowerState.D3);
        power.setDeviceState(ID, DevicePowerState.D0);
        ((MusicPort) second).close();
        return new WeakReference<>(second);
    }

    @Test
    @Rule("PWR-6")
    void anAdapterMayOnlyDeepenTheStatesOfTheMachine() {
        device.caps =
                it ->
                        it.with(SystemPowerState.SLEEPING1, DevicePowerState.D3)
                                .with(SystemPowerState.SLEEPING3, DevicePowerState.D1);
        power.suspend(SystemPowerState.SLEEPING1, false);
        assertEquals(DevicePowerState.D3, status().state());
        power.resume();
        power.suspend(SystemPowerState.SLEEPING3, false);
        assertEquals(DevicePowerState.D3, status().state());
        power.resume();
        power.suspend(SystemPowerState.SLEEPING2, false);
        assertEquals(DevicePowerState.D2, status().state());
        power.suspend(SystemPowerState.HIBERNATE, false);
        assertEquals(DevicePowerState.D3, status().state());
        power.resume();
        assertEquals(DevicePowerState.D0, status().state());
    }

    @Test
    @Rule("PWR-7")
    void aDeviceBeginsInD0AndNobodyIsTold() {
        assertEquals(DevicePowerState.D0, status().state());
        assertEquals(List.of(), miniport.calls("power"));
        assertTrue(status().managed());
    }

    @Test
    @Rule("PWR-10")
    void theWayBackIsToldInD3AloneAndAtOnceMeansAwake() {
        List<String> told = new CopyOnWriteArrayList<>();
        house.system.registerAdapterPowerManagement(new Third(told), device);
        power.setExitLatency(ExitLatency.FAST);
        power.setDeviceState(ID, DevicePowerState.D2);
        power.setExitLatency(ExitLatency.RESPONSIVE);
        assertEquals(List.of("D2 WORKING INSTANT"), told);
        power.setDeviceState(ID, DevicePowerState.D3);
        power.setExitLatency(ExitLatency.FAST);
        assertEquals(List.of("D2 WORKING INSTANT", "D3 WORKING RESPONSIVE", "latency FAST"), told);
        power.setExitLatency(ExitLatency.INSTANT);
        assertEquals("D0 WORKING INSTANT", told.getLast());
        assertEquals(DevicePowerState.D0, status().state());
        assertEquals(4, told.size());
    }

    @Test
    @Rule({"PWR-11", "SUB-21"})
    void aNewStreamWakesTheDeviceFirst() {
        power.setDeviceState(ID, DevicePowerState.D3);
        miniport.calls.clear();
        try (MidiPin pin = filter.openMidi()) {
            assertEquals(
                    List.of("powerChangeState D0", "powerChangeNotify D0", "newStream 0 render"),
                    miniport.calls);
            assertEquals(KsState.STOP, pin.state());
        }
    }

    @Test
    @Rule("SUB-21")
    void aDriverStartsOnADeviceThatIsAwakeEvenWhileTheMachineSleeps() {
        power.suspend(SystemPowerState.SLEEPING3, false);
        miniport.calls.clear();
        FakeMidi second =
                new FakeMidi() {
                    @Override
                    public void init(
                            Adapter newAdapter,
                            portcls.api.IResourceList newResources,
                            portcls.api.midi.IPortMidi newPort) {
                        miniport.calls.add("init of the second");
                    }
                };
        portcls.api.IPort other = house.system.newPort(portcls.api.PortClass.MIDI);
        other.init(device, second, house.system.newResourceList(List.of()));
        assertEquals(
                List.of(
                        "powerChangeState D0",
                        "powerChangeNotify D0",
                        "init of the second",
                        "powerChangeNotify D3",
                        "powerChangeState D3"),
                miniport.calls);
        assertEquals(DevicePowerState.D3, status().state());
    }

    @Test
    @Rule("PWR-11")
    void aCommandWakesTheDeviceAndStopDoesNotSoundBefore() {
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            sleep();
            miniport.calls.clear();
            pin.stop();
            assertEquals(
                    List.of(
                            "powerChangeState D0",
                            "powerChangeNotify D0",
                            "setState ACQUIRE",
                            "setState STOP"),
                    miniport.calls);
            assertEquals(KsState.STOP, pin.state());
        }
    }

    @Test
    @Rule("PWR-11")
    void aRequestWhileTheMachineSleepsWaitsForItsReturn() throws InterruptedException {
        power.suspend(SystemPowerState.SLEEPING3, false);
        AtomicReference<MidiPin> opened = new AtomicReference<>();
        Thread program = Thread.ofVirtual().start(() -> opened.set(filter.openMidi()));
        TestHouse.await(
                "the program waits", () -> program.getState() == Thread.State.TIMED_WAITING);
        assertFalse(miniport.calls.contains("newStream 0 render"));
        power.resume();
        program.join();
        assertEquals(KsState.STOP, opened.get().state());
        assertTrue(miniport.calls.contains("newStream 0 render"));
    }

    @Test
    @Rule("PWR-11")
    void aRequestThatWaitsTooLongForTheMachineSaysSo() {
        power.suspend(SystemPowerState.SLEEPING3, false);
        PortClsException e = assertThrows(PortClsException.class, filter::open);
        assertEquals(Status.DEVICE_NOT_READY, e.status());
        assertEquals(
                "the device test:one cannot be asked now: the machine sleeps (SLEEPING3); waited"
                        + " 2500 ms",
                e.getMessage());
        assertEquals(
                Status.INVALID_DEVICE_STATE,
                assertThrows(
                                PortClsException.class,
                                () -> power.setDeviceState(ID, DevicePowerState.D0))
                        .status());
    }

    @Test
    @Rule({"PWR-11"})
    void whoWaitsForASleepingMachineIsLetGoWhenTheDeviceGoes() throws InterruptedException {
        power.suspend(SystemPowerState.SLEEPING3, false);
        AtomicReference<PortClsException> told = new AtomicReference<>();
        Thread program =
                Thread.ofVirtual()
                        .start(() -> told.set(assertThrows(PortClsException.class, filter::open)));
        TestHouse.await(
                "the program waits", () -> program.getState() == Thread.State.TIMED_WAITING);
        port.close();
        program.join();
        assertEquals(Status.DEVICE_REMOVED, told.get().status());
    }

    @Test
    void closingWhileTheMachineSleepsNeitherWaitsNorWakes() {
        MidiPin pin = filter.openMidi();
        pin.run();
        power.suspend(SystemPowerState.SLEEPING3, false);
        miniport.calls.clear();
        pin.close();
        assertEquals(List.of("setState ACQUIRE", "setState STOP", "closeStream"), miniport.calls);
        assertEquals(List.of(), power.resume());
        assertEquals(List.of(), miniport.calls("setState RUN"));
    }

    @Test
    void aDeviceThatWasAsleepAlreadyIsNotWokenByTheMachine() {
        power.setDeviceState(ID, DevicePowerState.D3);
        power.suspend(SystemPowerState.SLEEPING3, false);
        power.resume();
        assertEquals(DevicePowerState.D3, status().state());
        assertEquals("somebody asked for it", status().reason());
    }

    @Test
    void aDriverWhoseDeviceDoesNotComeBackIsTakenAway() {
        power.setDeviceState(ID, DevicePowerState.D3);
        miniport.broken = "no answer from the codec";
        power.setDeviceState(ID, DevicePowerState.D0);
        TestHouse.await("it goes", () -> filter.removal().isPresent());
        assertEquals(RemovalReason.FAILED, filter.removal().orElseThrow().reason());
        assertTrue(filter.removal().orElseThrow().message().contains("no answer from the codec"));
    }

    @Test
    void aDriverMayAskForAState() {
        house.system.requestNewPowerState(device, DevicePowerState.D1);
        assertEquals(DevicePowerState.D1, status().state());
        assertEquals("its driver asked for it", status().reason());
    }

    @Test
    void aStreamThatDoesNotGoOnIsSeenInPause() {
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            sleep();
            miniport.refused = KsState.RUN;
            power.setDeviceState(ID, DevicePowerState.D0);
            assertEquals(KsState.PAUSE, pin.state());
        }
    }

    @Test
    @Rule("SUB-21")
    void aDeviceThatComesWhileTheMachineSleepsStartsAndSleepsUntilItWakes() {
        power.suspend(SystemPowerState.SLEEPING3, false);
        NotifiedMidi late = new NotifiedMidi();
        SleepyDevice second = new SleepyDevice("test:second", late.calls);
        house.bind(second, late);
        assertEquals(List.of("init", "getDescription"), late.calls.subList(0, 2));
        assertEquals(List.of("powerChangeNotify D3", "powerChangeState D3"), late.calls("power"));
        assertEquals(DevicePowerState.D3, power.devices().getLast().state());
        assertEquals("the machine sleeps (SLEEPING3)", power.devices().getLast().reason());
        Filter its = house.published.getLast();
        assertEquals(
                Status.DEVICE_NOT_READY, assertThrows(PortClsException.class, its::open).status());
        late.calls.clear();
        assertEquals(List.of(), power.resume());
        assertEquals(List.of("powerChangeState D0", "powerChangeNotify D0"), late.calls);
        try (MidiPin pin = its.openMidi()) {
            assertEquals(KsState.STOP, pin.state());
        }
    }

    @Test
    void aDeviceIsNotPutToSleepUnderAStreamThatRuns() {
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            miniport.calls.clear();
            PortClsException e =
                    assertThrows(
                            PortClsException.class,
                            () -> power.setDeviceState(ID, DevicePowerState.D3));
            assertEquals(Status.DEVICE_BUSY, e.status());
            assertEquals(
                    "the device test:one cannot go to D3 while it is in use: pin 0 of test:one is"
                            + " in RUN for a program; pause or stop that stream, or let all devices"
                            + " sleep (`power suspend`), which pauses it",
                    e.getMessage());
            assertEquals(List.of(), miniport.calls);
            pin.pause();
            power.setDeviceState(ID, DevicePowerState.D3);
            assertEquals(DevicePowerState.D3, status().state());
        }
    }

    @Test
    void aFunctionSleepsWithItsCard() {
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> power.setDeviceState(ID + "/fm", DevicePowerState.D3));
        assertEquals(Status.NOT_FOUND, e.status());
        assertEquals(
                "the functions of a card sleep and wake with all of it; name the card, test:one:"
                        + " deviceId=test:one/fm",
                e.getMessage());
    }

    @Test
    void eachListenerIsToldInOrder() {
        List<DevicePowerState> seen = new CopyOnWriteArrayList<>();
        List<DevicePowerState> made = new ArrayList<>();
        try (var _ = power.onChange(status -> seen.add(status.state()));
                var _ =
                        power.onChange(
                                status -> {
                                    throw new IllegalStateException("a listener's mistake");
                                })) {
            for (int i = 0; i < 500; i++) {
                DevicePowerState next = i % 2 == 0 ? DevicePowerState.D3 : DevicePowerState.D0;
                made.add(next);
                power.setDeviceState(ID, next);
            }
            TestHouse.await("all are told", () -> seen.size() == 500);
        }
        assertEquals(made, seen);
    }

    @Test
    void changesAreTold() {
        List<PowerStatus> seen = new CopyOnWriteArrayList<>();
        try (var _ = power.onChange(seen::add)) {
            power.setDeviceState(ID, DevicePowerState.D3);
            TestHouse.await("it is told", () -> seen.size() == 1);
            assertEquals(DevicePowerState.D3, seen.getFirst().state());
            assertEquals(ID, seen.getFirst().deviceId());
        }
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> power.setDeviceState("test:nobody", DevicePowerState.D3));
        assertEquals(Status.NOT_FOUND, e.status());
    }

    @Test
    void whatAMiniportRegisteredGoesWithIt() {
        List<String> told = new ArrayList<>();
        assertInstanceOf(IPortClsPower.class, miniport.port)
                .registerAdapterPowerManagement(
                        (IAdapterPowerManagement) state -> told.add("mine " + state), device);
        port.close();
        house.bind(device, new FakeMidi());
        power.setDeviceState(ID, DevicePowerState.D3);
        assertEquals(List.of(), told);
    }

    /** Under streams that run, too. */
    private void sleep() {
        house.system.requestNewPowerState(device, DevicePowerState.D3);
    }

    private static List<String> lastOf(List<String> calls) {
        return calls.subList(calls.size() - 1, calls.size());
    }

    private PowerStatus status() {
        return power.devices().stream()
                .filter(it -> it.deviceId().equals(ID))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitWhateverComes(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                latch.await();
                over = true;
            } catch (InterruptedException e) {
                // It hangs on.
            }
        }
    }

    /** A driver whose streams do not come back from a state. */
    private static final class HangingMidi extends FakeMidi {
        private final AtomicReference<KsState> state;
        private final CountDownLatch until;
        private volatile boolean hangs;

        HangingMidi(AtomicReference<KsState> state, CountDownLatch until) {
            this.state = state;
            this.until = until;
        }

        @Override
        public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
            return new IMiniportMidiStream() {
                @Override
                public void setState(KsState newState) {
                    if (newState == state.get()) {
                        hangs = true;
                        awaitWhateverComes(until);
                    }
                }
            };
        }
    }

    /** The third interface. */
    private record Third(List<String> told) implements IAdapterPowerManagement3 {
        @Override
        public void powerChangeState3(
                DevicePowerState newDeviceState,
                SystemPowerState newSystemState,
                ExitLatency d3ExitLatency) {
            told.add(newDeviceState + " " + newSystemState + " " + d3ExitLatency);
        }

        @Override
        public void d3ExitLatencyChanged(ExitLatency newD3ExitLatency) {
            told.add("latency " + newD3ExitLatency);
        }
    }
}

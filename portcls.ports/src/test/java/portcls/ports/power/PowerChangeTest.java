package portcls.ports.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.RemovalReason;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsState;
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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** How a device sleeps and wakes. */
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
            power.setDeviceState(ID, DevicePowerState.D3);
            assertEquals(
                    List.of(
                            "queryPowerChangeState D3",
                            "setState PAUSE",
                            "powerChangeNotify D3",
                            "powerChangeState D3"),
                    miniport.calls);
            assertEquals(KsState.RUN, pin.state());
            miniport.calls.clear();
            power.setDeviceState(ID, DevicePowerState.D0);
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
            power.setDeviceState(ID, DevicePowerState.D3);
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
        trouble = power.resume();
        assertTrue(trouble.getFirst().contains("its last call hangs still"), trouble.getFirst());
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            power.setDeviceState(ID, DevicePowerState.D3);
            assertEquals(KsState.RUN, pin.state());
        }
        assertEquals(1, stuck.size());
        never.countDown();
    }

    @Test
    void aStreamThatComesBackTooLateDoesNotPutTheDeviceToSleepThen() throws InterruptedException {
        CountDownLatch back = new CountDownLatch(1);
        List<Thread> stuck = new CopyOnWriteArrayList<>();
        miniport.inStream =
                state -> {
                    if (state == DevicePowerState.D3) {
                        stuck.add(Thread.currentThread());
                        awaitWhateverComes(back);
                    }
                };
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            assertEquals(1, power.suspend(SystemPowerState.SLEEPING3, true).size());
            assertEquals(List.of(), power.resume());
            miniport.calls.clear();
            String name = stuck.getFirst().getName();
            back.countDown();
            TestHouse.await("it came back", () -> !name.equals(stuck.getFirst().getName()));
            assertEquals(List.of(), miniport.calls("power"));
            assertEquals(DevicePowerState.D0, status().state());
            assertEquals(KsState.RUN, pin.state());
        }
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
            power.setDeviceState(ID, DevicePowerState.D3);
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
            power.setDeviceState(ID, DevicePowerState.D3);
            miniport.refused = KsState.RUN;
            power.setDeviceState(ID, DevicePowerState.D0);
            assertEquals(KsState.PAUSE, pin.state());
        }
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

    private PowerStatus status() {
        return power.devices().getFirst();
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

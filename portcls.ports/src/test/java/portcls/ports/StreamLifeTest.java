package portcls.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.Target;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.InstanceCount;
import portcls.api.ks.KsState;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;

import java.util.List;

/** States, positions, instances. */
class StreamLifeTest {
    private final TestHouse house = new TestHouse();
    private final FakeMidi miniport = new FakeMidi();
    private Filter filter;

    @BeforeEach
    void bind() {
        house.bind("test:one", miniport);
        filter = house.published.getFirst();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule({"STR-1", "STR-2"})
    void stopToRunIsThreeSteps() {
        try (MidiPin pin = filter.openMidi()) {
            assertEquals(KsState.STOP, pin.state());
            assertEquals(0, pin.now());
            pin.run();
            assertEquals(
                    List.of("setState ACQUIRE", "setState PAUSE", "setState RUN"),
                    miniport.calls("setState"));
            pin.stop();
            assertEquals(
                    List.of("setState PAUSE", "setState ACQUIRE", "setState STOP"),
                    miniport.calls("setState").subList(3, 6));
        }
    }

    @Test
    @Rule("STR-3")
    void aRefusedStepStopsTheWalk() {
        miniport.refused = KsState.RUN;
        try (MidiPin pin = filter.openMidi()) {
            PortClsException e = assertThrows(PortClsException.class, pin::run);
            assertEquals(Status.IO_DEVICE_ERROR, e.status());
            assertEquals(
                    "FakeMidi refused to go from PAUSE to RUN for test:one: the fake refuses RUN",
                    e.getMessage());
            assertEquals(KsState.PAUSE, pin.state());
            miniport.refused = null;
            pin.run();
            miniport.refused = KsState.PAUSE;
            assertThrows(PortClsException.class, pin::pause);
            assertEquals(KsState.RUN, pin.state());
            long before = pin.now();
            house.time().advance(10);
            assertEquals(before + 10, pin.now());
        }
    }

    @Test
    @Rule({"STR-5", "STR-6", "STR-9", "CLK-8"})
    void pauseFreezesAndStopZeroes() {
        house.time().advance(ReferenceTime.millis(500));
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            for (int i = 1; i <= 3; i++) {
                house.time().advance(ReferenceTime.millis(100));
                assertEquals(ReferenceTime.millis(100L * i), pin.now());
                pin.pause();
                house.time().advance(ReferenceTime.millis(70));
                assertEquals(ReferenceTime.millis(100L * i), pin.now());
                pin.run();
            }
            pin.setState(KsState.ACQUIRE);
            assertEquals(ReferenceTime.millis(300), pin.now());
            pin.stop();
            assertEquals(0, pin.now());
            house.time().advance(ReferenceTime.millis(70));
            assertEquals(0, pin.now());
            pin.run();
            assertEquals(0, pin.now());
        }
    }

    @Test
    @Rule({"STR-7", "STR-8"})
    void closingARunningPinWalksItDown() {
        FilterHandle handle = filter.open();
        handle.openMidi(0).run();
        int before = miniport.calls.size();
        handle.close();
        assertEquals(
                List.of("setState PAUSE", "setState ACQUIRE", "setState STOP", "closeStream"),
                miniport.calls.subList(before, miniport.calls.size()));
    }

    @Test
    @Rule("STR-10")
    void theSameStateAgainIsNothing() {
        try (MidiPin pin = filter.openMidi()) {
            pin.pause();
            int before = miniport.calls.size();
            pin.set(ConnectionProperty.STATE, KsState.PAUSE);
            assertEquals(before, miniport.calls.size());
            pin.set(ConnectionProperty.STATE, KsState.RUN);
            assertEquals(KsState.RUN, pin.get(ConnectionProperty.STATE));
        }
    }

    @Test
    @Rule("MID-13")
    void aFormatThatIsMidiIsAlwaysTaken() {
        try (MidiPin pin = filter.openMidi()) {
            pin.set(ConnectionProperty.DATAFORMAT, DataFormat.midi());
            assertEquals(1, miniport.calls("setFormat").size());
            assertEquals(DataFormat.midi(), pin.get(ConnectionProperty.DATAFORMAT));
        }
    }

    @Test
    @Rule({"PIN-1", "FLT-3", "FLT-4"})
    void wrongPinsAreRefused() {
        try (FilterHandle handle = filter.open()) {
            assertEquals(Status.INVALID_PARAMETER, refusal(handle, 4));
            assertEquals(Status.INVALID_PARAMETER, refusal(handle, -1));
            assertEquals(Status.INVALID_PARAMETER, refusal(handle, 1));
            assertEquals(Status.INVALID_PARAMETER, refusal(handle, 2));
            assertEquals(0, miniport.calls("newStream").size());
        }
    }

    @Test
    @Rule({"PIN-2", "PIN-5", "PIN-7"})
    void instancesAreCountedPerHandleAndOverAll() {
        FakeMidi many = new FakeMidi();
        many.descriptor =
                FilterDescriptor.builder("many")
                        .pin(PinDescriptor.midiRender().instances(2, 3))
                        .build();
        house.bind("test:many", many);
        Filter second = house.published.get(1);
        try (FilterHandle one = second.open();
                FilterHandle two = second.open()) {
            MidiPin pin = one.openMidi(0);
            one.openMidi(0);
            assertEquals(Status.DEVICE_BUSY, refusal(one, 0));
            two.openMidi(0);
            assertEquals(Status.DEVICE_BUSY, refusal(two, 0));
            assertEquals(new InstanceCount(2, 2), one.get(PinProperty.CINSTANCES, Target.pin(0)));
            assertEquals(new InstanceCount(2, 1), two.get(PinProperty.CINSTANCES, Target.pin(0)));
            assertEquals(
                    new InstanceCount(3, 3), two.get(PinProperty.GLOBALCINSTANCES, Target.pin(0)));
            pin.close();
            assertEquals(
                    new InstanceCount(3, 2), two.get(PinProperty.GLOBALCINSTANCES, Target.pin(0)));
            two.openMidi(0);
        }
        try (FilterHandle again = second.open()) {
            assertEquals(
                    new InstanceCount(3, 0),
                    again.get(PinProperty.GLOBALCINSTANCES, Target.pin(0)));
        }
    }

    @Test
    @Rule({"PIN-5", "FMT-10"})
    void aRefusedStreamDoesNotCount() {
        FakeMidi refusing =
                new FakeMidi() {
                    @Override
                    public portcls.api.midi.IMiniportMidiStream newStream(
                            int pin, boolean capture, DataFormat format)
                            throws java.io.IOException {
                        throw new java.io.IOException("wire is down");
                    }
                };
        house.bind("test:refusing", refusing);
        try (FilterHandle handle = house.published.get(1).open()) {
            PortClsException e = assertThrows(PortClsException.class, () -> handle.openMidi(0));
            assertEquals(Status.IO_DEVICE_ERROR, e.status());
            assertEquals(
                    new InstanceCount(1, 0), handle.get(PinProperty.CINSTANCES, Target.pin(0)));
        }
    }

    @Test
    @Rule("PIN-8")
    void closingTheHandleClosesItsPins() {
        FilterHandle handle = filter.open();
        MidiPin pin = handle.openMidi(0);
        pin.run();
        handle.close();
        handle.close();
        PortClsException e =
                assertThrows(
                        PortClsException.class, () -> pin.send(MidiMessages.noteOn(0, 60, 100)));
        assertEquals(Status.INVALID_DEVICE_STATE, e.status());
        pin.close();
        assertEquals(1, miniport.calls("closeStream").size());
        assertEquals(
                "this handle of test:one was closed; open the filter again",
                assertThrows(PortClsException.class, () -> handle.openMidi(0)).getMessage());
    }

    private static Status refusal(FilterHandle handle, int pinId) {
        return assertThrows(PortClsException.class, () -> handle.openMidi(pinId)).status();
    }
}

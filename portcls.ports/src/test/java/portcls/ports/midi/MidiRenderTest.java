package portcls.ports.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.api.client.MidiMessages.noteOff;
import static portcls.api.client.MidiMessages.noteOn;
import static portcls.api.time.ReferenceTime.millis;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiPin;
import portcls.api.client.Target;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsState;
import portcls.api.ks.PinProperty;
import portcls.api.ks.SynthClockProperty;
import portcls.conformance.Rule;
import portcls.ports.BuiltInProperties;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.dmus.RenderPin;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;

/** From the client's message to the miniport's write. */
class MidiRenderTest {
    private final TestHouse house = new TestHouse();
    private final FakeMidi miniport = new FakeMidi();
    private RenderPin pin;

    @BeforeEach
    void open() {
        house.bind("test:one", miniport);
        pin = (RenderPin) house.published.getFirst().openMidi();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule({"MID-1", "MID-8"})
    void aMidiFilterHasMidiPinsWithTheStandardInterface() {
        try (FilterHandle handle = pin.filter().open()) {
            assertEquals(
                    FormatIds.SUBTYPE_MIDI,
                    handle.get(PinProperty.DATARANGES, Target.pin(0)).getFirst().subFormat());
            assertTrue(
                    handle.get(PinProperty.INTERFACES, Target.pin(0)).stream()
                            .noneMatch(id -> id.toString().contains("MUSIC")));
        }
    }

    @Test
    @Rule({"MID-2", "MID-4", "MID-6"})
    void buffersAreProcessedOneAfterTheOther() {
        pin.run();
        pin.write(millis(123), music(0, 0x90, 1, 0x91, 7, 0x92));
        pin.write(millis(120), music(5, 0x93, 15, 0x94));
        house.time().advanceTo(millis(200));
        assertEquals(
                List.of(
                        "123: 90 40 40",
                        "124: 91 40 40",
                        "131: 92 40 40",
                        "131: 93 40 40",
                        "140: 94 40 40"),
                miniport.written);
    }

    @Test
    @Rule({"MID-5", "CLK-5"})
    void whatIsPastPlaysAtOnceAndIsCounted() {
        pin.run();
        house.time().advanceTo(millis(50));
        pin.send(millis(10), noteOn(0, 60, 100));
        pin.send(millis(49), noteOn(0, 61, 100));
        house.time().advance(0);
        assertEquals(List.of("50: 90 3c 64", "50: 90 3d 64"), miniport.written);
        assertEquals(1, counter("midi.late"));
        assertEquals(2, counter("midi.events"));
    }

    @Test
    void whatAFullDeviceHoldsUpIsToldApartFromWhatIsLate() {
        pin.run();
        miniport.takes = bytes -> house.time().getTime() < millis(20) ? 0 : bytes.remaining();
        pin.send(0, noteOn(0, 60, 100));
        pin.send(0, noteOn(0, 61, 100));
        pin.send(millis(19), noteOn(0, 62, 100));
        house.time().advanceTo(millis(30));
        assertEquals(3, counter("midi.events"));
        assertEquals(0, counter("midi.late"));
        assertEquals(1, counter("midi.held"));
    }

    @Test
    @Rule({"DMU-7", "DMU-9", "CLK-7", "CLK-1"})
    void onlyTheStampOrders() {
        pin.run();
        pin.send(millis(30), noteOn(0, 63, 1));
        pin.send(millis(10), noteOn(0, 61, 1));
        pin.send(millis(20), noteOn(0, 62, 1));
        pin.send(millis(10), noteOn(0, 62, 2));
        house.time().advanceTo(millis(100));
        assertEquals(
                List.of("10: 90 3d 01", "10: 90 3e 02", "20: 90 3e 01", "30: 90 3f 01"),
                miniport.written);
    }

    @Test
    @Rule("MID-3")
    void aStampIsKeptToTheClocksOwnResolution() {
        pin.run();
        long[] at = new long[1];
        miniport.takes =
                bytes -> {
                    at[0] = house.time().getTime();
                    return bytes.remaining();
                };
        pin.send(123_457, noteOn(0, 60, 1));
        house.time().advanceTo(millis(100));
        assertEquals(123_457, at[0]);
    }

    @Test
    @Rule("MID-9")
    void theRestOfAPartialWriteFollowsAndABusyDeviceIsAskedAgain() {
        pin.run();
        int[] room = {4};
        miniport.takes =
                bytes -> {
                    int taken = Math.min(room[0], bytes.remaining());
                    room[0] -= taken;
                    return taken;
                };
        byte[] sysex = {(byte) 0xF0, 1, 2, 3, 4, 5, 6, 7, 8, (byte) 0xF7};
        pin.send(0, sysex, 0, sysex.length);
        pin.send(0, noteOn(0, 60, 100));
        house.time().advance(0);
        assertEquals(List.of("0: f0 01 02 03", "0: "), miniport.written);
        room[0] = 100;
        house.time().advanceTo(millis(5));
        assertEquals(
                List.of("0: f0 01 02 03", "0: ", "1: 04 05 06 07 08 f7", "1: 90 3c 64"),
                miniport.written);
        assertEquals(0, pin.pool().outstanding());
    }

    @Test
    @Rule("MID-10")
    void aBrokenDeviceLosesTheEventAndTheNextPlays() {
        pin.run();
        boolean[] failing = {true};
        miniport.takes =
                bytes -> {
                    if (failing[0]) {
                        failing[0] = false;
                        throw new PortClsException(Status.IO_DEVICE_ERROR, "cable cut");
                    }
                    return bytes.remaining();
                };
        pin.send(0, noteOn(0, 60, 100));
        pin.send(0, noteOn(0, 61, 100));
        house.time().advance(0);
        assertEquals(List.of("0: 90 3d 64"), miniport.written);
        assertEquals(1, counter("midi.errors"));
        assertEquals(0, pin.queued());
    }

    @Test
    @Rule("MID-14")
    void bytesPassUnparsed() {
        pin.run();
        byte[] odd = {0x40, (byte) 0x90, 0x3C, (byte) 0xF8, 0x64, 0x3D, 0x64};
        pin.send(0, odd, 0, odd.length);
        house.time().advance(0);
        assertEquals(List.of("0: 40 90 3c f8 64 3d 64"), miniport.written);
    }

    @Test
    @Rule({"MID-16", "DMU-20"})
    void stopDiscardsWhatWaits() {
        pin.run();
        for (int i = 0; i < 5000; i++) {
            pin.send(millis(100 + i % 17), noteOn(0, 60, 1));
        }
        assertEquals(5000, pin.queued());
        pin.stop();
        assertEquals(0, pin.queued());
        pin.run();
        house.time().advance(millis(1000));
        assertEquals(List.of(), miniport.written);
        assertEquals(0, pin.pool().outstandingBuffers());
    }

    @Test
    void pauseHoldsWhatWaitsAndRunGoesOn() {
        pin.run();
        pin.send(millis(10), noteOn(0, 60, 1));
        house.time().advanceTo(millis(4));
        pin.pause();
        house.time().advanceTo(millis(50));
        assertEquals(List.of(), miniport.written);
        pin.send(millis(10), noteOff(0, 60));
        pin.run();
        house.time().advanceTo(millis(100));
        assertEquals(List.of("56: 90 3c 01", "56: 80 3c 40"), miniport.written);
        assertEquals(0, counter("midi.late"));
    }

    @Test
    void aStoppedPinSaysWhatToDo() {
        PortClsException e = assertThrows(PortClsException.class, () -> pin.send(noteOn(0, 60, 1)));
        assertEquals(Status.INVALID_DEVICE_STATE, e.status());
        assertEquals(
                "a stopped pin takes no messages; call run(), or pause() to fill it before it runs:"
                        + " state=STOP",
                e.getMessage());
        assertEquals(0, pin.pool().outstanding());
    }

    @Test
    void aBadBufferPlaysNothing() {
        pin.run();
        ByteBuffer bad = music(0, 0x90).putInt(4, 100);
        assertEquals(
                Status.INVALID_PARAMETER,
                assertThrows(PortClsException.class, () -> pin.write(0, bad)).status());
        house.time().advance(millis(10));
        assertEquals(List.of(), miniport.written);
    }

    @Test
    @Rule({"CLK-2", "CLK-3"})
    void theFilterTellsTheMasterTime() {
        house.time().advanceTo(millis(77));
        pin.run();
        pin.pause();
        try (FilterHandle handle = pin.filter().open()) {
            assertEquals(millis(77), handle.get(SynthClockProperty.MASTERCLOCK));
            house.time().advance(5);
            assertEquals(millis(77) + 5, handle.get(SynthClockProperty.MASTERCLOCK));
        }
    }

    @Test
    void aDriverThatThrowsIsTakenAway() {
        pin.run();
        miniport.takes =
                bytes -> {
                    throw new IllegalStateException("bug");
                };
        pin.send(0, noteOn(0, 60, 100));
        house.time().advance(0);
        TestHouse.await(
                "the filter goes",
                () -> house.published.isEmpty() && miniport.calls.contains("close"));
        assertEquals(
                List.of("FakeMidi failed in write: java.lang.IllegalStateException: bug"),
                house.broken);
        assertEquals(
                Status.DEVICE_REMOVED,
                assertThrows(PortClsException.class, () -> pin.send(noteOn(0, 60, 1))).status());
    }

    @Test
    void drainingWaitsForTheLastEvent() throws Exception {
        pin.run();
        pin.send(millis(10), noteOn(0, 60, 1));
        assertFalse(pin.awaitDrained(Duration.ofSeconds(1)));
        house.time().advanceTo(millis(10));
        assertTrue(pin.awaitDrained(Duration.ofSeconds(1)));
    }

    @Test
    void sendingAllocatesNothingAfterWarmUp() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        miniport.takes = ByteBuffer::remaining;
        FakeMidi quiet =
                new FakeMidi() {
                    @Override
                    public portcls.api.midi.IMiniportMidiStream newStream(
                            int pinId, boolean capture, portcls.api.ks.DataFormat format) {
                        return (portcls.api.midi.IMiniportMidiStream.Render)
                                bytes -> {
                                    int count = bytes.remaining();
                                    bytes.position(bytes.limit());
                                    return count;
                                };
                    }
                };
        house.bind("test:quiet", quiet);
        MidiPin silent = house.published.get(1).openMidi();
        silent.run();
        long[] used = new long[1];
        for (int round = 0; round < 6; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200_000; i++) {
                silent.send(silent.now() + i % 3, noteOn(0, i & 127, 100));
                if (i % 100 == 0) {
                    house.time().advanceTo(house.time().getTime() + 10);
                }
            }
            house.time().advanceTo(house.time().getTime() + 10);
            used[0] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(used[0] < 20_000, "bytes allocated for 200000 events: " + used[0]);
        silent.close();
    }

    @Test
    void aStreamStaysAsItIsWhenTheDriverFailsToCloseIt() throws IOException {
        pin.setState(KsState.PAUSE);
        pin.close();
        pin.close();
        assertEquals(1, miniport.calls("closeStream").size());
    }

    private long counter(String id) {
        return pin.counters().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** Structures of a delta and a three-byte message with that status. */
    private static ByteBuffer music(int... deltaThenStatus) {
        ByteBuffer buffer =
                ByteBuffer.allocate(deltaThenStatus.length * 6).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < deltaThenStatus.length; i += 2) {
            buffer.putInt(deltaThenStatus[i]).putInt(3);
            buffer.put((byte) deltaThenStatus[i + 1])
                    .put((byte) 0x40)
                    .put((byte) 0x40)
                    .put((byte) 0);
        }
        return buffer.flip();
    }

    @Test
    @Rule("PROP-5")
    void thePortItselfAnswersWhatEveryPortDoes() {
        BuiltInProperties.assertOf(pin, pin.format());
    }
}

package portcls.ports.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.api.time.ReferenceTime.millis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.IServiceGroup;
import portcls.api.adapter.Adapter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiEvent;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.ks.KsState;
import portcls.conformance.Rule;
import portcls.ports.FakeDMus;
import portcls.ports.TestHouse;
import portcls.ports.midi.MusicPort;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** From the miniport's events to the client's message. */
class DMusCaptureTest {
    private static final int WHOLE = DMusKernelEvent.COMPLETE;
    private static final int RAW = DMusKernelEvent.INCOMPLETE;

    private final TestHouse house = new TestHouse();
    private final Adapter device = TestHouse.device("test:one");
    private final FakeDMus miniport = new FakeDMus();
    private final MidiEvent event = new MidiEvent();
    private MusicPort port;
    private CapturePin pin;

    @BeforeEach
    void open() {
        port = house.bindMusic(device, miniport);
        FilterHandle handle = house.published.getFirst().open();
        pin = (CapturePin) handle.openDirectMusicCapture(FakeDMus.IN);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule({"DMU-14", "DMU-15", "DMU-17"})
    void aNotificationFetchesWhatTheDeviceHas() {
        assertEquals(List.of("connect"), miniport.calls("connect"));
        pin.run();
        house.time().advanceTo(millis(10));
        miniport.arrive(it -> it.send(it.clock.getTime() - 5, 3, WHOLE, bytes(0x90, 60, 100)));
        assertEquals(List.of(), miniport.calls("fetch"));
        house.time().advanceTo(millis(20));
        assertEquals(1, miniport.calls("fetch").size());
        assertEquals(0, miniport.calls("service").size());
        assertTrue(pin.receive(event));
        assertEquals("90 3c 64", event.toString());
        assertEquals(3, event.channelGroup());
        assertEquals(millis(10) - 5, event.time100ns());
        assertNothingOut();
        pin.stop();
        pin.close();
        assertEquals(
                List.of("disconnect", "closeStream MIDI_CAPTURE"),
                miniport.calls.subList(miniport.calls.size() - 2, miniport.calls.size()));
    }

    @Test
    @Rule({"DMU-16", "MEV-3"})
    void rawBytesAreParsedAndWholeMessagesPassStraight() {
        pin.run();
        miniport.arrive(
                it -> {
                    it.send(0, 0, RAW, bytes(0x90, 60, 100, 61, 100, 0xF0, 1, 2));
                    it.send(millis(1), 0, WHOLE, bytes(0xF8));
                    it.send(millis(1), 0, RAW, bytes(3, 0xF7, 0x80, 60));
                    it.send(millis(2), 0, RAW, bytes(64));
                    it.send(millis(2), 0, WHOLE, bytes(0xC0, 7));
                });
        house.time().advanceTo(millis(2));
        assertEquals(
                List.of(
                        "0 0: 90 3c 64",
                        "0 0: 90 3d 64",
                        "1 0: f8",
                        "0 0: f0 01 02 03 f7",
                        "1 0: 80 3c 40",
                        "2 0: c0 07"),
                received());
        assertEquals(6, counter("midi.messages"));
        assertEquals(16, counter("midi.bytes"));
        assertNothingOut();
    }

    @Test
    @Rule({"DMU-16", "DMU-25"})
    void eachGroupIsAWireOfItsOwn() {
        pin.run();
        byte[] sysex = new byte[3000];
        sysex[0] = (byte) 0xF0;
        sysex[2999] = (byte) 0xF7;
        miniport.arrive(
                it -> {
                    for (int i = 0; i < 3000; i += 1000) {
                        byte[] part = java.util.Arrays.copyOfRange(sysex, i, i + 1000);
                        it.send(0, 1, RAW, part);
                        it.send(0, 2, RAW, part);
                        it.send(0, 3, RAW, bytes(0x90));
                        it.send(0, 3, RAW, bytes(60));
                        it.send(0, 3, RAW, bytes(1 + i / 1000));
                    }
                });
        house.time().advance(0);
        List<String> got = received();
        assertEquals(List.of("0 3: 90 3c 01", "0 3: 90 3c 02"), got.subList(0, 2));
        assertTrue(got.get(2).startsWith("0 1: f0") && got.get(3).startsWith("0 2: f0"));
        assertEquals("0 1: f0".length() + 2999 * 3, got.get(2).length());
        assertEquals("0 3: 90 3c 03", got.get(4));
        assertEquals(0, counter("midi.aborted"));
        assertNothingOut();
    }

    @Test
    @Rule({"DMU-10", "MEV-4", "MEV-5"})
    void chainsAndPackagesAreTakenApartInOrder() {
        pin.run();
        miniport.arrive(
                it -> {
                    DMusKernelEvent[] e = new DMusKernelEvent[6];
                    for (int i = 0; i < e.length; i++) {
                        e[i] = Objects.requireNonNull(it.allocator.getMessage());
                        e[i].setShort(0xC0 | i << 8, 2);
                    }
                    DMusKernelEvent outer = Objects.requireNonNull(it.allocator.getMessage());
                    DMusKernelEvent inner = Objects.requireNonNull(it.allocator.getMessage());
                    e[0].setNext(outer);
                    outer.setPackaged(e[1]);
                    outer.setFlags(outer.flags() | RAW);
                    e[1].setNext(inner);
                    inner.setPackaged(e[2]);
                    e[2].setNext(e[3]);
                    inner.setNext(e[4]);
                    outer.setNext(e[5]);
                    it.pass(e[0]);
                });
        house.time().advance(0);
        assertEquals(
                List.of(
                        "0 0: c0 00",
                        "0 0: c0 01",
                        "0 0: c0 02",
                        "0 0: c0 03",
                        "0 0: c0 04",
                        "0 0: c0 05"),
                received());
        assertNothingOut();
    }

    @Test
    @Rule({"DMU-19", "STR-6", "DMU-20"})
    void inputFlowsInRunAndPauseAndIsThrownAwayElse() {
        int[] count = new int[1];
        for (KsState state :
                List.of(
                        KsState.STOP,
                        KsState.ACQUIRE,
                        KsState.PAUSE,
                        KsState.RUN,
                        KsState.PAUSE,
                        KsState.ACQUIRE,
                        KsState.STOP)) {
            pin.setState(state);
            count[0]++;
            miniport.arrive(it -> it.send(0, 0, WHOLE, bytes(0xC0, count[0])));
            miniport.arrive(it -> it.send(0, 0, RAW, bytes(0xD0, count[0])));
            house.time().advance(millis(1));
            if (state == KsState.ACQUIRE && count[0] > 2) {
                assertEquals(
                        List.of("c0 03", "d0 03", "c0 04", "d0 04", "c0 05", "d0 05"),
                        received().stream().map(it -> it.substring(it.indexOf(':') + 2)).toList());
            }
        }
        assertFalse(pin.receive(event));
        assertNothingOut();
    }

    @Test
    @Rule("CLK-8")
    void aStampBecomesPresentationTime() {
        house.time().advanceTo(millis(1000));
        pin.run();
        house.time().advanceTo(millis(1010));
        pin.pause();
        house.time().advanceTo(millis(2000));
        miniport.arrive(it -> it.send(millis(1999), 0, WHOLE, bytes(0xC0, 1)));
        house.time().advance(0);
        pin.run();
        miniport.arrive(it -> it.send(millis(1995), 0, WHOLE, bytes(0xC0, 2)));
        miniport.arrive(it -> it.send(millis(2004), 0, WHOLE, bytes(0xC0, 3)));
        house.time().advanceTo(millis(2005));
        assertEquals(List.of("10 0: c0 01", "10 0: c0 02", "14 0: c0 03"), received());
    }

    @Test
    @Rule("DMU-17")
    void aBufferIsFilledWithEventHeaders() {
        pin.run();
        miniport.arrive(it -> it.send(millis(5), 2, WHOLE, bytes(0x90, 60, 100)));
        miniport.arrive(it -> it.send(millis(5) + 7, 1, WHOLE, bytes(0xF8)));
        house.time().advanceTo(millis(9));
        ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(millis(5), pin.read(buffer));
        buffer.flip();
        assertEquals(48, buffer.limit());
        assertEquals(List.of(3, 2), List.of(buffer.getInt(0), buffer.getInt(4)));
        assertEquals(0, buffer.getLong(8));
        assertEquals(1, buffer.getInt(16));
        assertEquals((byte) 0x90, buffer.get(20));
        assertEquals(List.of(1, 1), List.of(buffer.getInt(24), buffer.getInt(28)));
        assertEquals(7, buffer.getLong(32));
        assertEquals((byte) 0xF8, buffer.get(44));
    }

    @Test
    void whoDoesNotReadLosesTheNewestAndTheDriverIsNeverOutOfEvents() {
        pin.run();
        for (int i = 0; i < 5000; i++) {
            int number = i;
            miniport.arrive(it -> it.send(0, 0, WHOLE, bytes(0xF2, number & 127, number >> 7)));
            house.time().advance(0);
        }
        long lost = counter("midi.lost");
        assertTrue(lost > 0 && lost < 5000, "lost=" + lost);
        int read = 0;
        while (pin.receive(event)) {
            assertEquals(read, event.data()[1] | event.data()[2] << 7);
            read++;
        }
        assertEquals(5000, read + lost);
        assertNothingOut();
    }

    @Test
    void whatIsNoMessageIsCounted() {
        pin.run();
        miniport.arrive(it -> it.send(0, 0, WHOLE, bytes(60, 100)));
        miniport.arrive(it -> it.send(0, 0, WHOLE));
        miniport.arrive(it -> it.send(0, 0, RAW));
        house.time().advance(0);
        assertFalse(pin.receive(event));
        assertEquals(2, counter("midi.stray"));
        assertNothingOut();
    }

    @Test
    @Rule("SVC-11")
    void aNotificationFetchesFromTheStreamsAndNeverCallsService() {
        pin.run();
        miniport.arrive(it -> it.send(0, 0, WHOLE, bytes(0xC0, 1)));
        house.time().advance(0);
        assertTrue(pin.receive(event));
        assertFalse(miniport.calls("fetch").isEmpty());
        assertTrue(miniport.calls("service").isEmpty());
    }

    @Test
    @Rule({"SVC-12", "SVC-13"})
    void notifyingNothingServesTheGroupsOfAllStreams() {
        IServiceGroup own = house.system.newServiceGroup(device);
        FakeDMus grouped = new FakeDMus();
        grouped.streamGroup = own;
        MusicPort ownPort = house.bindMusic(TestHouse.device("test:own"), grouped);
        FilterHandle handle = house.published.get(1).open();
        CapturePin ownPin = (CapturePin) handle.openDirectMusicCapture(FakeDMus.IN);
        ownPin.run();
        ownPort.notify(own);
        house.time().advance(0);
        assertEquals(1, grouped.calls("fetch").size());
        ownPort.notify(null);
        house.time().advance(0);
        assertTrue(grouped.calls("fetch").size() >= 2);
        ownPin.close();
        int before = grouped.calls.size();
        ownPort.notify(null);
        own.requestService();
        house.time().advance(0);
        assertEquals(before, grouped.calls.size());
    }

    @Test
    @Rule("DMU-15")
    void whatIsNotConnectedGoesToTheAllocator() {
        FakeDMus.Stream stream = miniport.streams.getFirst();
        pin.run();
        pin.close();
        assertNull(stream.output);
        stream.send(0, 0, WHOLE, bytes(0xC0, 1));
        assertNothingOut();
    }

    @Test
    void aDriverThatGivesEventsFromAThreadOfItsOwnIsToldSo() {
        pin.run();
        FakeDMus.Stream stream = miniport.streams.getFirst();
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () -> stream.send(0, 0, WHOLE, bytes(0xC0, 1)));
        assertTrue(e.getMessage().contains("notify the port"), e.getMessage());
    }

    @Test
    void aDriverThatBreaksIsTakenAway() {
        pin.run();
        miniport.arrive(
                it -> {
                    throw new IllegalStateException("bug");
                });
        house.time().advance(0);
        TestHouse.await("the filter goes", () -> miniport.calls.contains("close"));
        assertEquals(
                List.of("FakeDMus failed in putMessage: java.lang.IllegalStateException: bug"),
                house.broken);
        assertTrue(port.filter().isEmpty());
    }

    private List<String> received() {
        List<String> all = new ArrayList<>();
        while (pin.receive(event)) {
            all.add(event.time100ns() / 10_000 + " " + event.channelGroup() + ": " + event);
        }
        return all;
    }

    private void assertNothingOut() {
        assertEquals(0, pin.pool().outstanding(), "events of the port");
        assertEquals(0, pin.driversPool().outstanding(), "events of the driver");
        assertEquals(0, pin.driversPool().outstandingBuffers(), "buffers of the driver");
    }

    private long counter(String id) {
        return pin.counters().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

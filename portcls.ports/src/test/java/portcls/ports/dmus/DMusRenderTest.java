package portcls.ports.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
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
import portcls.api.client.DirectMusicPin;
import portcls.api.client.EventPackage;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiPin;
import portcls.api.dmus.DMusStream;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.SynthClockProperty;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.BuiltInProperties;
import portcls.ports.FakeDMus;
import portcls.ports.TestHouse;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** From the client's message to the miniport's stream. */
class DMusRenderTest {
    private final TestHouse house = new TestHouse();
    private final FakeDMus miniport = new FakeDMus();
    private Filter filter;
    private DirectMusicRenderPin pin;

    @BeforeEach
    void open() {
        house.bindMusic(TestHouse.device("test:one"), miniport);
        filter = house.published.getFirst();
        pin = (DirectMusicRenderPin) filter.openDirectMusic();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule({"DMU-1", "DMU-2", "DMU-4"})
    void aPinMayCarryBothKindsOfMusic() {
        assertEquals(List.of("newStream 0 MIDI_RENDER SUBTYPE_DIRECTMUSIC"), created());
        try (MidiPin midi = filter.openMidi()) {
            assertFalse(midi instanceof DirectMusicPin);
            assertEquals("newStream 0 MIDI_RENDER SUBTYPE_MIDI", created().getLast());
            midi.run();
            midi.write(0, music(0, 0x90));
            house.time().advance(0);
            assertEquals(List.of("0/0 0:904040"), miniport.delivered);
        }
        filter.openMidiCapture().close();
        assertEquals("newStream 1 MIDI_CAPTURE SUBTYPE_MIDI", created().getLast());
        try (FilterHandle handle = filter.open()) {
            handle.openDirectMusicCapture(handle.firstDirectMusicPin(true));
            assertEquals("newStream 1 MIDI_CAPTURE SUBTYPE_DIRECTMUSIC", created().getLast());
        }
    }

    @Test
    @Rule("DMU-2")
    void whoKnowsMidiAloneFindsNoPinOfTimeStampedMusic() {
        FakeDMus newer = new FakeDMus();
        newer.descriptor =
                portcls.api.ks.FilterDescriptor.builder("newer")
                        .pin(
                                portcls.api.ks.PinDescriptor.streaming(
                                        portcls.api.ks.DataFlow.IN,
                                        portcls.api.ks.PinCategories.SYNTHESIZER,
                                        portcls.api.ks.DataRange.directMusic()))
                        .build();
        house.bindMusic(TestHouse.device("test:newer"), newer);
        try (FilterHandle handle = house.published.get(1).open()) {
            assertEquals(0, handle.firstDirectMusicPin(false));
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(PortClsException.class, () -> handle.firstMidiPin(false))
                            .status());
        }
    }

    @Test
    @Rule({"DMU-3", "DMU-24", "DMU-25"})
    void eachInstanceIsAStreamWithAnAllocatorOfItsOwn() {
        DirectMusicPin second = filter.openDirectMusic();
        assertEquals(2, miniport.streams.size());
        assertNotSame(miniport.streams.get(0).allocator, miniport.streams.get(1).allocator);
        pin.run();
        second.run();
        pin.send(millis(5), 7, noteOn(3, 60, 100));
        assertEquals(1, pin.queued());
        assertEquals(0, second.queued());
        second.send(millis(5), 65_535, noteOn(3, 60, 100));
        house.time().advanceTo(millis(5));
        assertEquals(List.of("5/5 7:933c64", "5/5 65535:933c64"), sorted());
        assertEquals(
                Status.INVALID_PARAMETER,
                assertThrows(PortClsException.class, () -> pin.send(0, 65_536, 0x90)).status());
        assertEquals(0, pin.queued());
    }

    @Test
    @Rule({"DMU-5", "DMU-6", "DMU-22"})
    void aBufferOfEventHeadersPlaysEachAtItsOwnTime() {
        pin.run();
        ByteBuffer buffer =
                headers(
                        millis(20),
                        2,
                        bytes(0x90, 60, 100),
                        1,
                        0,
                        bytes(0xC0, 5),
                        millis(-5),
                        1,
                        bytes(0xF0, 1, 2, 3, 4, 5, 6, 7, 0xF7),
                        0,
                        0,
                        new byte[0]);
        pin.write(millis(10), buffer);
        assertEquals(0, buffer.remaining());
        house.time().advanceTo(millis(50));
        assertEquals(
                List.of("5/5 1:f001020304050607f7", "10/10 0:c005", "30/30 2:903c64"),
                miniport.delivered);
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
                List.of("10/10 0:903d01", "10/10 0:903e02", "20/20 0:903e01", "30/30 0:903f01"),
                miniport.delivered);
    }

    @Test
    @Rule({"DMU-8", "DMU-21"})
    void anEventIsDeliveredThatLongBeforeItsTime() {
        DirectMusicPin early = open(millis(25));
        early.run();
        early.send(millis(100), noteOn(0, 60, 1));
        early.send(millis(20), noteOn(0, 61, 1));
        house.time().advance(0);
        assertEquals(List.of("0/20 0:903d01"), miniport.delivered);
        house.time().advanceTo(millis(75) - 1);
        assertEquals(1, miniport.delivered.size());
        house.time().advance(1);
        assertEquals("75/100 0:903c01", miniport.delivered.get(1));
    }

    @Test
    @Rule({"DMU-8", "DMU-21"})
    void aDeviceThatSequencesItselfGetsAllAtOnceInOrderOfArrival() {
        for (long all : new long[] {DMusStream.DONT_HOLD_FOR_SEQUENCING}) {
            DirectMusicPin direct = open(all);
            direct.pause();
            direct.send(millis(500), noteOn(0, 60, 1));
            direct.send(millis(100), noteOn(0, 61, 1));
            house.time().advanceTo(millis(10));
            assertEquals(List.of(), miniport.delivered);
            direct.run();
            direct.send(ReferenceTime.NEVER, noteOn(0, 62, 1));
            house.time().advance(0);
            assertEquals(
                    List.of("10/510 0:903c01", "10/110 0:903d01"),
                    miniport.delivered.subList(0, 2));
            assertTrue(miniport.delivered.get(2).endsWith("0:903e01"));
        }
    }

    @Test
    @Rule("DMU-8")
    void aHugePreFetchIsAtOnceToo() {
        DirectMusicPin direct = open(Long.MAX_VALUE);
        direct.run();
        direct.send(millis(500), noteOn(0, 60, 1));
        direct.send(millis(100), noteOn(0, 61, 1));
        house.time().advance(0);
        assertEquals(List.of("0/100 0:903d01", "0/500 0:903c01"), miniport.delivered);
        house.time().advance(millis(1));
    }

    @Test
    @Rule({"CLK-5", "MID-5"})
    void whatIsPastPlaysAtOnceAndIsCounted() {
        pin.run();
        house.time().advanceTo(millis(50));
        pin.send(millis(10), noteOn(0, 60, 100));
        pin.send(millis(49), noteOn(0, 61, 100));
        house.time().advance(0);
        assertEquals(List.of("50/10 0:903c64", "50/49 0:903d64"), miniport.delivered);
        assertEquals(1, counter("midi.late"));
        assertEquals(2, counter("midi.events"));
        assertEquals(6, counter("midi.bytes"));
    }

    @Test
    @Rule({"CLK-8", "DMU-8"})
    void theStampIsMasterTimeAtDeliveryAlsoAfterAPause() {
        house.time().advanceTo(millis(1000));
        pin.run();
        pin.send(millis(10), noteOn(0, 60, 1));
        pin.send(millis(30), noteOff(0, 60));
        house.time().advanceTo(millis(1020));
        pin.pause();
        house.time().advanceTo(millis(5000));
        pin.run();
        house.time().advanceTo(millis(6000));
        assertEquals(List.of("1010/1010 0:903c01", "5010/5010 0:803c40"), miniport.delivered);
        pin.stop();
        assertEquals(0, pin.now());
        pin.run();
        pin.send(millis(1), noteOn(0, 61, 1));
        house.time().advance(millis(2));
        assertEquals("6001/6001 0:903d01", miniport.delivered.getLast());
    }

    @Test
    @Rule({"MEV-4", "MEV-6", "DMU-10"})
    void aPackageIsOneEventAndNothingComesBetween() {
        pin.run();
        byte[] sysex = new byte[2000];
        sysex[0] = (byte) 0xF0;
        sysex[1999] = (byte) 0xF7;
        EventPackage chord =
                new EventPackage()
                        .add(1, noteOn(0, 60, 100))
                        .add(2, sysex)
                        .add(1, noteOn(0, 64, 100));
        pin.send(millis(10), noteOn(0, 1, 1));
        pin.send(millis(10), chord);
        pin.send(millis(10), noteOn(0, 2, 2));
        pin.send(millis(10), chord.clear());
        house.time().advanceTo(millis(10));
        assertEquals(
                List.of(
                        "10/10 0:900101",
                        "10/10 0:[1:903c64 + 2~(1024) + 2:(976) + 1:904064]",
                        "10/10 0:900202"),
                miniport.delivered);
        assertEquals(0, pin.queued());
        assertEquals(0, pin.pool().outstandingBuffers());
    }

    @Test
    @Rule({"MEV-6", "CLK-8"})
    void everythingInAPackageIsStamped() {
        house.time().advanceTo(millis(700));
        long[] stamps = new long[3];
        miniport.handler =
                (stream, event) -> {
                    stamps[0] = event.presentationTime100ns();
                    var inside = java.util.Objects.requireNonNull(event.packaged());
                    stamps[1] = inside.presentationTime100ns();
                    stamps[2] =
                            java.util.Objects.requireNonNull(inside.next()).presentationTime100ns();
                    stream.allocator.putMessage(event);
                };
        pin.run();
        pin.send(millis(3), new EventPackage().add(0, 0x90).add(0, 0x91));
        house.time().advance(millis(5));
        assertEquals(
                List.of(millis(703), millis(703), millis(703)),
                List.of(stamps[0], stamps[1], stamps[2]));
    }

    @Test
    @Rule({"MEV-4", "DMU-20"})
    void aPackageThatStopCutsOffPlaysNothingOfIt() {
        pin.run();
        pin.send(millis(10), new EventPackage().add(0, noteOn(0, 60, 1)).add(0, new byte[3000]));
        assertEquals(5, pin.queued());
        house.time().advanceTo(millis(9));
        pin.stop();
        pin.run();
        house.time().advance(millis(100));
        assertEquals(List.of(), miniport.delivered);
        assertEquals(0, pin.queued());
        assertEquals(0, pin.pool().outstandingBuffers());
    }

    @Test
    @Rule("MEV-4")
    void aPackageWithABadMessageIsRefusedWhole() {
        pin.run();
        EventPackage bad = new EventPackage().add(0, noteOn(0, 60, 1)).add(0, 0x12);
        assertEquals(
                Status.INVALID_PARAMETER,
                assertThrows(PortClsException.class, () -> pin.send(0, bad)).status());
        assertEquals(0, pin.queued());
        EventPackage huge = new EventPackage();
        byte[] much = new byte[70 * 1024 * 1024];
        huge.add(0, much);
        assertEquals(
                Status.INSUFFICIENT_RESOURCES,
                assertThrows(PortClsException.class, () -> pin.send(0, huge)).status());
        house.time().advance(millis(1));
        assertEquals(List.of(), miniport.delivered);
    }

    @Test
    @Rule({"MEV-1", "MEV-2", "MEV-3", "MEV-8", "MEV-9"})
    void messagesOfAnyLengthArriveWhole() {
        pin.run();
        pin.send(0, 0, bytes(0xF0, 0xF7), 0, 2);
        pin.send(0, 0, bytes(0xF0, 1, 2, 3, 4, 5, 6, 0xF7), 0, 8);
        pin.send(0, 0, bytes(0xF0, 1, 2, 3, 4, 5, 6, 7, 0xF7), 0, 9);
        int[] total = new int[1];
        int[] pieces = new int[1];
        house.time().advance(0);
        assertEquals(
                List.of("0/0 0:f0f7", "0/0 0:f0010203040506f7", "0/0 0:f001020304050607f7"),
                miniport.delivered);
        miniport.handler =
                (stream, event) -> {
                    for (var e = event; e != null; e = e.next()) {
                        total[0] += e.length();
                        pieces[0]++;
                        assertEquals(e.next() != null, e.isIncomplete());
                    }
                    stream.allocator.putMessage(event);
                };
        byte[] megabyte = new byte[1 << 20];
        pin.send(0, 0, megabyte, 0, megabyte.length);
        house.time().advance(0);
        assertEquals(1 << 20, total[0]);
        assertEquals(1024, pieces[0]);
        assertEquals(0, pin.queued());
    }

    @Test
    @Rule({"DMU-18", "DMU-20"})
    void nothingIsDeliveredButInRunAndStopGivesAllBack() {
        pin.setState(KsState.ACQUIRE);
        pin.send(millis(1), noteOn(0, 60, 1));
        pin.pause();
        pin.send(millis(2), noteOn(0, 61, 1));
        house.time().advance(millis(100));
        assertEquals(List.of(), miniport.delivered);
        int size = pin.pool().size();
        for (int i = 0; i < 500; i++) {
            pin.send(millis(100 + i % 17), noteOn(0, 60, 1));
        }
        miniport.handler = FakeDMus.Stream::hold;
        pin.run();
        house.time().advance(millis(105));
        assertTrue(pin.queued() > 500);
        pin.stop();
        assertEquals(0, pin.queued());
        pin.close();
        assertEquals(size, pin.pool().size());
        assertEquals(0, pin.pool().outstanding());
        assertEquals("closeStream MIDI_RENDER", miniport.calls.getLast());
    }

    @Test
    @Rule({"CLK-2", "CLK-3"})
    void theFilterTellsTheMasterTime() {
        house.time().advanceTo(millis(77));
        pin.run();
        pin.pause();
        assertEquals(millis(77), pin.get(SynthClockProperty.MASTERCLOCK));
        house.time().advance(5);
        try (FilterHandle handle = filter.open()) {
            assertEquals(millis(77) + 5, handle.get(SynthClockProperty.MASTERCLOCK));
        }
    }

    @Test
    void withoutALatencyClockTheEarliestTimeIsNow() {
        pin.run();
        house.time().advance(millis(12));
        assertEquals(millis(12), pin.latencyTime());
        assertTrue(pin.synthesizer().isEmpty());
    }

    @Test
    void aBadBufferPlaysNothing() {
        pin.run();
        for (ByteBuffer bad :
                List.of(
                        headers(0, 0, bytes(0x90, 1, 1)).putInt(0, 100),
                        headers(0, 0, bytes(0x90, 1, 1)).putInt(0, -1),
                        headers(0, 0, bytes(0x90, 1, 1)).putInt(4, 65_536),
                        headers(Long.MAX_VALUE, 0, bytes(0x90, 1, 1)),
                        headers(0, 0, bytes(0x90, 1, 1)).limit(12))) {
            PortClsException e =
                    assertThrows(PortClsException.class, () -> pin.write(millis(1), bad));
            assertEquals(Status.INVALID_PARAMETER, e.status());
        }
        house.time().advance(millis(10));
        assertEquals(List.of(), miniport.delivered);
    }

    @Test
    void anOpenPinStaysWithItsKindOfMusic() {
        pin.set(ConnectionProperty.DATAFORMAT, DataFormat.directMusic());
        assertEquals(
                Status.INVALID_DEVICE_STATE,
                assertThrows(
                                PortClsException.class,
                                () -> pin.set(ConnectionProperty.DATAFORMAT, DataFormat.midi()))
                        .status());
    }

    @Test
    void sendingAllocatesNothingAfterWarmUp() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        miniport.handler = (stream, event) -> stream.allocator.putMessage(event);
        EventPackage chord =
                new EventPackage().add(0, noteOn(0, 60, 1)).add(1, new byte[20]).add(0, 0x90);
        ByteBuffer buffer = headers(0, 1, bytes(0x90, 60, 1), 3, 2, new byte[40]);
        pin.run();
        long[] used = new long[1];
        for (int round = 0; round < 6; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 30_000; i++) {
                pin.send(pin.now() + i % 3, 1, noteOn(0, i & 127, 100));
                pin.send(pin.now() + 2, chord);
                pin.write(pin.now(), buffer.rewind());
                if (i % 100 == 0) {
                    house.time().advanceTo(house.time().getTime() + 10);
                }
            }
            house.time().advanceTo(house.time().getTime() + 10);
            used[0] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, pin.queued());
        assertTrue(used[0] < 20_000, "bytes allocated for 210000 events: " + used[0]);
    }

    @Test
    @Rule("DMU-8")
    void theEarliestStampThereIsPlaysAtOnceWhateverThePreFetch() {
        DirectMusicPin early = open(millis(100_000_000));
        early.run();
        early.send(millis(200_000_000), 0, noteOn(0, 1, 1));
        house.time().advance(millis(1));
        early.send(Long.MIN_VALUE, 0, noteOn(0, 2, 2));
        house.time().advance(millis(1));
        assertEquals(1, miniport.delivered.size(), miniport.delivered.toString());
    }

    private DirectMusicPin open(long preFetch) {
        miniport.preFetch = preFetch;
        return assertInstanceOf(DirectMusicPin.class, filter.openDirectMusic());
    }

    private List<String> created() {
        return miniport.calls("newStream");
    }

    private List<String> sorted() {
        return miniport.delivered.stream().sorted(java.util.Comparator.reverseOrder()).toList();
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

    /** Structures: delta, group, bytes. */
    static ByteBuffer headers(Object... deltasGroupsAndBytes) {
        ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < deltasGroupsAndBytes.length; i += 3) {
            byte[] data = (byte[]) deltasGroupsAndBytes[i + 2];
            buffer.putInt(data.length)
                    .putInt((Integer) deltasGroupsAndBytes[i + 1])
                    .putLong(((Number) deltasGroupsAndBytes[i]).longValue())
                    .putInt(1)
                    .put(data);
            while (buffer.position() % 8 != 0) {
                buffer.put((byte) 0x55);
            }
        }
        return buffer.flip();
    }

    /** A KSMUSICFORMAT structure of a delta and a three-byte message with that status. */
    private static ByteBuffer music(int delta, int status) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(delta)
                .putInt(3)
                .put((byte) status)
                .put((byte) 0x40)
                .put((byte) 0x40)
                .put((byte) 0)
                .flip();
    }

    @Test
    @Rule("PROP-5")
    void thePortItselfAnswersWhatEveryPortDoes() {
        BuiltInProperties.assertOf(pin, pin.format());
    }
}

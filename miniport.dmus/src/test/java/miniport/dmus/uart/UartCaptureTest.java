package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.ResourceType;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IMXF;
import portcls.api.dmus.StreamType;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.conformance.Rule;
import portcls.mpu401.ByteRing;
import portcls.testkit.FakeMpu401;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** MIDI into the DMus UART. */
final class UartCaptureTest {
    private final FakeSystem system = new FakeSystem();
    private final FakeMpu401 device = new FakeMpu401();
    private final FakeAllocator allocator = new FakeAllocator();
    private final DMusUartMiniport miniport = new DMusUartMiniport();
    private final Sink sink = new Sink();
    private IMXF stream = allocator;

    @BeforeEach
    void open() throws IOException {
        miniport.init(
                system.adapter,
                FakeResources.of(device, FakeResources.any(ResourceType.INTERRUPT)),
                system.port);
        stream =
                miniport.newStream(
                                4,
                                StreamType.MIDI_CAPTURE,
                                DataFormat.directMusic(),
                                allocator,
                                system.clock)
                        .mxf();
        stream.connectOutput(sink);
    }

    @Test
    @Rule({"DMU-14", "DMU-16", "MEV-3"})
    void interruptStoresAndTheNextServiceSendsRawEvents() throws IOException {
        run();
        assertTrue(arrive(IntStream.rangeClosed(1, 17).toArray()));
        assertEquals(1, system.notifications());
        assertEquals(List.of(), sink.chains, "nothing is sent by the interrupt");

        stream.putMessage(null);
        assertEquals(1, sink.chains.size());
        List<FakeEvent> chain = sink.chains.getFirst();
        assertEquals(
                List.of(8, 8, 1), chain.stream().map(FakeEvent::length).toList(), "bytes in each");
        assertEquals(IntStream.rangeClosed(1, 17).boxed().toList(), sink.bytes());
        for (FakeEvent event : chain) {
            assertEquals(DMusKernelEvent.INCOMPLETE, event.flags());
            assertEquals(1, event.channelGroup());
            assertEquals(DMusKernelEvent.NO_BYTE_POSITION, event.bytePosition());
        }
    }

    @Test
    @Rule({"DMU-14", "MEV-6"})
    void burstHasTheTimeOfItsFirstByte() throws IOException {
        run();
        system.tick100ns = 0;
        system.now100ns = 1_000;
        arrive(IntStream.range(0, 9).toArray());
        system.now100ns = 4_200;
        arrive(100);
        system.now100ns = 9_000;
        stream.putMessage(null);
        assertEquals(
                List.of(1_000L, 1_000L),
                sink.chains.getFirst().stream().map(FakeEvent::presentationTime100ns).toList());

        arrive(101);
        stream.putMessage(null);
        assertEquals(9_000, sink.chains.getLast().getFirst().presentationTime100ns());
    }

    @Test
    void nothingCameNothingIsSent() throws IOException {
        run();
        assertFalse(system.sync.raise(), "a foreign interrupt");
        stream.putMessage(null);
        assertEquals(List.of(), sink.chains);
        assertEquals(0, system.notifications());
    }

    @Test
    @Rule("DMU-19")
    void storesInRunAloneAndSendsInPauseToo() throws IOException {
        stream.setState(KsState.ACQUIRE);
        arrive(1);
        stream.setState(KsState.PAUSE);
        arrive(2);
        stream.putMessage(null);
        stream.setState(KsState.RUN);
        arrive(3);
        stream.setState(KsState.PAUSE);
        arrive(4);
        stream.putMessage(null);
        assertEquals(List.of(3), sink.bytes());
    }

    @Test
    @Rule("DMU-19")
    void throwsAwayWhatWasNotSentBelowPause() throws IOException {
        run();
        arrive(1, 2, 3);
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.ACQUIRE);
        stream.putMessage(null);
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.RUN);
        stream.putMessage(null);
        arrive(4);
        stream.putMessage(null);
        assertEquals(List.of(4), sink.bytes());
    }

    @Test
    @Rule("DMU-15")
    void withoutASinkTheEventsGoToTheAllocator() throws IOException {
        stream.disconnectOutput(sink);
        run();
        arrive(1, 2, 3);
        stream.putMessage(null);
        assertEquals(List.of(), sink.chains);
        assertEquals(0, allocator.outstanding);
    }

    @Test
    void bytesWaitWhileAllEventsAreOut() throws IOException {
        run();
        allocator.limit = 1;
        arrive(IntStream.range(0, 10).toArray());
        stream.putMessage(null);
        stream.putMessage(null);
        assertEquals(8, sink.bytes().size());

        sink.chains.getFirst().forEach(allocator::putMessage);
        stream.putMessage(null);
        assertEquals(IntStream.range(0, 10).boxed().toList(), sink.bytes());
    }

    @Test
    void overflowLosesTheNewestBytesAndTellsHowMany() throws IOException {
        run();
        arrive(IntStream.range(0, ByteRing.CAPACITY - 1).map(i -> i & 0x7F).toArray());
        arrive(100, 101, 102);
        stream.putMessage(null);
        List<Integer> bytes = sink.bytes();
        assertEquals(ByteRing.CAPACITY, bytes.size());
        assertEquals(100, bytes.getLast());

        List<String> told = Logged.during(() -> stream.setState(KsState.PAUSE));
        assertEquals(1, told.size());
        assertTrue(told.getFirst().contains("Test device lost 2 bytes"), told.getFirst());
        assertEquals(List.of(), Logged.during(() -> stream.setState(KsState.ACQUIRE)), "once");
    }

    @Test
    void whatIsPutIntoItGoesToTheAllocator() throws IOException {
        stream.putMessage(allocator.message(0xC0, 1));
        assertEquals(0, allocator.outstanding);
    }

    @Test
    void closedStreamCapturesNothing() throws IOException {
        run();
        stream.close();
        assertTrue(arrive(1), "the interrupt is still its own");
        assertEquals(0, system.notifications());
    }

    private void run() throws IOException {
        stream.setState(KsState.ACQUIRE);
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.RUN);
    }

    private boolean arrive(int... bytes) {
        for (int value : bytes) {
            device.input.add(value);
        }
        return system.sync.raise();
    }

    /** Keeps what it gets. */
    private static final class Sink implements IMXF {
        final List<List<FakeEvent>> chains = new ArrayList<>();

        @Override
        public void putMessage(@Nullable DMusKernelEvent first) {
            List<FakeEvent> chain = new ArrayList<>();
            for (DMusKernelEvent event = first; event != null; ) {
                DMusKernelEvent following = event.next();
                event.setNext(null);
                chain.add((FakeEvent) event);
                event = following;
            }
            chains.add(chain);
        }

        List<Integer> bytes() {
            return chains.stream()
                    .flatMap(List::stream)
                    .flatMap(event -> event.bytes.stream())
                    .toList();
        }
    }
}

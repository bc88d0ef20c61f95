package miniport.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.ResourceType;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.conformance.Rule;
import portcls.mpu401.ByteRing;
import portcls.mpu401.Mpu401;
import portcls.testkit.FakeMpu401;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** MIDI into the UART. */
@Timeout(20)
final class UartCaptureTest {
    private final FakeSystem system = new FakeSystem();
    private final FakeMpu401 device = new FakeMpu401();
    private final UartMiniport miniport = new UartMiniport();
    private IMiniportMidiStream stream = new IMiniportMidiStream() {};

    @BeforeEach
    void open() throws IOException {
        miniport.init(
                system.adapter,
                FakeResources.of(device, FakeResources.any(ResourceType.INTERRUPT)),
                system.port);
        stream = miniport.newStream(1, true, DataFormat.midi());
    }

    @Test
    @Rule("SVC-19")
    void portIsNotifiedWhenTheInterruptIsCleared() throws IOException {
        List<Integer> left = new ArrayList<>();
        system.onNotify = () -> left.add(device.input.size());
        stream.setState(KsState.RUN);
        assertTrue(arrive(0x90, 60, 100));
        assertEquals(List.of(0), left, "one notification, with an empty FIFO");
        assertEquals(List.of(0x90, 60, 100), read());
    }

    @Test
    void foreignInterruptIsNotClaimed() throws IOException {
        stream.setState(KsState.RUN);
        assertFalse(system.sync.raise());
        assertEquals(0, system.notifications());
    }

    @Test
    @Rule({"STR-4", "STR-5"})
    void capturesInRunAlone() throws IOException {
        arriveIn(KsState.STOP, 1);
        arriveIn(KsState.ACQUIRE, 2);
        arriveIn(KsState.PAUSE, 3);
        arriveIn(KsState.RUN, 4);
        arriveIn(KsState.PAUSE, 5);
        arriveIn(KsState.RUN, 6);
        arriveIn(KsState.PAUSE, 7);
        assertEquals(List.of(4, 6), read());
        assertEquals(2, system.notifications());
    }

    @Test
    void stopForgetsWhatWasNotRead() throws IOException {
        arriveIn(KsState.RUN, 1);
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.ACQUIRE);
        stream.setState(KsState.STOP);
        assertEquals(List.of(), read());
    }

    @Test
    void closedStreamCapturesNothing() throws IOException {
        stream.setState(KsState.RUN);
        stream.close();
        assertTrue(arrive(1));
        assertEquals(0, system.notifications());
        assertEquals(List.of(), read());
    }

    @Test
    void readsInPiecesUntilNothingIsLeft() throws IOException {
        stream.setState(KsState.RUN);
        arrive(1, 2, 3, 4, 5);
        ByteBuffer two = ByteBuffer.allocate(2);
        assertEquals(2, stream.read(two));
        assertEquals(2, stream.read(two.clear()));
        assertEquals(1, stream.read(two.clear()));
        assertEquals(0, stream.read(two.clear()));
    }

    @Test
    void overflowLosesTheNewestBytesAndTellsHowMany() throws IOException {
        stream.setState(KsState.RUN);
        arrive(IntStream.range(0, ByteRing.CAPACITY - 5).map(i -> i & 0x7F).toArray());
        arrive(100, 101, 102, 103, 104, 105, 106, 107);
        List<Integer> bytes = read();
        assertEquals(ByteRing.CAPACITY, bytes.size());
        assertEquals(List.of(0, 1, 2), bytes.subList(0, 3));
        assertEquals(
                List.of(100, 101, 102, 103, 104),
                bytes.subList(ByteRing.CAPACITY - 5, ByteRing.CAPACITY));

        List<String> told = logOf(() -> stream.setState(KsState.PAUSE));
        assertEquals(1, told.size());
        assertTrue(told.getFirst().contains("Test device lost 3 bytes"), told.getFirst());
        assertEquals(List.of(), logOf(() -> stream.setState(KsState.RUN)), "told once");
    }

    @Test
    void deviceThatNeverRunsDryDoesNotHoldTheInterrupt() throws IOException {
        stream.setState(KsState.RUN);
        int[] much = new int[2 * Mpu401.MAX_INPUT];
        assertTrue(arrive(much));
        assertEquals(Mpu401.MAX_INPUT, device.input.size());
    }

    @Test
    @Rule("MID-10")
    void cannotBeWrittenTo() {
        PortClsException refusal =
                assertThrows(PortClsException.class, () -> stream.write(ByteBuffer.allocate(1)));
        assertEquals(Status.INVALID_DEVICE_REQUEST, refusal.status());
    }

    private void arriveIn(KsState state, int value) throws IOException {
        stream.setState(state);
        assertTrue(arrive(value), "the interrupt is its own in any state");
        assertTrue(device.input.isEmpty());
    }

    private boolean arrive(int... bytes) {
        for (int value : bytes) {
            device.input.add(value);
        }
        return system.sync.raise();
    }

    private List<Integer> read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(2 * ByteRing.CAPACITY);
        int count = stream.read(buffer);
        assertEquals(count, buffer.position());
        return IntStream.range(0, count).mapToObj(i -> buffer.get(i) & 0xFF).toList();
    }

    private interface Step {
        void run() throws IOException;
    }

    private static List<String> logOf(Step step) throws IOException {
        List<String> messages = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord message) {
                        messages.add(message.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger logger = Logger.getLogger("miniport.midi");
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            step.run();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        return messages;
    }
}

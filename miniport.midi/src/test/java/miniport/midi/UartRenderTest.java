package miniport.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.ResourceType;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.mpu401.BusyLimit;
import portcls.testkit.FakeMpu401;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** MIDI out of the UART. */
final class UartRenderTest {
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
        stream = miniport.newStream(0, false, DataFormat.midi());
    }

    @Test
    @Rule("MID-9")
    void takesEverythingWhileThereIsRoom() throws IOException {
        ByteBuffer bytes = numbers(7);
        assertEquals(7, stream.write(bytes));
        assertEquals(0, bytes.remaining());
        assertEquals(counting(7), device.sent);
    }

    @Test
    @Rule("MID-9")
    void reportsWholeGroupsOfFourWhenTheDeviceFillsUp() throws IOException {
        device.room = 6;
        ByteBuffer bytes = numbers(11);
        assertEquals(4, stream.write(bytes));
        assertEquals(7, bytes.remaining());

        device.room = 100;
        assertEquals(7, stream.write(bytes));
        assertEquals(counting(11), device.sent, "each byte once");
    }

    @Test
    @Rule("MID-9")
    void busyDeviceTakesNothing() throws IOException {
        device.room = 0;
        assertEquals(0, stream.write(numbers(3)));
        device.room = 2;
        assertEquals(0, stream.write(numbers(3)));
        device.room = 1;
        assertEquals(3, stream.write(numbers(3)));
        assertEquals(counting(3), device.sent);
    }

    @Test
    @Rule("MID-9")
    void everyByteGoesOutOnceHoweverTheRoomComes() throws IOException {
        Random random = new Random(401);
        ByteBuffer bytes = numbers(120);
        while (bytes.hasRemaining()) {
            device.room = random.nextInt(8);
            int asked = bytes.remaining();
            int taken = stream.write(bytes);
            assertTrue(taken == asked || taken % 4 == 0, "taken=" + taken + ", asked=" + asked);
            assertEquals(asked - taken, bytes.remaining());
        }
        assertEquals(counting(120), device.sent);
    }

    @Test
    @Rule({"MID-9", "MID-10"})
    void deviceThatStaysBusyIsBroken() throws IOException {
        device.room = 0;
        ByteBuffer bytes = numbers(3);
        for (int i = 1; i < BusyLimit.ATTEMPTS; i++) {
            assertEquals(0, stream.write(bytes));
        }
        IOException failure = assertThrows(IOException.class, () -> stream.write(bytes));
        assertEquals(
                "Test device took no byte in 100 attempts: see whether it is connected and on",
                failure.getMessage());
        assertEquals(0, stream.write(bytes), "the next event has its own attempts");
    }

    @Test
    void slowDeviceIsNotBroken() throws IOException {
        for (int i = 0; i < 3; i++) {
            device.room = 0;
            ByteBuffer bytes = numbers(1);
            for (int attempt = 1; attempt < BusyLimit.ATTEMPTS; attempt++) {
                assertEquals(0, stream.write(bytes));
            }
            device.room = 1;
            assertEquals(1, stream.write(bytes));
        }
    }

    @Test
    void burstOfAttemptsDoesNotMakeABusyDeviceBroken() throws IOException {
        device.room = 0;
        system.tick100ns = ReferenceTime.MICROSECOND;
        for (int i = 0; i < 10 * BusyLimit.ATTEMPTS; i++) {
            assertEquals(0, stream.write(numbers(1)));
        }
    }

    @Test
    void brokenDeviceDoesNotEatBytesOfTheNextEvent() throws IOException {
        device.room = 2;
        for (int i = 0; i < BusyLimit.ATTEMPTS; i++) {
            assertEquals(0, stream.write(numbers(3)));
        }
        assertThrows(IOException.class, () -> stream.write(numbers(3)));
        assertNextEventGoesOutWhole();
    }

    @Test
    void stopForgetsTheEventThatWasCutShort() throws IOException {
        device.room = 2;
        assertEquals(0, stream.write(numbers(3)));
        stream.setState(KsState.STOP);
        assertNextEventGoesOutWhole();
    }

    @Test
    void pauseDoesNot() throws IOException {
        device.room = 2;
        assertEquals(0, stream.write(numbers(3)));
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.RUN);
        device.room = 5;
        assertEquals(3, stream.write(numbers(3)));
        assertEquals(counting(3), device.sent);
    }

    @Test
    void writesNothingWhenAskedForNothing() throws IOException {
        assertEquals(0, stream.write(ByteBuffer.allocate(0)));
        assertEquals(List.of(), device.sent);
    }

    @Test
    @Rule("MID-10")
    void cannotBeReadFrom() {
        PortClsException refusal =
                assertThrows(PortClsException.class, () -> stream.read(ByteBuffer.allocate(1)));
        assertEquals(Status.INVALID_DEVICE_REQUEST, refusal.status());
    }

    private void assertNextEventGoesOutWhole() throws IOException {
        device.sent.clear();
        device.room = 100;
        assertEquals(5, stream.write(numbers(5)));
        assertEquals(counting(5), device.sent);
    }

    private static ByteBuffer numbers(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count + 1).position(1);
        for (int i = 0; i < count; i++) {
            bytes.put(i + 1, (byte) i);
        }
        return bytes;
    }

    private static List<Integer> counting(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}

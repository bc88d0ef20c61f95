package portcls.ports.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.api.time.ReferenceTime.millis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiEvent;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.dmus.CapturePin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** From the miniport's bytes to the client's message. */
class MidiCaptureTest {
    private final TestHouse house = new TestHouse();
    private final FakeMidi miniport = new FakeMidi();
    private final MidiEvent event = new MidiEvent();
    private MusicPort port;
    private CapturePin pin;

    @BeforeEach
    void open() {
        port = house.bind("test:one", miniport);
        pin = (CapturePin) house.published.getFirst().openMidiCapture();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule({"MID-11", "SVC-8", "SVC-9"})
    void aNotificationReadsUntilNothingIsLeft() {
        pin.run();
        miniport.wire.add(bytes(0x90, 60));
        miniport.wire.add(bytes(100, 61, 100));
        miniport.arrive(bytes(0xF8));
        assertEquals(0, miniport.calls("read").size());
        house.time().advanceTo(millis(3));
        assertEquals(
                List.of("service", "read", "read", "read", "read"),
                miniport.calls.subList(miniport.calls.size() - 5, miniport.calls.size()));
        assertTrue(pin.receive(event));
        assertEquals("90 3c 64", event.toString());
        assertTrue(pin.receive(event));
        assertEquals("90 3d 64", event.toString());
        assertTrue(pin.receive(event));
        assertEquals("f8", event.toString());
        assertFalse(pin.receive(event));
        assertEquals(0, pin.pool().outstanding());
    }

    @Test
    @Rule("MID-12")
    void messagesComeAsMusicFormatWithTheirTimes() {
        pin.run();
        house.time().advanceTo(millis(10));
        miniport.arrive(bytes(0x90, 60, 100));
        house.time().advanceTo(millis(25));
        miniport.arrive(bytes(0xC0, 5));
        house.time().advance(0);
        ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(millis(10), pin.read(buffer));
        buffer.flip();
        assertEquals(0, buffer.getInt());
        assertEquals(3, buffer.getInt());
        buffer.position(12);
        assertEquals(15, buffer.getInt());
        assertEquals(2, buffer.getInt());
        assertEquals(-1, pin.read(ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN)));
    }

    @Test
    @Rule({"DMU-19", "STR-6"})
    void inputFlowsInRunAndPauseAndIsThrownAwayElse() {
        miniport.arrive(bytes(0x90, 60, 1));
        house.time().advance(0);
        pin.pause();
        miniport.arrive(bytes(0x90, 60, 2));
        house.time().advance(0);
        pin.run();
        miniport.arrive(bytes(0x90, 60, 3));
        house.time().advance(0);
        assertTrue(pin.receive(event));
        assertEquals("90 3c 02", event.toString());
        assertTrue(pin.receive(event));
        assertEquals("90 3c 03", event.toString());
        miniport.arrive(bytes(0x90, 60, 4));
        house.time().advance(0);
        pin.stop();
        miniport.arrive(bytes(0x90, 60, 5));
        house.time().advance(0);
        assertFalse(pin.receive(event));
        assertEquals(0, pin.pool().outstanding());
    }

    @Test
    @Rule("MID-14")
    void systemExclusiveOfAnyLengthWithRealTimeInside() {
        pin.run();
        byte[] long1 = new byte[100_000];
        java.util.Arrays.fill(long1, (byte) 0x55);
        long1[0] = (byte) 0xF0;
        long1[long1.length - 1] = (byte) 0xF7;
        for (int i = 0; i < long1.length; i += 200) {
            miniport.wire.add(
                    java.util.Arrays.copyOfRange(long1, i, Math.min(i + 200, long1.length)));
            if (i == 50_000) {
                miniport.wire.add(bytes(0xFE));
            }
        }
        miniport.arrive(new byte[0]);
        house.time().advance(0);
        house.time().advance(0);
        TestHouse.await(
                "everything is read",
                () -> {
                    house.time().advance(0);
                    java.util.Objects.requireNonNull(miniport.port).notify(null);
                    return miniport.wire.isEmpty();
                });
        house.time().advance(0);
        assertTrue(pin.receive(event));
        assertEquals("fe", event.toString());
        assertTrue(pin.receive(event));
        assertEquals(100_000, event.length());
        assertFalse(event.isTruncated());
    }

    @Test
    void aWaitingReaderWakesForAMessageAndForTheEnd() throws Exception {
        pin.run();
        CompletableFuture<String> first = reader();
        miniport.arrive(bytes(0x90, 60, 100));
        house.time().advance(0);
        assertEquals("90 3c 64", first.get(20, java.util.concurrent.TimeUnit.SECONDS));
        CompletableFuture<String> second = reader();
        port.depart(new Removal(RemovalReason.SURPRISE, "pulled out", java.time.Instant.now()));
        assertEquals("DEVICE_REMOVED", second.get(20, java.util.concurrent.TimeUnit.SECONDS));
        assertFalse(house.published.contains(pin.filter()));
    }

    @Test
    @Rule("SVC-13")
    void aStreamMayHaveAGroupOfItsOwn() {
        portcls.api.adapter.Adapter device = TestHouse.device("test:own");
        portcls.api.IServiceGroup own = house.system.newServiceGroup(device);
        java.util.ArrayDeque<Byte> cable = new java.util.ArrayDeque<>();
        FakeMidi grouped =
                new FakeMidi() {
                    @Override
                    public portcls.api.midi.IMiniportMidiStream newStream(
                            int pinId, boolean capture, portcls.api.ks.DataFormat format) {
                        return new portcls.api.midi.IMiniportMidiStream.Capture() {
                            @Override
                            public int read(ByteBuffer buffer) {
                                int count = cable.size();
                                while (!cable.isEmpty()) {
                                    buffer.put(cable.poll());
                                }
                                return count;
                            }

                            @Override
                            public portcls.api.IServiceGroup serviceGroup() {
                                return own;
                            }
                        };
                    }
                };
        MusicPort ownPort = house.bind(device, grouped);
        CapturePin ownPin = (CapturePin) house.published.get(1).openMidiCapture();
        ownPin.run();
        for (byte b : bytes(0xC0, 5)) {
            cable.add(b);
        }
        ownPort.notify(own);
        house.time().advance(0);
        assertEquals(0, grouped.calls("service").size());
        assertTrue(ownPin.receive(event));
        assertEquals("c0 05", event.toString());
    }

    @Test
    void timeIsUpIsNoError() throws Exception {
        pin.run();
        assertFalse(pin.receive(event, Duration.ofMillis(5)));
        assertEquals(
                Status.INVALID_DEVICE_STATE,
                assertThrows(
                                PortClsException.class,
                                () -> {
                                    pin.close();
                                    pin.receive(event);
                                })
                        .status());
    }

    private CompletableFuture<String> reader() {
        return CompletableFuture.supplyAsync(
                () -> {
                    MidiEvent mine = new MidiEvent();
                    try {
                        return pin.receive(mine, Duration.ofSeconds(30))
                                ? mine.toString()
                                : "nothing";
                    } catch (PortClsException e) {
                        return e.status().toString();
                    } catch (InterruptedException e) {
                        return "interrupted";
                    }
                });
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

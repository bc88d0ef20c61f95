package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IMXF;
import portcls.api.dmus.StreamType;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.mpu401.BusyLimit;
import portcls.testkit.FakeMpu401;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** MIDI out of the DMus UART. */
@Timeout(20)
final class UartRenderTest {
    private final FakeSystem system = new FakeSystem();
    private final FakeMpu401 device = new FakeMpu401();
    private final FakeAllocator allocator = new FakeAllocator();
    private final DMusUartMiniport miniport = new DMusUartMiniport();
    private final List<IMXF> opened = new ArrayList<>();
    private IMXF stream = allocator;

    @BeforeEach
    void open() throws IOException {
        miniport.init(system.adapter, FakeResources.of(device), system.port);
        stream = openAt(1, DataFormat.directMusic());
    }

    /** Whatever happened: nothing is lost of the allocator, and nobody is left to be served. */
    @AfterEach
    void everythingEndsInTheAllocator() throws IOException {
        for (IMXF each : opened) {
            each.setState(KsState.STOP);
            each.close();
        }
        assertEquals(0, allocator.outstanding);
        assertEquals(1, system.retries().members.size(), "the output itself");
        miniport.close();
        assertEquals(List.of(), system.retries().members);
        assertEquals(0, system.retries().delay100ns);
    }

    @Test
    @Rule("DMU-21")
    void isTimedByThePort() {
        DMusStream midi = newStream(0, DataFormat.midi());
        assertEquals(0, midi.schedulePreFetch100ns());
        assertNull(midi.serviceGroup());
        opened.add(midi.mxf());
    }

    @Test
    @Rule("DMU-11")
    void playsOnArrivalAndGivesBackWhatItPlayed() throws IOException {
        run(stream);
        put(allocator.message(0x90, 60, 100));
        put(allocator.message(0x80, 60, 0));
        assertEquals(List.of(0x90, 60, 100, 0x80, 60, 0), device.sent);
        assertEquals(0, allocator.outstanding);
        assertEquals(0, system.retries().delay100ns);
    }

    @Test
    @Rule({"DMU-10", "MEV-4"})
    void playsChainsAndPackagesInOrder() throws IOException {
        run(stream);
        device.room = 4;
        put(
                allocator.chain(
                        allocator.message(0xC0, 1),
                        allocator.packageOf(
                                allocator.message(0xC1, 2),
                                allocator.packageOf(
                                        allocator.message(0xC2, 3), allocator.message(0xC3, 4)),
                                allocator.message(0xC4, 5)),
                        allocator.message(0xC5, 6)));
        device.room = 100;
        system.retries().elapse();
        assertEquals(List.of(0xC0, 1, 0xC1, 2, 0xC2, 3, 0xC3, 4, 0xC4, 5, 0xC5, 6), device.sent);
        assertEquals(0, allocator.outstanding);
    }

    @Test
    @Rule("MEV-3")
    void playsALongMessagePieceByPiece() throws IOException {
        run(stream);
        put(allocator.incomplete(0xF0, 1, 2));
        put(allocator.incomplete(3, 4));
        put(allocator.message(5, 0xF7));
        assertEquals(List.of(0xF0, 1, 2, 3, 4, 5, 0xF7), device.sent);
    }

    @Test
    @Rule("MID-9")
    void triesAFullDeviceAgainAfterAMillisecond() throws IOException {
        run(stream);
        device.room = 2;
        put(allocator.message(0x90, 60, 100));
        put(allocator.message(0x80, 60, 0));
        assertEquals(List.of(0x90, 60), device.sent);
        assertEquals(-ReferenceTime.MILLISECOND, system.retries().delay100ns);

        device.room = 3;
        system.retries().elapse();
        assertEquals(List.of(0x90, 60, 100, 0x80, 60), device.sent);
        device.room = 3;
        system.retries().elapse();
        assertEquals(List.of(0x90, 60, 100, 0x80, 60, 0), device.sent);
        assertEquals(0, system.retries().delay100ns, "nothing is left to try");
    }

    @Test
    void aPendingRetryIsNotPutOffByNewEvents() throws IOException {
        run(stream);
        device.room = 0;
        put(allocator.message(0xC0, 1));
        system.retries().delay100ns = 7; // as if most of the time were over
        put(allocator.message(0xC0, 2));
        assertEquals(7, system.retries().delay100ns);
    }

    @Test
    @Rule({"MID-9", "MID-10"})
    void eventThatADeviceRefusesForAHundredAttemptsIsDropped() throws IOException {
        run(stream);
        device.room = 0;
        put(allocator.message(0x90, 60, 100));
        for (int i = 2; i < BusyLimit.ATTEMPTS; i++) {
            system.retries().elapse();
        }
        assertEquals(1, allocator.outstanding, "tried in vain: " + (BusyLimit.ATTEMPTS - 1));
        FakeEvent second = allocator.message(0x80, 60, 0);
        IOException failure = assertThrows(IOException.class, () -> put(second));
        assertEquals(
                "Test device took no byte in 100 attempts: see whether it is connected and on",
                failure.getMessage());
        assertEquals(1, allocator.outstanding, "the second has attempts of its own");

        device.room = 100;
        system.retries().elapse();
        assertEquals(List.of(0x80, 60, 0), device.sent);
    }

    @Test
    @Rule("MID-10")
    void failureOfARetryIsToldWithTheNextEventWhichPlays() throws IOException {
        run(stream);
        device.room = 0;
        put(allocator.message(0x90, 60, 100));
        for (int i = 2; i <= BusyLimit.ATTEMPTS; i++) {
            system.retries().elapse();
        }
        assertEquals(0, allocator.outstanding);
        device.room = 100;
        assertThrows(IOException.class, () -> put(allocator.message(0x80, 60, 0)));
        assertEquals(List.of(0x80, 60, 0), device.sent);
        assertDoesNotThrow(() -> put(allocator.message(0xC0, 1)), "told once");
    }

    @Test
    @Rule("MEV-3")
    void restOfADroppedMessageIsDroppedToo() throws IOException {
        run(stream);
        device.room = 2;
        put(
                allocator.chain(
                        allocator.incomplete(0xF0, 1, 2),
                        allocator.incomplete(3, 4),
                        allocator.message(5, 0xF7),
                        allocator.message(0xC0, 9)));
        for (int i = 2; i <= BusyLimit.ATTEMPTS + 1; i++) {
            system.retries().elapse();
        }
        device.room = 100;
        system.retries().elapse();
        assertEquals(List.of(0xF0, 1, 0xC0, 9), device.sent);
        assertEquals(0, allocator.outstanding);
        assertThrows(IOException.class, () -> put(allocator.message(0xC0, 8)));
    }

    @Test
    void failureThatNobodyHeardOfIsLogged() throws IOException {
        run(stream);
        device.room = 0;
        put(allocator.message(0xC0, 1));
        for (int i = 2; i <= BusyLimit.ATTEMPTS; i++) {
            system.retries().elapse();
        }
        assertEquals(
                List.of(
                        "Test device lost an event: Test device took no byte in 100 attempts: see"
                                + " whether it is connected and on"),
                Logged.during(() -> stream.setState(KsState.PAUSE)));
        assertEquals(List.of(), Logged.during(() -> stream.setState(KsState.ACQUIRE)), "once");
    }

    @Test
    @Rule("DMU-18")
    void holdsEventsUntilItRuns() throws IOException {
        step(stream, KsState.ACQUIRE, KsState.PAUSE);
        put(allocator.message(0xC0, 1));
        system.retries().serve();
        assertEquals(List.of(), device.sent);

        run(stream);
        assertEquals(List.of(0xC0, 1), device.sent);

        stream.setState(KsState.PAUSE);
        put(allocator.message(0xC0, 2));
        system.retries().elapse();
        assertEquals(List.of(0xC0, 1), device.sent);
        assertEquals(1, allocator.outstanding);
    }

    @Test
    @Rule("DMU-18")
    void stopGivesEverythingToTheAllocator() throws IOException {
        run(stream);
        device.room = 1;
        put(allocator.packageOf(allocator.message(0x90, 60, 100), allocator.message(0xC0, 1)));
        step(stream, KsState.PAUSE, KsState.ACQUIRE, KsState.STOP);
        assertEquals(0, allocator.outstanding);
        put(allocator.message(0xC0, 2));
        assertEquals(0, allocator.outstanding, "in STOP at once");

        device.room = 100;
        run(stream);
        put(allocator.message(0xC0, 3));
        assertEquals(List.of(0x90, 0xC0, 3), device.sent, "nothing of before is left");
    }

    @Test
    @Rule("MEV-4")
    void messagesOfTwoPinsDoNotMix() throws IOException {
        IMXF midi = openAt(0, DataFormat.midi());
        run(stream);
        run(midi);
        device.room = 2;
        put(allocator.incomplete(0xF0, 1, 2));
        midi.putMessage(allocator.message(0x90, 60, 100));
        device.room = 100;
        system.retries().elapse();
        assertEquals(List.of(0xF0, 1, 2), device.sent, "the message is not over");
        put(allocator.message(3, 0xF7));
        put(allocator.message(0xC0, 9));
        assertEquals(List.of(0xF0, 1, 2, 3, 0xF7), device.sent, "now the other is next");
        system.retries().elapse();
        assertEquals(List.of(0xF0, 1, 2, 3, 0xF7, 0x90, 60, 100, 0xC0, 9), device.sent);
    }

    @Test
    void pinThatLeavesOffInTheMidstOfAMessageDoesNotHoldUpTheOther() throws IOException {
        IMXF midi = openAt(0, DataFormat.midi());
        run(stream);
        run(midi);
        put(allocator.incomplete(0xF0, 1, 2));
        midi.putMessage(allocator.message(0xC0, 1));
        assertEquals(List.of(0xF0, 1, 2), device.sent);
        system.now100ns += UartOutput.PATIENCE_100NS;
        system.retries().elapse();
        assertEquals(List.of(0xF0, 1, 2, 0xC0, 1), device.sent);

        put(allocator.message(3, 0xF7));
        put(allocator.message(0xC0, 2));
        assertEquals(List.of(0xF0, 1, 2, 0xC0, 1, 0xC0, 2), device.sent, "its rest is of no use");
    }

    @Test
    void pinThatPausesOrStopsDoesNotHoldUpTheOther() throws IOException {
        IMXF midi = openAt(0, DataFormat.midi());
        run(stream);
        run(midi);
        put(allocator.incomplete(0xF0, 1));
        midi.putMessage(allocator.message(0xC0, 1)); // waits, and is next
        midi.setState(KsState.PAUSE);
        put(allocator.message(2, 0xF7));
        put(allocator.message(0xC0, 2));
        assertEquals(List.of(0xF0, 1, 2, 0xF7, 0xC0, 2), device.sent);

        put(allocator.incomplete(0xF0, 3));
        step(stream, KsState.PAUSE, KsState.ACQUIRE, KsState.STOP);
        device.sent.clear();
        run(midi);
        assertEquals(List.of(0xC0, 1), device.sent);
    }

    @Test
    @Rule({"DMU-20", "MEV-4"})
    void everyMessageGoesOutWholeAndOnceHoweverTheRoomComes() throws IOException {
        IMXF midi = openAt(0, DataFormat.midi());
        run(stream);
        run(midi);
        Random random = new Random(401);
        int count = 200;
        int put = 0;
        while (put < count || allocator.outstanding > 0) {
            device.room = random.nextInt(6);
            if (put < count) {
                IMXF target = random.nextBoolean() ? stream : midi;
                int channel = target == midi ? 0 : 1;
                target.putMessage(allocator.message(0x90 | channel, put & 0x7F, put >> 7));
                put++;
            }
            system.retries().elapse();
        }
        assertEquals(3 * count, device.sent.size());
        int[] last = {-1, -1};
        for (int i = 0; i < device.sent.size(); i += 3) {
            int channel = device.sent.get(i) - 0x90;
            int number = device.sent.get(i + 1) + (device.sent.get(i + 2) << 7);
            assertTrue(number > last[channel], "in order: " + number + " after " + last[channel]);
            last[channel] = number;
        }
    }

    private IMXF openAt(int pin, DataFormat format) {
        IMXF mxf = newStream(pin, format).mxf();
        opened.add(mxf);
        return mxf;
    }

    private DMusStream newStream(int pin, DataFormat format) {
        return miniport.newStream(pin, StreamType.MIDI_RENDER, format, allocator, system.clock);
    }

    private void put(FakeEvent event) throws IOException {
        stream.putMessage(event);
    }

    private void run(IMXF mxf) throws IOException {
        step(mxf, KsState.ACQUIRE, KsState.PAUSE, KsState.RUN);
        system.retries().serve();
    }

    private static void step(IMXF mxf, KsState... states) throws IOException {
        for (KsState state : states) {
            mxf.setState(state);
        }
    }
}

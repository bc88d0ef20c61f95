package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavepci.PciBench.fails;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.WaveFormat;
import portcls.api.wavepci.Mapping;
import portcls.api.wavert.StreamRegisters;
import portcls.conformance.Rule;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A client's buffer as a stream of pieces. A frame has six bytes. */
class MappingQueueTest {
    private static final WaveFormat FORMAT = WaveFormat.pcm(48_000, 24, 2);
    private static final int FRAME = 6;
    private static final long BUS = 0x20_0000L;
    private static final long PIECE = 16L * 4096;

    private final StreamRegisters registers =
            new StreamRegisters(Arena.ofAuto().allocate(StreamRegisters.BYTES, 8));
    private final Mapping mapping = new Mapping();

    private record Given(long tag, long from, long to) {}

    @Test
    @Rule({"WPC-1", "WPC-3", "WPC-17"})
    void aPacketIsOnePieceTheLastOfItAndAfterTheLastPacketComesTheFirst() {
        MappingQueue queue = render(3, 10);
        registers.commit(30);
        for (int i = 0; i < 3; i++) {
            assertPiece(queue, i, i * 60L, 60, true);
        }
        assertFalse(queue.get(9, mapping));
        queue.release(0);
        registers.commit(40);
        assertPiece(queue, 3, 0, 60, true);
        assertEquals(3, queue.open());
        assertEquals(240, queue.givenTo());
        assertEquals(60, queue.releasedTo());
    }

    @Test
    @Rule({"WPC-1", "WPC-3", "WPC-16"})
    void aPieceNeverLiesInMoreThanSixteenPagesAndMayCutAFrame() {
        // 150 000 bytes a packet.
        MappingQueue queue = render(2, 25_000);
        registers.commit(50_000);
        assertPiece(queue, 1, 0, PIECE, false);
        assertTrue(PIECE % FRAME != 0);
        assertPiece(queue, 2, PIECE, PIECE, false);
        assertPiece(queue, 3, 2 * PIECE, 150_000 - 2 * PIECE, true);
        // The next packet begins within a page: its first piece is shorter.
        long firstPage = 150_000 % 4096;
        assertPiece(queue, 4, 150_000, PIECE - firstPage, false);
        assertPiece(queue, 5, 150_000 + PIECE - firstPage, PIECE, false);
        queue.release(1);
        assertEquals(PIECE, queue.releasedTo());
    }

    @Test
    @Rule({"WPC-2", "WPC-14"})
    void aRefusalIsToldOnceWhenThereIsAPieceAgain() {
        MappingQueue queue = render(3, 10);
        registers.commit(0);
        assertFalse(queue.get(1, mapping));
        assertFalse(queue.get(1, mapping));
        assertTrue(queue.isRefused());
        assertFalse(queue.takeRefusal());
        registers.commit(10);
        assertTrue(queue.takeRefusal());
        assertFalse(queue.takeRefusal());
        assertFalse(queue.isRefused());
        assertPiece(queue, 1, 0, 60, true);
        registers.commit(20);
        assertFalse(queue.takeRefusal(), "nothing was refused since");
    }

    @Test
    @Rule({"WPC-4", "WPC-18"})
    void piecesComeBackInTheOrderOfGettingWhateverTheirTags() {
        MappingQueue queue = render(4, 10);
        registers.commit(40);
        long[] tags = {Long.MIN_VALUE, 0, -1, 0};
        for (long tag : tags) {
            assertTrue(queue.get(tag, mapping));
        }
        PortClsException wrong = fails(Status.INVALID_PARAMETER, () -> queue.release(-1));
        assertTrue(String.valueOf(wrong.getMessage()).contains("oldest=" + Long.MIN_VALUE));
        assertEquals(Long.MIN_VALUE, queue.firstTag());
        assertEquals(0, queue.lastTag());
        for (int i = 0; i < tags.length; i++) {
            queue.release(tags[i]);
            assertEquals((i + 1) * 60L, queue.releasedTo());
        }
        fails(Status.INVALID_PARAMETER, () -> queue.release(0));
    }

    @Test
    @Rule({"WPC-5", "WPC-17"})
    void whatWasRevokedCountsAsNeverGivenAndARestartBeginsWithTheBuffer() {
        MappingQueue queue = render(4, 10);
        registers.commit(40);
        for (int tag = 1; tag <= 3; tag++) {
            assertTrue(queue.get(tag, mapping));
        }
        queue.release(1);
        queue.shut();
        assertFalse(queue.get(4, mapping));
        assertFalse(queue.isRefused(), "a stopped stream promises nothing");
        assertEquals(2, queue.open());
        queue.revoked();
        assertEquals(0, queue.open());
        assertEquals(60, queue.givenTo());
        fails(Status.INVALID_PARAMETER, () -> queue.release(2));
        queue.openUp();
        assertPiece(queue, 5, 60, 60, true);
        queue.restart();
        assertPiece(queue, 6, 0, 60, true);
    }

    @Test
    @Rule("WPC-17")
    void aClientThatDoesNotTellHowFarItIsHasALoopedBuffer() {
        MappingQueue queue = render(3, 10);
        for (int round = 0; round < 7; round++) {
            while (queue.get(round, mapping)) {
                assertEquals(queue.givenTo() - 60, mapping.offset() + loop(queue) * 180);
            }
            assertEquals(2, queue.open(), "the packet in work and the next one");
            queue.release(queue.firstTag());
        }
        MappingQueue recording = queue(3, 10, true);
        for (int i = 0; i < 3; i++) {
            assertTrue(recording.get(i, mapping));
        }
        assertFalse(recording.get(3, mapping));
    }

    private static long loop(MappingQueue queue) {
        return (queue.givenTo() - 60) / 180;
    }

    @Test
    @Rule("WPC-3")
    void theEndOfTheSoundEndsItsPacketAndTheNextPieceGoesOnBehindIt() {
        MappingQueue queue = render(3, 10);
        registers.end(14);
        registers.commit(14);
        assertPiece(queue, 1, 0, 60, true);
        assertPiece(queue, 2, 60, 24, true);
        assertFalse(queue.get(3, mapping));
        queue.release(1);
        assertFalse(queue.isEnded());
        queue.release(2);
        assertTrue(queue.isEnded());
        registers.commit(30);
        registers.end(StreamRegisters.UNTRACKED);
        assertTrue(queue.takeRefusal());
        assertPiece(queue, 3, 84, 36, true);
        assertPiece(queue, 4, 120, 60, true);
        assertFalse(queue.isEnded());
    }

    @Test
    @Rule("WPC-4")
    void recordingAPieceMayBeFilledAgainWhenTheClientHasReadIt() {
        MappingQueue queue = queue(2, 10, true);
        registers.commit(0);
        assertTrue(queue.get(1, mapping));
        assertTrue(queue.get(2, mapping));
        queue.release(1);
        queue.release(2);
        assertFalse(queue.get(3, mapping));
        registers.commit(10);
        assertPiece(queue, 3, 0, 60, true);
        assertFalse(queue.get(4, mapping));
    }

    @Test
    @Rule("WPC-7")
    void aPacketThatIsEndedEarlyIsFullOfSilence() {
        MappingQueue queue = queue(3, 50_000, true);
        long packet = 300_000;
        registers.commit(0);
        for (int tag = 1; tag <= 3; tag++) {
            assertTrue(queue.get(tag, mapping));
        }
        MemorySegment buffer = mapping.buffer();
        buffer.fill((byte) 7);
        assertEquals(0, queue.terminate(0), "none was begun");
        queue.release(1);
        assertEquals(packet - PIECE - 600, queue.terminate(PIECE + 600));
        assertEquals(packet, queue.releasedTo());
        assertEquals(packet, queue.givenTo());
        assertEquals(7, buffer.get(ValueLayout.JAVA_BYTE, PIECE + 599));
        assertEquals(0, buffer.get(ValueLayout.JAVA_BYTE, PIECE + 600));
        assertEquals(0, buffer.get(ValueLayout.JAVA_BYTE, packet - 1));
        assertEquals(7, buffer.get(ValueLayout.JAVA_BYTE, packet));
        // The pieces of it that are out come back and move nothing.
        assertEquals(2, queue.open());
        queue.release(2);
        queue.release(3);
        assertEquals(packet, queue.releasedTo());
        assertPiece(queue, 4, packet, PIECE - packet % 4096, false);
    }

    @ParameterizedTest
    @Rule({"WPC-1", "WPC-3", "WPC-4", "WPC-5", "WPC-17"})
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverComesPiecesLieSideBySideAndNoneTwice(long seed) {
        Random random = new Random(seed);
        boolean capture = random.nextBoolean();
        int packets = 1 + random.nextInt(8);
        int packetFrames = 1 + random.nextInt(random.nextBoolean() ? 20 : 40_000);
        long packetBytes = (long) packetFrames * FRAME;
        long bufferBytes = packets * packetBytes;
        MappingQueue queue = queue(packets, packetFrames, capture);
        Deque<Given> open = new ArrayDeque<>();
        long committed = 0;
        long given = 0;
        long released = 0;
        registers.commit(0);
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    // The client hands over what it has: what moved, or has room.
                    long most =
                            capture
                                    ? released / packetBytes * packetFrames
                                    : released / packetBytes * packetFrames
                                            + (long) packets * packetFrames;
                    if (committed < most) {
                        committed += packetFrames;
                        registers.commit(committed);
                    }
                }
                case 2 -> {
                    if (random.nextInt(100) == 0) {
                        queue.shut();
                        queue.revoked();
                        open.clear();
                        given = released;
                        queue.openUp();
                    }
                }
                case 3, 4 -> {
                    if (!open.isEmpty()) {
                        Given oldest = open.removeFirst();
                        queue.release(oldest.tag());
                        released = oldest.to();
                        assertEquals(released, queue.releasedTo());
                    }
                }
                default -> {
                    long tag = random.nextLong();
                    long limit = committed * FRAME + (capture ? bufferBytes : 0);
                    assertEquals(given < limit, queue.isAvailable());
                    if (queue.get(tag, mapping)) {
                        long end = given + mapping.byteCount();
                        assertEquals(given % bufferBytes, mapping.offset());
                        assertEquals(BUS + mapping.offset(), mapping.physicalAddress());
                        assertTrue(end <= limit);
                        assertTrue(end <= released + bufferBytes, "nothing is out twice");
                        assertEquals(given / packetBytes, (end - 1) / packetBytes);
                        assertEquals(end % packetBytes == 0, mapping.isLast());
                        long firstPage = mapping.physicalAddress() / 4096;
                        long lastPage =
                                (mapping.physicalAddress() + mapping.byteCount() - 1) / 4096;
                        assertTrue(lastPage - firstPage < 16);
                        open.addLast(new Given(tag, given, end));
                        given = end;
                    } else {
                        assertEquals(limit, given);
                    }
                }
            }
            assertEquals(open.size(), queue.open());
            assertEquals(given, queue.givenTo());
        }
        assertTrue(given > 3 * bufferBytes, "it went round: " + given);
    }

    @Test
    @Timeout(60)
    @Rule({"WPC-2", "WPC-4"})
    void gettingAndReleasingAndHandingOverMayBeThreeThreads() throws Exception {
        int rounds = 200_000;
        int packets = 32;
        MappingQueue queue = render(packets, 10);
        AtomicBoolean wake = new AtomicBoolean();
        registers.commit(0);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long[] tellings = new long[1];
        Thread client =
                start(
                        failure,
                        () -> {
                            long committed = 0;
                            while (committed < rounds && failure.get() == null) {
                                if (committed * 60 < queue.releasedTo() + packets * 60L) {
                                    committed++;
                                    registers.commit(committed * 10);
                                    if (queue.isRefused()) {
                                        wake.set(true);
                                    }
                                } else {
                                    Thread.yield();
                                }
                            }
                        });
        Thread releaser =
                start(
                        failure,
                        () -> {
                            long next = 0;
                            while (next < rounds && failure.get() == null) {
                                if (queue.open() > 0) {
                                    queue.release(next++);
                                } else {
                                    Thread.yield();
                                }
                            }
                        });
        Thread getter =
                start(
                        failure,
                        () -> {
                            Mapping into = new Mapping();
                            long next = 0;
                            while (next < rounds && failure.get() == null) {
                                if (queue.get(next, into)) {
                                    if (into.offset() != next % packets * 60) {
                                        throw new AssertionError(into + " is no. " + next);
                                    }
                                    next++;
                                    continue;
                                }
                                while (!(wake.getAndSet(false) && queue.takeRefusal())
                                        && failure.get() == null) {
                                    Thread.yield();
                                }
                                tellings[0]++;
                            }
                        });
        for (Thread thread : List.of(client, releaser, getter)) {
            thread.join();
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new AssertionError(cause);
        }
        assertEquals(rounds * 60L, queue.releasedTo());
        assertTrue(tellings[0] > 0);
    }

    private static Thread start(AtomicReference<Throwable> failure, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                work.run();
                            } catch (Throwable t) {
                                failure.compareAndSet(null, t);
                            }
                        });
    }

    private MappingQueue render(int packets, int packetFrames) {
        return queue(packets, packetFrames, false);
    }

    private MappingQueue queue(int packets, int packetFrames, boolean capture) {
        registers.reset();
        MemorySegment buffer = Arena.ofAuto().allocate((long) packets * packetFrames * FRAME, 4096);
        MappingQueue queue = new MappingQueue(buffer, BUS, packets, FORMAT, capture, registers);
        queue.openUp();
        return queue;
    }

    private void assertPiece(
            MappingQueue queue, long tag, long offset, long bytes, boolean endsPacket) {
        assertTrue(queue.get(tag, mapping));
        List<Long> got = new ArrayList<>(List.of(mapping.offset(), (long) mapping.byteCount()));
        assertEquals(List.of(offset, bytes), got);
        assertEquals(BUS + offset, mapping.physicalAddress());
        assertEquals(endsPacket, mapping.isLast());
    }
}

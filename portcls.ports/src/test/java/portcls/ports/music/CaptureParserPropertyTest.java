package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.client.MidiEvent;
import portcls.api.client.MidiMessages;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Any messages, in any chunks, with real-time bytes anywhere; then no messages at all but noise.
 */
@Timeout(60)
@Rule({"MID-14", "MEV-2", "MEV-3"})
class CaptureParserPropertyTest {
    private static final int[] REAL_TIME = {0xF8, 0xFA, 0xFB, 0xFC, 0xFE, 0xFF};

    @Test
    void theSameMessagesWhateverTheWayTheyCome() {
        Music.seeds(300).forEach(CaptureParserPropertyTest::sendAndCompare);
    }

    @Test
    void noiseNeverThrowsNorLeaksAndGivesWellFormedMessages() {
        Music.seeds(300).forEach(CaptureParserPropertyTest::sendNoise);
    }

    private static void sendAndCompare(long seed) {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        List<String> expectedRealTime = new ArrayList<>();
        Wire wire = new Wire(random, expectedRealTime);
        int running = 0;
        for (int i = random.nextInt(60); i >= 0; i--) {
            byte[] message = Music.message(random);
            int status = message[0] & 0xFF;
            boolean omitStatus = status == running && random.nextBoolean();
            running = status < 0xF0 ? status : 0;
            long time = wire.put(message, omitStatus ? 1 : 0);
            expected.add(time + ": " + Music.hex(message));
        }

        EventPool pool = new EventPool(512, 512, 64, 64);
        Deque<KernelEvent> queue = new ArrayDeque<>();
        CaptureParser parser = new CaptureParser(pool, queue::add);
        MessageAssembler assembler = new MessageAssembler();
        MidiEvent into = new MidiEvent();
        List<String> heard = new ArrayList<>();
        List<String> heardRealTime = new ArrayList<>();
        for (ByteBuffer chunk : wire.chunks()) {
            parser.parse(wire.timeOf(chunk), chunk);
            while (!queue.isEmpty()) {
                if (assembler.add(queue.remove(), into)) {
                    List<String> list = into.status() >= 0xF8 ? heardRealTime : heard;
                    list.add(into.time100ns() + ": " + Music.hex(into.toBytes()));
                    assertFalse(into.isTruncated(), "truncated, seed=" + seed);
                }
            }
        }
        Music.assertSame(expected, heard, "message", seed);
        Music.assertSame(expectedRealTime, heardRealTime, "real-time message", seed);
        assertEquals(expected.size() + expectedRealTime.size(), parser.messages());
        assertEquals(
                0,
                parser.lost() + parser.strayBytes() + parser.undefined() + parser.abortedSysEx(),
                "seed=" + seed);
        Music.assertNothingOut(pool, "seed=" + seed);
    }

    /** The bytes of a wire, and the time of the chunk that each of them comes in. */
    private static final class Wire {
        private static final int LONGEST_CHUNK = 400;

        private final Random random;
        private final List<String> realTime;
        private final List<ByteBuffer> chunks = new ArrayList<>();
        private ByteBuffer chunk = ByteBuffer.allocate(0);

        Wire(Random random, List<String> realTime) {
            this.random = random;
            this.realTime = realTime;
        }

        /** Time of the first byte. */
        long put(byte[] message, int from) {
            long first = -1;
            for (int i = from; i < message.length; i++) {
                if (random.nextInt(8) == 0) {
                    int value = REAL_TIME[random.nextInt(REAL_TIME.length)];
                    long time = put(value);
                    realTime.add(time + ": " + Music.hex(new byte[] {(byte) value}));
                }
                long time = put(message[i]);
                first = first < 0 ? time : first;
            }
            return first;
        }

        List<ByteBuffer> chunks() {
            chunks.forEach(ByteBuffer::flip);
            return chunks;
        }

        long timeOf(ByteBuffer which) {
            for (int i = 0; i < chunks.size(); i++) {
                if (chunks.get(i) == which) {
                    return i + 1;
                }
            }
            throw new AssertionError("a foreign chunk");
        }

        private long put(int value) {
            if (!chunk.hasRemaining()) {
                int longest = random.nextBoolean() ? 3 : LONGEST_CHUNK;
                chunk = ByteBuffer.allocate(1 + random.nextInt(longest));
                chunks.add(chunk);
            }
            chunk.put((byte) value);
            return chunks.size();
        }
    }

    private static void sendNoise(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(8);
        EventPool pool = new EventPool(size, size, 0, random.nextInt(3));
        Deque<KernelEvent> queue = new ArrayDeque<>();
        CaptureParser parser = new CaptureParser(pool, queue::add);
        Noise noise = new Noise(random);
        MessageCheck check = new MessageCheck(seed);
        for (int i = 0; i < 20_000; i++) {
            parser.parse(i, noise.next());
            if (random.nextInt(300) == 0) {
                parser.reset();
            }
            while (!queue.isEmpty() && random.nextInt(3) == 0) {
                check.accept(queue.peek());
                pool.release(queue.remove());
            }
        }
        parser.reset();
        for (KernelEvent event : queue) {
            check.accept(event);
            pool.release(event);
        }
        queue.clear();
        Music.assertNothingOut(pool, "seed=" + seed);
        assertTrue(parser.messages() > 0, "seed=" + seed);
        assertEquals(check.whole, parser.messages(), "seed=" + seed);

        parser.parse(0, ByteBuffer.wrap(Music.hex("91 01 02")));
        assertEquals("91 01 02", Music.hex(Music.bytes(queue.remove())), "in step, seed=" + seed);
    }

    /** All bytes are possible; what they are likely to be changes. */
    private static final class Noise {
        private final Random random;
        private int mood;

        Noise(Random random) {
            this.random = random;
        }

        int next() {
            if (random.nextInt(100) == 0) {
                mood = random.nextInt(4);
            }
            return switch (mood) {
                case 0 -> random.nextInt(256);
                case 1 -> random.nextInt(20) > 0 ? random.nextInt(128) : random.nextInt(256);
                case 2 -> 0xF0 + random.nextInt(16);
                default -> random.nextInt(2000) > 0 ? random.nextInt(128) : 0xF0;
            };
        }
    }

    /** Holds what the parser emits to the form of messages. */
    private static final class MessageCheck {
        private final long seed;
        private boolean inside;
        private long whole;

        MessageCheck(long seed) {
            this.seed = seed;
        }

        void accept(KernelEvent event) {
            int first = event.byteAt(0);
            String what = event + ", seed=" + seed;
            if (first < 0x80 || first == 0xF7 || first == 0xF0) {
                assertEquals(inside, first != 0xF0, what);
                acceptSysEx(event, what);
            } else {
                assertEquals(MidiMessages.length(first), event.length(), what);
                assertEquals(KernelEvent.COMPLETE, event.flags(), what);
                assertTrue(!inside || first >= 0xF8, what);
                assertData(event, 1, event.length(), what);
                whole++;
            }
        }

        private void acceptSysEx(KernelEvent event, String what) {
            int from = inside ? 0 : 1;
            int to = event.length();
            inside = event.isIncomplete();
            if (event.flags() == KernelEvent.COMPLETE) {
                to--;
                assertEquals(0xF7, event.byteAt(to), what);
                whole++;
            }
            assertData(event, from, to, what);
        }

        private static void assertData(KernelEvent event, int from, int to, String what) {
            for (int i = from; i < to; i++) {
                assertTrue(event.byteAt(i) < 0x80, what);
            }
        }
    }
}

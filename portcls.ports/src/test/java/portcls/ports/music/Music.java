package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import portcls.api.client.MidiMessages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** What the tests of this package share. */
final class Music {
    private static final int LONGEST = 5000;
    private static final int[] SHORT = {
        0x80, 0x90, 0xA0, 0xB0, 0xC0, 0xD0, 0xE0, 0xF1, 0xF2, 0xF3, 0xF6
    };

    private static final EventPool NO_POOL = new EventPool(1, 1, 0, 0);

    private Music() {}

    /**
     * Seeds for tests with chance: other ones with each run, the same one again with {@code
     * -Dportcls.seed=}. Each test tells its seed when it fails.
     */
    static LongStream seeds(int count) {
        Long wanted = Long.getLong("portcls.seed");
        return wanted != null ? LongStream.of(wanted) : new Random().longs(count);
    }

    /** An event for tests of the list alone. */
    static KernelEvent event(FreeList<KernelEvent> owner, int index) {
        return new KernelEvent(NO_POOL, owner, index);
    }

    static KernelEvent take(EventPool pool) {
        KernelEvent event = pool.take();
        assertNotNull(event, "the pool is empty");
        return event;
    }

    static KernelEvent take(EventPool pool, long time100ns) {
        KernelEvent event = take(pool);
        event.setPresentationTime100ns(time100ns);
        return event;
    }

    static byte[] bytes(KernelEvent event) {
        byte[] bytes = new byte[event.length()];
        event.copyTo(bytes, 0);
        return bytes;
    }

    static byte[] hex(String text) {
        return HexFormat.ofDelimiter(" ").parseHex(text);
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    /** {@code F0 00 01 02 … F7}, of that many bytes. */
    static byte[] sysEx(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i - 1 & 0x7F);
        }
        bytes[0] = (byte) 0xF0;
        bytes[length - 1] = (byte) 0xF7;
        return bytes;
    }

    /** Any message but a real-time one. */
    static byte[] message(Random random) {
        if (random.nextInt(6) == 0) {
            int longest = random.nextInt(4) == 0 ? LONGEST : 20;
            byte[] sysEx = sysEx(2 + random.nextInt(longest));
            for (int i = 1; i < sysEx.length - 1; i++) {
                sysEx[i] = (byte) random.nextInt(128);
            }
            return sysEx;
        }
        int kind = SHORT[random.nextInt(SHORT.length)];
        int status = kind < 0xF0 ? kind | random.nextInt(2) : kind;
        byte[] message = new byte[MidiMessages.length(status)];
        message[0] = (byte) status;
        for (int i = 1; i < message.length; i++) {
            message[i] = (byte) random.nextInt(128);
        }
        return message;
    }

    /** A KSMUSICFORMAT buffer; deltas and messages by turns. */
    static ByteBuffer musicFormat(Object... deltasAndMessages) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < deltasAndMessages.length; i += 2) {
            byte[] data = (byte[]) deltasAndMessages[i + 1];
            buffer.putInt((Integer) deltasAndMessages[i]).putInt(data.length).put(data);
            while (buffer.position() % 4 != 0) {
                buffer.put((byte) 0x55);
            }
        }
        return buffer.flip();
    }

    /** Compares lists whose items may be long. */
    static void assertSame(List<String> expected, List<String> actual, String what, long seed) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            String e = expected.get(i);
            String a = actual.get(i);
            if (!e.equals(a)) {
                throw new AssertionError(
                        String.format(
                                "%s %d: expected %.80s (%d), was %.80s (%d), seed=%d",
                                what, i, e, e.length(), a, a.length(), seed));
            }
        }
        assertEquals(expected.size(), actual.size(), what + "s, seed=" + seed);
    }

    static void assertNothingOut(EventPool pool, String when) {
        assertEquals(0, pool.outstanding(), "events that are out, " + when);
        assertEquals(0, pool.outstandingBuffers(), "buffers that are out, " + when);
    }
}

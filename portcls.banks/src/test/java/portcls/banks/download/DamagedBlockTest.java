package portcls.banks.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.banks.BankException;
import portcls.banks.BankReader;
import portcls.banks.DlsBuilder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class DamagedBlockTest {
    private final List<ByteBuffer> blocks = new ArrayList<>();

    @BeforeEach
    void encode() throws BankException {
        for (boolean level2 : new boolean[] {false, true}) {
            DlsDownloads downloads =
                    DlsDownloads.of(BankReader.read(new DlsBuilder(level2).build(), "test.dls"));
            downloads.waves().forEach(wave -> add(DownloadBlocks.encode(wave)));
            downloads.instruments().forEach(one -> add(DownloadBlocks.encode(one)));
        }
    }

    private void add(byte[] block) {
        blocks.add(ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static void assertRefused(ByteBuffer block, String part) {
        String message =
                assertThrows(BankException.class, () -> DownloadBlocks.decode(block)).getMessage();
        assertNotNull(message);
        assertTrue(message.contains(part), () -> part + " in: " + message);
    }

    @Test
    void otherTypesAreRefusedWithTheReason() {
        String[] names = {"a wave articulation", "a streaming wave", "a one-shot wave", "no known"};
        for (int i = 0; i < names.length; i++) {
            assertRefused(blocks.getFirst().putInt(0, 4 + i), names[i]);
        }
    }

    @Test
    void theFrameOfABlockIsChecked() {
        ByteBuffer block = blocks.getFirst();
        int size = block.getInt(12);
        assertEquals(block.capacity(), size);
        assertRefused(ByteBuffer.allocate(15), "bytes=15");
        assertRefused(block.putInt(12, size + 1), "cbSize=");
        block.putInt(12, size);
        assertRefused(block.putInt(8, 0x4000_0001), "offsetTableEntries=1073741825");
        block.putInt(8, 2);
        assertRefused(block.putInt(16, size - 8), "DMUS_WAVE with at least 30 bytes");
    }

    @Test
    void aChainOfRegionsInACircleIsRefused() throws BankException {
        ByteBuffer block = blocks.get(2);
        int region = block.getInt(16 + 4 * block.getInt(block.getInt(16) + 4));
        block.putInt(region + 16, block.getInt(block.getInt(16) + 4));
        assertRefused(block, "is used twice");
    }

    @Test
    void anyBytesOfABlockMayBeWrong() {
        Random random = new Random(1);
        int decoded = 0;
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            ByteBuffer original = blocks.get(random.nextInt(blocks.size()));
            byte[] bytes = original.array().clone();
            int head = Math.min(bytes.length, 400);
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                int at = random.nextInt(head);
                bytes[at] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) random.nextInt(4);
            }
            int length = random.nextInt(10) == 0 ? random.nextInt(bytes.length) : bytes.length;
            try {
                Download download = DownloadBlocks.decode(ByteBuffer.wrap(bytes, 0, length));
                assertNotNull(
                        DownloadBlocks.decode(ByteBuffer.wrap(DownloadBlocks.encode(download))));
                decoded++;
            } catch (BankException e) {
                assertNotNull(e.getMessage());
                refused++;
            }
        }
        assertTrue(decoded > 5_000 && refused > 5_000, decoded + " " + refused);
    }
}

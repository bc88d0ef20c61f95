package portcls.banks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.banks.tone.ToneBank;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

class BankReaderTest {
    private static void assertRefused(byte[] bytes, String... parts) {
        String message =
                assertThrows(BankException.class, () -> BankReader.read(bytes, "x")).getMessage();
        assertNotNull(message);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> part + " in: " + message);
        }
    }

    @Test
    void whatIsNoSoundBankIsRefusedWithAdvice() {
        assertRefused(new byte[0], "x is no sound bank", "Choose a SoundFont 2");
        assertRefused(new byte[100], "does not begin with a RIFF header");
        assertRefused(TestRiff.riff("WAVE", TestRiff.chunk("data")), "a RIFF file of another type");
    }

    @Test
    void aPathIsReadAndWrittenAnew(@TempDir Path folder) throws Exception {
        Path path = Files.write(folder.resolve("a.sf2"), ToneBank.sf2(4));
        Bank bank = BankReader.read(path);
        Path copy = folder.resolve("b.sf2");
        bank.writeTo(copy);
        assertArrayEquals(bank.bytes(), BankReader.read(copy).bytes());
        String message =
                assertThrows(BankException.class, () -> BankReader.read(folder)).getMessage();
        assertEquals(folder + " is a folder. Choose a sound bank in it.", message);
        assertThrows(NoSuchFileException.class, () -> BankReader.read(folder.resolve("c.sf2")));
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsRead(@TempDir Path folder) throws Exception {
        Path path = Files.write(folder.resolve("a.sf2"), ToneBank.sf2(4));
        BankLimits limits = new BankLimits(1_000, 1_000, 1, 1, 1);
        String message =
                assertThrows(BankException.class, () -> BankReader.read(path, limits)).getMessage();
        assertNotNull(message);
        assertTrue(message.contains("is too large: fileBytes=" + Files.size(path)), message);
    }

    @Test
    void aBankDoesNotKeepTheMemoryThatItWasReadFrom() throws Exception {
        for (byte[] file : new byte[][] {ToneBank.sf2(4), ToneBank.dls(4)}) {
            byte[] padded = Arrays.copyOf(file, file.length + 7);
            ByteBuffer memory = ByteBuffer.allocateDirect(padded.length + 3);
            memory.position(3).put(padded).position(3).limit(3 + file.length);
            Bank bank = BankReader.read(memory, "x", BankLimits.DEFAULT);
            byte[] before = bank.bytes();
            memory.clear().put(new byte[memory.capacity()]);
            bank.bytes()[0] = 0;
            assertArrayEquals(before, bank.bytes());
            assertArrayEquals(file, before, "a right file stays as it is");
            assertTrue(bank.buffer().isReadOnly());
        }
    }

    @Test
    void whatFollowsTheRiffChunkIsLeftOut() throws Exception {
        byte[] file = ToneBank.dls(4);
        Bank bank = BankReader.read(Arrays.copyOf(file, file.length + 7), "x");
        assertArrayEquals(file, bank.bytes());
        assertEquals(1, bank.notes().size());
    }
}

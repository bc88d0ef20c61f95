package portcls.banks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.banks.tone.ToneBank;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sound.midi.Instrument;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;

/**
 * Spoiled banks: each is refused or accepted, in bounded time and memory, and what is accepted can
 * be read by the synthesizers. The same files in every run.
 */
class BankFuzzTest {
    private static final int FILES = 30_000;
    private static final int READ_BY_JDK = 3_000;
    private static final int PLAYED_BY_JDK = 150;
    private static final int READ_BY_FLUIDSYNTH = 400;
    private static final long FLUIDSYNTH_SECONDS = 30;

    /** Bytes that reading may allocate: a multiple of the file, and something for a message. */
    private static final long BYTES_PER_BYTE = 30;

    private static final long BYTES_MORE = 30_000;

    /** Files that are read before the memory is measured: classes and lambdas are loaded once. */
    private static final int WARM_UP = 2_000;

    private static final long NANOS = 1_000_000_000;

    private static List<byte[]> files() {
        Sf2Builder deep = new Sf2Builder();
        deep.version = TestRiff.int16(2, 4);
        deep.low = new byte[Sf2Builder.FRAMES];
        DlsBuilder conditional = new DlsBuilder(true);
        conditional.condition = TestRiff.join(TestRiff.int16(0x10), TestRiff.int32(1));
        return List.of(
                new Sf2Builder().build(),
                deep.build(),
                new DlsBuilder(false).build(),
                new DlsBuilder(true).build(),
                conditional.build(),
                ToneBank.dls(1, 2));
    }

    /** Accepted banks, the first {@code wanted} of them. */
    private static List<Bank> accepted(int wanted) {
        Mutations mutations = new Mutations(1);
        List<byte[]> files = files();
        List<Bank> accepted = new ArrayList<>();
        while (accepted.size() < wanted) {
            try {
                accepted.add(BankReader.read(mutations.next(files), "test"));
            } catch (BankException e) {
                assertNotNull(e.getMessage());
            }
        }
        return accepted;
    }

    @Test
    void everySpoiledFileIsABankOrRefusedInBoundedTimeAndMemory() throws BankException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Mutations mutations = new Mutations(2);
        List<byte[]> files = files();
        int read = 0;
        long most = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] file = mutations.next(files);
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long nanos = System.nanoTime();
            Bank bank = null;
            try {
                bank = BankReader.read(file, "test");
            } catch (BankException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("test "), e::getMessage);
            }
            nanos = System.nanoTime() - nanos;
            bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
            if (i > WARM_UP) {
                most = Math.max(most, bytes - BYTES_PER_BYTE * file.length);
            }
            assertTrue(nanos < NANOS, "nanos=" + nanos);
            if (bank != null) {
                read++;
                byte[] anew = bank.bytes();
                Bank again = BankReader.read(anew, "again");
                assertEquals(List.of(), again.notes());
                assertArrayEquals(anew, again.bytes(), "what is written anew stays as it is");
            }
        }
        assertTrue(most < BYTES_MORE, "bytes allocated beyond the file's share: " + most);
        assertTrue(read > FILES / 20 && read < FILES / 2, "read=" + read + " of " + FILES);
    }

    @Test
    void theJdkReadsWhatIsAccepted() throws IOException {
        int refused = 0;
        for (Bank bank : accepted(READ_BY_JDK)) {
            try {
                Instrument[] instruments =
                        MidiSystem.getSoundbank(new ByteArrayInputStream(bank.bytes()))
                                .getInstruments();
                assertEquals(bank.instruments().size(), instruments.length);
            } catch (InvalidMidiDataException e) { // it counts modulators by generators
                refused++;
            }
        }
        assertTrue(refused < READ_BY_JDK / 100, "refused=" + refused);
    }

    @Test
    void theJdkPlaysWhatIsAccepted() throws Exception {
        int refused = 0;
        for (Bank bank : accepted(PLAYED_BY_JDK)) {
            try {
                int program = bank.instruments().getFirst().program();
                for (float value : Rendering.ofNote(bank.bytes(), 0, program, 60, 0.03)) {
                    assertTrue(Math.abs(value) <= 1);
                }
            } catch (InvalidMidiDataException e) {
                refused++;
            }
        }
        assertTrue(refused < PLAYED_BY_JDK / 20, "refused=" + refused);
    }

    @Test
    void fluidSynthSurvivesWhatIsAccepted(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                hasFluidSynth(), "the program fluidsynth is missing: install fluidsynth");
        StringBuilder commands = new StringBuilder();
        List<Bank> banks = accepted(READ_BY_FLUIDSYNTH);
        for (int i = 0; i < banks.size(); i++) {
            Bank bank = banks.get(i);
            Path path = folder.resolve(i + (bank.kind() == BankKind.SF2 ? ".sf2" : ".dls"));
            bank.writeTo(path);
            BankInstrument first = bank.instruments().getFirst();
            commands.append("load ").append(path).append('\n');
            commands.append("prog 0 ").append(first.program()).append('\n');
            commands.append("noteon 0 60 100\nnoteon 9 60 100\nnoteon 0 90 100\n");
            commands.append("sleep 8\n"); // ms, so that some blocks are rendered
            commands.append("echo loaded ").append(i).append('\n');
            commands.append("unload ").append(i + 2).append('\n');
        }
        Path tone = Files.write(folder.resolve("tone.sf2"), ToneBank.sf2(0));
        Path script = Files.writeString(folder.resolve("commands"), commands + "quit\n");
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(
                                "fluidsynth",
                                "-n",
                                "-q",
                                "-a",
                                "file",
                                "-o",
                                "audio.file.type=raw",
                                "-o",
                                "audio.file.name=" + folder.resolve("sound"),
                                tone.toString()) // else it loads a bank of the machine, if any
                        .redirectInput(script.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(output.toFile()))
                        .start();
        try {
            assertTrue(process.waitFor(FLUIDSYNTH_SECONDS, TimeUnit.SECONDS), "it hangs");
            String said = Files.readString(output);
            assertEquals(0, process.exitValue(), () -> last(said));
            assertTrue(said.contains("loaded " + (banks.size() - 1)), () -> last(said));
            int failed = said.split("Failed to load SoundFont", -1).length - 1;
            assertTrue(failed <= 0, () -> failed + " not loaded: " + last(said));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String last(String said) {
        return said.substring(Math.max(0, said.length() - 1_000));
    }

    private static boolean hasFluidSynth() throws InterruptedException {
        try {
            return new ProcessBuilder("fluidsynth", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

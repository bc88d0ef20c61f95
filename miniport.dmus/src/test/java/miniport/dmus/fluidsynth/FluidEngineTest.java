package miniport.dmus.fluidsynth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import miniport.dmus.RequiresPart;
import miniport.dmus.synth.FakeRequest;
import miniport.dmus.synth.SynthRig;
import miniport.dmus.synth.SynthStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import portcls.api.client.MidiMessages;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthTarget;
import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankReader;
import portcls.banks.tone.ToneBank;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** FluidSynth's own memory, and the Java heap's. */
class FluidEngineTest {
    private static final int RATE = 48_000;
    private static final int WARM_UP = 10;
    private static final int CYCLES = 50;

    @BeforeAll
    static void needsTheLibrary() {
        RequiresPart.fluidSynth();
    }

    @Test
    void renderingAndPlayingAllocateNothing() throws IOException {
        try (SynthRig rig = new SynthRig(model(), RATE)) {
            SynthStream stream = rig.run(true);
            pass(rig, stream, 3_000);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            threads.getCurrentThreadAllocatedBytes();
            long before = threads.getCurrentThreadAllocatedBytes();
            pass(rig, stream, 3_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 1_024, () -> "allocated=" + allocated);
            stream.close();
        }
    }

    private static void pass(SynthRig rig, SynthStream stream, int rounds) {
        for (int i = 0; i < rounds; i++) {
            rig.send(stream, rig.position() + 100, MidiMessages.noteOn(0, i & 127, 100));
            rig.send(stream, rig.position() + 300, MidiMessages.noteOff(0, i & 127));
            rig.pullOnly(480);
        }
    }

    @Test
    void nothingOfTheLibrarysMemoryStays() throws IOException {
        Assumptions.assumeTrue(MallocMeter.isThere(), "only glibc 2.33 and newer tell");
        long before = 0;
        for (int i = 0; i < WARM_UP + CYCLES; i++) {
            if (i == WARM_UP) {
                before = MallocMeter.bytesInUse();
            }
            openAndClose();
        }
        long grown = MallocMeter.bytesInUse() - before;
        assertTrue(grown < 16L << 20, () -> "grown by bytes=" + grown);
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertEquals(0, files.filter(f -> f.toString().contains("portcls-bank")).count());
        }
    }

    private static void openAndClose() throws IOException {
        try (SynthRig rig = new SynthRig(model(), RATE)) {
            SynthStream stream = rig.run(true);
            long handle =
                    FakeRequest.get(
                                    stream,
                                    SynthDlsProperty.DOWNLOAD,
                                    SynthTarget.buffer(0, ToneBank.dls(1)))
                            .handle();
            rig.send(stream, 0, MidiMessages.noteOn(0, 69, 100));
            rig.pull(1_000);
            FakeRequest.set(stream, SynthDlsProperty.UNLOAD, handle);
            stream.close();
        }
    }

    private static FluidModel model() throws BankException {
        Bank bank = BankReader.read(ToneBank.sf2(0), "test");
        return new FluidModel(new FluidOptions(64, true, true, RATE), bank, 1);
    }
}

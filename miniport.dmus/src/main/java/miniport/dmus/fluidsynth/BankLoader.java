package miniport.dmus.fluidsynth;

import portcls.banks.Bank;
import portcls.banks.BankKind;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bank in the library's memory, as a SoundFont whatever it was, and the synthesizer that has
 * loaded it. That one never sounds: it is there so that the ones that sound need not wait for a
 * file, and to let the bank's memory go again. For one thread at a time.
 */
final class BankLoader implements AutoCloseable {
    private final FluidSettings settings;
    private final long synth;
    private final long bank;

    private BankLoader(FluidSettings settings, long synth, long bank) {
        this.settings = settings;
        this.synth = synth;
        this.bank = bank;
    }

    /**
     * Loads a bank.
     *
     * @throws IOException when the library does not take it
     */
    static BankLoader load(Bank bank) throws IOException {
        Bank soundFont = bank.kind() == BankKind.SF2 ? bank : SoundFontOfDls.of(bank);
        FluidSettings settings =
                new FluidSettings()
                        .set("synth.polyphony", 1)
                        .set("synth.reverb.active", false)
                        .set("synth.chorus.active", false)
                        .set("synth.threadsafe-api", false)
                        .set("synth.lock-memory", false);
        long synth = Fluid.newSynth(settings.pointer());
        if (synth == 0) {
            settings.close();
            throw new IOException("FluidSynth has no memory for a bank; close something");
        }
        int id = Fluid.FAILED;
        try {
            id = loadFile(synth, soundFont);
        } finally {
            if (id == Fluid.FAILED) {
                Fluid.deleteSynth(synth);
                settings.close();
            }
        }
        if (id == Fluid.FAILED) {
            throw new IOException(
                    "FluidSynth does not take a bank of kind="
                            + bank.kind()
                            + ", instruments="
                            + bank.instruments().size()
                            + "; try it with the device synth:gervill");
        }
        long loaded = Fluid.bank(synth, id);
        Fluid.removeBank(synth, loaded);
        return new BankLoader(settings, synth, loaded);
    }

    private static int loadFile(long synth, Bank bank) throws IOException {
        // Readable by nobody else, and there only for this moment.
        Path file = Files.createTempFile("portcls-bank", ".sf2");
        try (Arena arena = Arena.ofConfined()) {
            bank.writeTo(file);
            return Fluid.load(synth, arena.allocateFrom(file.toString()).address());
        } finally {
            Files.delete(file);
        }
    }

    /** The bank, which no synthesizer has yet. */
    long bank() {
        return bank;
    }

    /** Lets the bank's memory go; no other synthesizer has it, and no voice plays its samples. */
    @Override
    public void close() {
        int _ = Fluid.addBank(synth, bank);
        Fluid.deleteSynth(synth);
        settings.close();
    }
}

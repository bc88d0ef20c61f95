package miniport.dmus;

import org.jspecify.annotations.Nullable;

import portcls.banks.Bank;
import portcls.banks.BankReader;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What the configurations of all synthesizers have in common, checked.
 *
 * @param bank file with the instruments; null = none is named
 * @param output id of a wave filter; empty = the port chooses
 * @param voices notes at a time, of all pins together
 * @param gain what the sound is multiplied with
 */
record SynthConfig(
        @Nullable Path bank,
        String output,
        int voices,
        boolean reverb,
        boolean chorus,
        float gain) {
    private static final int MOST_VOICES = 1_024;
    private static final double LEAST_GAIN = -60;
    private static final double MOST_GAIN = 20;
    private static final double DECADE = 20;

    /**
     * Checks a configuration.
     *
     * @param gain dB
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static SynthConfig of(
            String bank, String output, int voices, boolean reverb, boolean chorus, double gain) {
        if (voices < 1 || voices > MOST_VOICES) {
            throw new IllegalArgumentException(
                    "voices must lie in 1 … " + MOST_VOICES + ": voices=" + voices);
        }
        if (!(gain >= LEAST_GAIN && gain <= MOST_GAIN)) {
            throw new IllegalArgumentException(
                    "gain must lie in " + LEAST_GAIN + " … " + MOST_GAIN + " dB: gain=" + gain);
        }
        return new SynthConfig(
                path(bank.strip()),
                output.strip(),
                voices,
                reverb,
                chorus,
                (float) Math.pow(10, gain / DECADE));
    }

    private static @Nullable Path path(String bank) {
        try {
            return bank.isEmpty() ? null : Path.of(bank);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("bank must be a path of a file: bank=" + bank, e);
        }
    }

    /**
     * Reads the bank that is named; null = none is.
     *
     * @throws IOException when it cannot be used
     */
    @Nullable Bank readBank() throws IOException {
        if (bank == null) {
            return null;
        }
        try {
            return BankReader.read(bank);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "the configured bank is not there: bank="
                            + bank
                            + "; put the file there or change the configuration",
                    e);
        }
    }
}

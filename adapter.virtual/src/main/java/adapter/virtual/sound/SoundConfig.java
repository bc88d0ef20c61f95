package adapter.virtual.sound;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * How a sound module is made.
 *
 * @param output where it sounds beside its recordings: {@link #WAV}, {@link #SPEAKERS} or the id of
 *     a wave filter
 * @param bank file with its instruments; null = the platform's own
 */
public record SoundConfig(String output, @Nullable Path bank) {
    /** Nowhere else. */
    public static final String WAV = "wav";

    /** The machine's speakers. */
    public static final String SPEAKERS = "speakers";

    /**
     * Checks settings as a configuration has them.
     *
     * @throws IllegalArgumentException when something is not allowed
     */
    public static SoundConfig of(String output, String bank) {
        String where = output.strip();
        if (!where.equals(WAV) && !where.equals(SPEAKERS) && where.indexOf(':') < 1) {
            throw new IllegalArgumentException(
                    "output="
                            + output
                            + " is not known; use wav, speakers or the id of a wave device, such as"
                            + " virtual:speaker");
        }
        return new SoundConfig(where, bank.isBlank() ? null : file(bank.strip()));
    }

    private static Path file(String bank) {
        Path file;
        try {
            file = Path.of(bank);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "bank=" + bank + " is not the name of a file: " + e.getReason(), e);
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "bank="
                            + bank
                            + " is not there or cannot be read; name an SF2 or DLS file, or leave"
                            + " it empty");
        }
        return file;
    }
}

package adapter.virtual.sound;

import adapter.virtual.Setting;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * How a sound module is made.
 *
 * @param speakers whether it sounds through the machine's speakers, too
 * @param bank file with its instruments; null = the platform's own
 */
public record SoundConfig(boolean speakers, @Nullable Path bank) {
    private static final Boolean[] OUTPUTS = {false, true};

    /**
     * Checks settings as a configuration has them.
     *
     * @throws IllegalArgumentException when something is not allowed
     */
    public static SoundConfig of(String output, String bank) {
        boolean speakers = Setting.oneOf("output", output, OUTPUTS, s -> s ? "speakers" : "wav");
        return new SoundConfig(speakers, bank.isBlank() ? null : file(bank.strip()));
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

package miniport.dmus;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The SoundFonts that a system has installed for all its synthesizers. */
final class SystemBanks {
    /** Where they lie; those that packages call the default come first. */
    static final List<Path> PLACES =
            List.of(
                    Path.of("/usr/share/sounds/sf2"),
                    Path.of("/usr/share/soundfonts"),
                    Path.of("/usr/local/share/soundfonts"),
                    Path.of("/opt/homebrew/share/soundfonts"));

    private static final System.Logger LOG = System.getLogger(SystemBanks.class.getName());
    private static final String DEFAULT = "default";

    private SystemBanks() {}

    /** The first that can be used; null = there is none. */
    static @Nullable Bank firstOf(List<Path> places) throws IOException {
        for (Path place : places) {
            for (Path file : soundFonts(place)) {
                try {
                    return BankReader.read(file);
                } catch (BankException e) {
                    LOG.log(WARNING, "a bank of the system is left out: " + e.getMessage());
                }
            }
        }
        return null;
    }

    private static List<Path> soundFonts(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> name(file).endsWith(".sf2"))
                    .sorted(
                            (a, b) -> {
                                int first =
                                        Boolean.compare(
                                                name(b).startsWith(DEFAULT),
                                                name(a).startsWith(DEFAULT));
                                return first != 0 ? first : a.compareTo(b);
                            })
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}

package adapter.virtual.sb16;

import adapter.virtual.Setting;

import org.jspecify.annotations.Nullable;

import portcls.wav.WavReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What is plugged into the line in.
 *
 * @param source kind
 * @param toneFrequency Hz
 * @param toneLevel dB of full scale
 * @param file only for {@link Source#FILE}
 */
record Hearing(Source source, int toneFrequency, int toneLevel, @Nullable Path file) {
    private static final int HIGHEST_TONE = 20_000;
    private static final int LOWEST_LEVEL = -96;

    /** What can be plugged in. */
    enum Source {
        TONE("tone"),
        FILE("file"),
        SILENCE("silence"),
        LOOP("loop");

        private final String key;

        Source(String key) {
            this.key = key;
        }

        /** Its name in a configuration. */
        String key() {
            return key;
        }
    }

    /**
     * Checks a configuration; looks into the file.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static Hearing of(Sb16Settings settings) {
        Source source = Setting.oneOf("lineIn", settings.lineIn(), Source.values(), Source::key);
        int frequency = Setting.between("toneFrequency", settings.toneFrequency(), 1, HIGHEST_TONE);
        int level = Setting.between("toneLevel", settings.toneLevel(), LOWEST_LEVEL, 0);
        if (source != Source.FILE) {
            return new Hearing(source, frequency, level, null);
        }
        String name = settings.lineInFile();
        try (WavReader reader = WavReader.open(Path.of(name))) {
            FileIn.check(name, reader);
            return new Hearing(source, frequency, level, Path.of(name));
        } catch (InvalidPathException e) {
            throw refused(name, "this is not the name of a file, " + e.getReason(), e);
        } catch (NoSuchFileException e) {
            throw refused(name, "it is not there; name a WAV file, or use lineIn=tone", e);
        } catch (IOException e) {
            throw refused(name, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Plugs it in.
     *
     * @throws UncheckedIOException when the file cannot be read any more
     */
    LineIn open() {
        if (file != null) {
            try {
                return FileIn.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the line in cannot hear " + file + ": " + e.getMessage(), e);
            }
        }
        return switch (source) {
            case TONE -> new ToneIn(toneFrequency, toneLevel);
            case LOOP -> LineIn.LOOP;
            case SILENCE, FILE -> LineIn.SILENCE;
        };
    }

    private static IllegalArgumentException refused(String name, String why, Exception cause) {
        return new IllegalArgumentException(
                "lineInFile=" + name + " cannot be heard: " + why, cause);
    }
}

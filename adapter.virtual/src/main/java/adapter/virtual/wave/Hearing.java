package adapter.virtual.wave;

import adapter.virtual.Setting;

import org.jspecify.annotations.Nullable;

import portcls.api.ks.WaveFormat;
import portcls.wav.WavReader;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What the microphone of a device hears.
 *
 * @param microphone kind
 * @param toneFrequency Hz
 * @param toneLevel dB below full scale
 * @param file only for a microphone that hears one
 * @param fileFormat of that file
 */
record Hearing(
        Microphone microphone,
        int toneFrequency,
        int toneLevel,
        @Nullable Path file,
        @Nullable WaveFormat fileFormat) {
    private static final int HIGHEST_TONE = 20_000;
    private static final int LOWEST_LEVEL = -96;

    /**
     * Checks a configuration; looks into the file.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static Hearing of(WaveSettings settings) {
        Microphone microphone =
                Setting.oneOf(
                        "microphone", settings.microphone(), Microphone.values(), Microphone::key);
        int frequency = Setting.between("toneFrequency", settings.toneFrequency(), 1, HIGHEST_TONE);
        int level = Setting.between("toneLevel", settings.toneLevel(), LOWEST_LEVEL, 0);
        if (microphone != Microphone.FILE) {
            return new Hearing(microphone, frequency, level, null, null);
        }
        String name = settings.microphoneFile();
        try (WavReader reader = WavReader.open(Path.of(name))) {
            WaveFormat format = reader.format();
            Setting.between(
                    "microphoneFile=" + name + ": sample rate",
                    format.samplesPerSecond(),
                    Endpoints.LOWEST_RATE,
                    Endpoints.HIGHEST_RATE);
            return new Hearing(microphone, frequency, level, Path.of(name), format);
        } catch (InvalidPathException e) {
            throw refused(name, "this is not the name of a file, " + e.getReason(), e);
        } catch (NoSuchFileException e) {
            throw refused(name, "it is not there; name a WAV file, or use microphone=tone", e);
        } catch (IOException e) {
            throw refused(name, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException refused(String name, String why, Exception cause) {
        return new IllegalArgumentException(
                "microphoneFile=" + name + " cannot be heard: " + why, cause);
    }
}

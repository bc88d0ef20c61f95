package adapter.virtual.ac97;

import adapter.virtual.DeviceConfig;
import adapter.virtual.Setting;
import adapter.virtual.TakeFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A configuration that was checked.
 *
 * @param takes files to which all that is played is written; null = none
 * @param inputFile only for input=file
 */
record Ac97Config(
        String name,
        @Nullable TakeFiles takes,
        Socket socket,
        @Nullable Path inputFile,
        int toneFrequency,
        int toneLevel,
        Fault fault)
        implements DeviceConfig<Ac97Config> {
    private static final int HIGHEST_TONE = 20_000;
    private static final int LOWEST_LEVEL = -96;

    /** What is in the input sockets. */
    enum Socket {
        TONE("tone"),
        FILE("file"),
        SILENCE("silence"),
        LOOP("loop");

        private final String key;

        Socket(String key) {
            this.key = key;
        }
    }

    /** Where the sound goes. */
    private enum Output {
        NOWHERE,
        FILE
    }

    /**
     * Checks a configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static Ac97Config of(Ac97Settings settings) {
        Output output =
                Setting.oneOf(
                        "output",
                        settings.output(),
                        Output.values(),
                        o -> o == Output.FILE ? "file" : "null");
        Socket socket = Setting.oneOf("input", settings.input(), Socket.values(), s -> s.key);
        Ac97Config config =
                new Ac97Config(
                        Setting.identifier("name", settings.name()),
                        output == Output.FILE ? new TakeFiles(settings.file().strip()) : null,
                        socket,
                        socket == Socket.FILE ? path(settings.inputFile()) : null,
                        Setting.between("toneFrequency", settings.toneFrequency(), 1, HIGHEST_TONE),
                        Setting.between("toneLevel", settings.toneLevel(), LOWEST_LEVEL, 0),
                        Setting.oneOf("fault", settings.fault(), Fault.values(), Fault::key));
        config.connect();
        return config;
    }

    /**
     * What is in the sockets; null = a cable from the output.
     *
     * @throws IllegalArgumentException when it is a file that cannot be heard
     */
    @Nullable Input connect() {
        Path file = inputFile;
        return switch (socket) {
            case TONE -> Tone.of(toneFrequency, toneLevel);
            case SILENCE -> Input.SILENCE;
            case LOOP -> null;
            case FILE -> file == null ? Input.SILENCE : read(file);
        };
    }

    /** Whether a device made for the other one need only change its fault to fit this one. */
    @Override
    public boolean sameDevice(Ac97Config other) {
        return withFault(Fault.NONE).equals(other.withFault(Fault.NONE));
    }

    private Ac97Config withFault(Fault newFault) {
        return new Ac97Config(name, takes, socket, inputFile, toneFrequency, toneLevel, newFault);
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw refused(name, "this is not the name of a file, " + e.getReason(), e);
        }
    }

    private static Input read(Path file) {
        try {
            return WavInput.read(file);
        } catch (NoSuchFileException e) {
            throw refused(
                    file.toString(), "it is not there; name a WAV file, or use input=tone", e);
        } catch (IOException e) {
            throw refused(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException refused(String name, String why, Exception cause) {
        return new IllegalArgumentException(
                "inputFile=" + name + " cannot be heard: " + why, cause);
    }
}

package adapter.alsa;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import adapter.alsa.lib.Alsa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The parts of the system that a test works with; without them it is skipped. */
public final class Parts {
    /** A directory of the build that ALSA's configuration for tests names too. */
    public static final Path WORK = Path.of(System.getProperty("adapter.alsa.work"));

    private static final List<Path> PLUGIN_DIRECTORIES =
            List.of(
                    Path.of("/usr/lib/x86_64-linux-gnu/alsa-lib"),
                    Path.of("/usr/lib/aarch64-linux-gnu/alsa-lib"),
                    Path.of("/usr/lib64/alsa-lib"),
                    Path.of("/usr/lib/alsa-lib"));

    private Parts() {}

    /** libasound itself. */
    public static Alsa alsa() {
        Alsa alsa = new Alsa();
        if (!alsa.isThere()) {
            missing("libasound2");
        }
        try {
            Files.createDirectories(WORK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return alsa;
    }

    /** A sound server with ALSA's way to it. */
    static void demandPulse() {
        if (!hasPulse()) {
            missing("libasound2-plugins pulseaudio pulseaudio-utils");
        }
    }

    /** What a plug-in of ALSA's can be made with. */
    static void demandCompiler() {
        if (!hasProgram("gcc") || !Files.exists(Path.of("/usr/include/alsa/control_external.h"))) {
            missing("gcc libc6-dev libasound2-dev");
        }
    }

    /** Whether a sound server can be started. */
    static boolean hasPulse() {
        return PLUGIN_DIRECTORIES.stream()
                        .anyMatch(d -> Files.exists(d.resolve("libasound_module_pcm_pulse.so")))
                && hasProgram("pulseaudio")
                && hasProgram("pactl");
    }

    private static boolean hasProgram(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    private static void missing(String packages) {
        String text = "this test needs the Debian packages " + packages;
        if ("required".equals(System.getProperty("portcls.parts"))) {
            fail(text);
        }
        abort(text);
    }
}

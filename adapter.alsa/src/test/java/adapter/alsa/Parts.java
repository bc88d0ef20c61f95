package adapter.alsa;

import adapter.alsa.lib.Alsa;

import portcls.testkit.RequiredPart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
            RequiredPart.missing("libasound", "libasound2");
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
            RequiredPart.missing(
                    "PulseAudio with ALSA's way to it",
                    "libasound2-plugins pulseaudio pulseaudio-utils");
        }
    }

    /** What a plug-in of ALSA's can be made with. */
    static void demandCompiler() {
        if (!RequiredPart.hasProgram("gcc")
                || !Files.exists(Path.of("/usr/include/alsa/control_external.h"))) {
            RequiredPart.missing(
                    "a C compiler with ALSA's headers", "gcc libc6-dev libasound2-dev");
        }
    }

    /** Whether a sound server can be started. */
    static boolean hasPulse() {
        return PLUGIN_DIRECTORIES.stream()
                        .anyMatch(d -> Files.exists(d.resolve("libasound_module_pcm_pulse.so")))
                && RequiredPart.hasProgram("pulseaudio")
                && RequiredPart.hasProgram("pactl");
    }
}

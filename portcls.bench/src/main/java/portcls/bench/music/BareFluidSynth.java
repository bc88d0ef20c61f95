package portcls.bench.music;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code fluidsynth} program, which renders a MIDI file into a file. */
final class BareFluidSynth {
    private static final long LIMIT_SECONDS = 120;

    private BareFluidSynth() {}

    /** Whether the program is there. */
    static boolean isThere() {
        try {
            Process process =
                    new ProcessBuilder("fluidsynth", "--version").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Seconds that the whole process took, loading and all. */
    static double render(Path bank, Path song) throws IOException, InterruptedException {
        Path sound = Files.createTempFile("fluidsynth", ".raw");
        try {
            List<String> command =
                    List.of(
                            "fluidsynth",
                            "-ni",
                            "-q",
                            "-r",
                            Integer.toString(RenderWork.RATE),
                            "-F",
                            sound.toString(),
                            "-O",
                            "s16",
                            bank.toString(),
                            song.toString());
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("fluidsynth does not render: " + said);
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            Files.deleteIfExists(sound);
        }
    }
}

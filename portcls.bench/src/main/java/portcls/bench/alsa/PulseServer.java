package portcls.bench.alsa;

import portcls.bench.stack.Ends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PulseAudio server of our own: one sink that plays in real time to nobody, and ALSA's way to it
 * under the names {@value #PCM} and {@code default}.
 */
public final class PulseServer implements AutoCloseable {
    /** What ALSA knows it by. */
    public static final String PCM = "bench";

    private static final String SINK = "speaker";
    private static final List<String> PROGRAMS = List.of("pulseaudio", "pactl", "parec");
    private static final String ALSA = "/usr/share/alsa/alsa.conf";
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 50;

    private final Map<String, String> environment = new HashMap<>();
    private final Process process;

    /** Starts one; its files go into a folder of the caller's. */
    public PulseServer(Path folder) throws IOException, InterruptedException {
        Path configuration = folder.resolve("alsa.conf");
        Files.writeString(
                configuration,
                """
                pcm.%1$s { type pulse }
                pcm.!default { type pulse }
                ctl.!default { type pulse }
                """
                        .formatted(PCM));
        Path socket = folder.resolve("pulse.sock");
        environment.put("XDG_RUNTIME_DIR", folder.toString());
        environment.put("PULSE_RUNTIME_PATH", folder.resolve("runtime").toString());
        environment.put("PULSE_STATE_PATH", folder.resolve("state").toString());
        environment.put("PULSE_COOKIE", folder.resolve("cookie").toString());
        environment.put("PULSE_SERVER", "unix:" + socket);
        environment.put("ALSA_CONFIG_PATH", ALSA + ":" + configuration);
        for (String directory : List.of("runtime", "state")) {
            Files.createDirectories(folder.resolve(directory));
        }
        process =
                run(
                        "pulseaudio",
                        "-n",
                        "--daemonize=no",
                        "--exit-idle-time=-1",
                        "--realtime=no",
                        "--high-priority=no",
                        "--log-level=error",
                        "-L",
                        "module-native-protocol-unix auth-anonymous=1 socket=" + socket,
                        "-L",
                        "module-null-sink sink_name="
                                + SINK
                                + " rate=48000 channels=2 norewinds=1");
        long begin = System.nanoTime();
        while (!Files.exists(socket) || run("pactl", "info").waitFor() != 0) {
            if (!process.isAlive() || System.nanoTime() - begin > START_NANOS) {
                close();
                throw new IOException("pulseaudio does not start");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Why there can be none here; empty when there can. */
    public static String missing() {
        for (String program : PROGRAMS) {
            boolean there =
                    Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            if (!there) {
                return "there is no "
                        + program
                        + "; install the packages pulseaudio, pulseaudio-utils and"
                        + " libasound2-plugins";
            }
        }
        return "";
    }

    /** With this a program finds it. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    /** Starts a program that hears what is played, raw, 16 bits, stereo, 48 kHz. */
    Process hear() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "parec",
                        "--device=" + SINK + ".monitor",
                        "--format=s16le",
                        "--rate=48000",
                        "--channels=2",
                        "--latency-msec=5",
                        "--raw");
        builder.environment().putAll(environment);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private Process run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public void close() {
        process.destroy();
        Ends.await(process);
    }
}

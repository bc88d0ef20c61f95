package adapter.jdk;

import portcls.testkit.Await;
import portcls.testkit.RequiredPart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PulseAudio server of the test's own with a null sink, at the place that this JVM's environment
 * names.
 */
final class PrivatePulse implements AutoCloseable {
    private static final String PACKAGES = "libasound2-plugins pulseaudio pulseaudio-utils";
    private static final Path PLUGIN = Path.of("alsa-lib", "libasound_module_pcm_pulse.so");

    private final Path folder;
    private final Process server;

    private PrivatePulse(Path folder, Process server) {
        this.folder = folder;
        this.server = server;
    }

    /** Starts it; the test is skipped, or fails when its parts are required, without it. */
    static PrivatePulse start() throws IOException {
        String address = System.getenv("PULSE_SERVER");
        need(address != null && address.startsWith("unix:"), "PULSE_SERVER=" + address);
        Path socket = Path.of(address.substring("unix:".length()));
        for (String program : List.of("pulseaudio", "parec", "pactl")) {
            need(Files.isExecutable(Path.of("/usr/bin", program)), "the program " + program);
        }
        need(hasPlugin(), "ALSA's plug-in for PulseAudio");
        Path folder = socket.getParent();
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        List<String> command =
                List.of(
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
                        "module-null-sink sink_name=test rate=48000 channels=2 norewinds=1");
        PrivatePulse pulse =
                new PrivatePulse(
                        folder,
                        process(folder, command)
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("server.log").toFile())
                                .start());
        Runtime.getRuntime().addShutdownHook(new Thread(pulse.server::destroyForcibly));
        Await.until("the server answers", pulse::answers);
        return pulse;
    }

    private static boolean hasPlugin() throws IOException {
        try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"))) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(PLUGIN))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void need(boolean there, String what) {
        if (!there) {
            RequiredPart.missing(what, PACKAGES);
        }
    }

    private static ProcessBuilder process(Path folder, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        builder.environment().put("PULSE_RUNTIME_PATH", folder.resolve("run").toString());
        builder.environment().put("PULSE_STATE_PATH", folder.resolve("state").toString());
        return builder;
    }

    /** Records 16-bit stereo until it is closed. */
    PulseRecording record(String source, int rate) throws IOException {
        return new PulseRecording(
                program(
                        "parec",
                        "--device=" + source,
                        "--format=s16le",
                        "--rate=" + rate,
                        "--channels=2",
                        "--latency-msec=20"));
    }

    private Process program(String... command) throws IOException {
        return process(folder, List.of(command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean answers() {
        if (!server.isAlive()) { // also when one that was left behind holds the socket
            throw new AssertionError("pulseaudio ended; see " + folder.resolve("server.log"));
        }
        try {
            return program("pactl", "info").waitFor() == 0
                    && Files.readString(folder.resolve("run").resolve("pid"))
                            .strip()
                            .equals(String.valueOf(server.pid()));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

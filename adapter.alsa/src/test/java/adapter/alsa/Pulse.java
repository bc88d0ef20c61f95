package adapter.alsa;

import portcls.testkit.Await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A PulseAudio server of the test's own, with a sink "speaker" that plays in real time to nobody.
 */
public final class Pulse implements AutoCloseable {
    private static final Path SOCKET = Parts.WORK.resolve("pa.sock");
    private static final String SERVER = "unix:" + SOCKET;

    private static final Pattern DECIBELS = Pattern.compile("(\\S+) dB");

    private final Process server;

    private Pulse(Process server) {
        this.server = server;
    }

    /** Starts one, or skips the test. */
    public static Pulse start() {
        Parts.demandPulse();
        try {
            for (String directory : List.of("", "runtime", "state")) {
                Files.createDirectories(Parts.WORK.resolve(directory));
            }
            Files.deleteIfExists(SOCKET);
            Pulse pulse =
                    new Pulse(
                            process(
                                            "pulseaudio",
                                            "-n",
                                            "--daemonize=no",
                                            "--exit-idle-time=-1",
                                            "--realtime=no",
                                            "--high-priority=no",
                                            "--log-level=error",
                                            "-L",
                                            "module-native-protocol-unix auth-anonymous=1 socket="
                                                    + SOCKET,
                                            "-L",
                                            "module-null-sink sink_name=speaker rate=48000"
                                                    + " channels=2 norewinds=1")
                                    .redirectErrorStream(true)
                                    .redirectOutput(Parts.WORK.resolve("pulseaudio.log").toFile())
                                    .start());
            Runtime.getRuntime().addShutdownHook(new Thread(pulse.server::destroyForcibly));
            try {
                Await.until("PulseAudio answers", () -> pulse.answers());
            } catch (AssertionError e) {
                pulse.close();
                throw e;
            }
            return pulse;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ProcessBuilder process(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(
                        Map.of(
                                "XDG_RUNTIME_DIR", Parts.WORK.toString(),
                                "PULSE_RUNTIME_PATH", Parts.WORK.resolve("runtime").toString(),
                                "PULSE_STATE_PATH", Parts.WORK.resolve("state").toString(),
                                "PULSE_COOKIE", Parts.WORK.resolve("cookie").toString(),
                                "PULSE_SERVER", SERVER));
        return builder;
    }

    private boolean answers() {
        if (!server.isAlive()) {
            throw new AssertionError("PulseAudio ended with " + server.exitValue());
        }
        return Files.exists(SOCKET) && run("info").code == 0;
    }

    /** Plugs a sink in; returns the number to pull it out by. */
    public int plugSink(String name) {
        return Integer.parseInt(
                pactl(
                        "load-module",
                        "module-null-sink",
                        "sink_name=" + name,
                        "norewinds=1",
                        "rate=48000"));
    }

    /** Pulls all sinks out; a stream of one that goes next is not moved to another then. */
    public void pullSinks() {
        pactl("unload-module", "module-null-sink");
    }

    /** Pulls something out. */
    public void pull(int module) {
        pactl("unload-module", Integer.toString(module));
    }

    /** Makes the server hang, or go on. */
    public void freeze(boolean hang) {
        try {
            int code =
                    new ProcessBuilder(
                                    "kill", hang ? "-STOP" : "-CONT", Long.toString(server.pid()))
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new AssertionError("kill: " + code);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sets the volume of a sink as pactl has it, 50%; one, or one for each channel. */
    public void setVolume(String sink, String... volumes) {
        List<String> command = new ArrayList<>(List.of("set-sink-volume", sink));
        command.addAll(List.of(volumes));
        pactl(command.toArray(String[]::new));
    }

    /** The volume of a sink, dB of each channel. */
    public double[] volume(String sink) {
        return DECIBELS.matcher(pactl("get-sink-volume", sink))
                .results()
                .mapToDouble(it -> Double.parseDouble(it.group(1).replace("inf", "Infinity")))
                .toArray();
    }

    /** Silences a sink, or not. */
    public void setMute(String sink, boolean mute) {
        pactl("set-sink-mute", sink, mute ? "1" : "0");
    }

    /** Whether a sink is silenced. */
    public boolean isMute(String sink) {
        return pactl("get-sink-mute", sink).equals("Mute: yes");
    }

    /** The server breaks. */
    public void kill() {
        server.destroyForcibly();
    }

    private String pactl(String... arguments) {
        Result result = run(arguments);
        if (result.code != 0) {
            throw new AssertionError("pactl " + List.of(arguments) + ": " + result.text);
        }
        return result.text;
    }

    private record Result(int code, String text) {}

    private static Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("pactl"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    process(command.toArray(String[]::new)).redirectErrorStream(true).start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text.strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

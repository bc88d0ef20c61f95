package adapter.jack;

import portcls.testkit.Await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real JACK server without a sound card, of a name that no other has. */
public final class JackServer implements AutoCloseable {
    /** Frames per second of every server of the tests. */
    public static final int SAMPLE_RATE = 48_000;

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long STOP_SECONDS = 20;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final int period;
    private final Thread lastResort = new Thread(this::endAtOnce, "end of a JACK server");
    private volatile Process process;

    private JackServer(int period) {
        this.period = period;
        name = "portcls-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    }

    /** Starts one and waits until it answers. Skips the test where there is no JACK. */
    public static JackServer start(int period) {
        JackServer server = prepare(period);
        try {
            server.start();
            return server;
        } catch (Throwable t) {
            server.close();
            throw t;
        }
    }

    /** One that does not run yet. */
    public static JackServer prepare(int period) {
        RequiresPart.jack();
        JackServer server = new JackServer(period);
        Runtime.getRuntime().addShutdownHook(server.lastResort);
        return server;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Frames of its period. */
    public int period() {
        return period;
    }

    /** Starts it (again) and waits until it answers. */
    public void start() {
        if (!startWith("-R")) {
            stop(); // real-time scheduling is not permitted here
            if (!startWith("-r")) {
                throw new AssertionError("jackd does not start: " + name);
            }
        }
    }

    private boolean startWith(String scheduling) {
        List<String> command =
                List.of(
                        "jackd",
                        scheduling,
                        "-n",
                        name,
                        "-d",
                        "dummy",
                        "-r",
                        String.valueOf(SAMPLE_RATE),
                        "-p",
                        String.valueOf(period));
        process = run(command);
        Await.until(
                "jackd answers, or ends", () -> !process.isAlive() || !lines("jack_lsp").isEmpty());
        return process.isAlive();
    }

    /** Lines that a program of JACK's prints; empty when it fails. */
    public List<String> lines(String program, String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(program);
            builder.command().addAll(List.of(arguments));
            environment(builder);
            Process started = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            List<String> lines =
                    new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return started.waitFor() == 0 ? lines : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts a program of JACK's that goes on until {@link #end}. */
    public Process program(String... command) {
        return run(List.of(command));
    }

    /** Ends a program in order, so that the server does not wait for it. */
    public void end(Process program) {
        program.destroy();
        awaitEnd(program);
    }

    private Process run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            environment(builder);
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void environment(ProcessBuilder builder) {
        builder.environment().put("JACK_NO_AUDIO_RESERVATION", "1");
        builder.environment().put("JACK_NO_START_SERVER", "1");
        builder.environment().put("JACK_DEFAULT_SERVER", name);
    }

    /** Ends it in order. */
    public void stop() {
        end(process);
    }

    /** Ends it without a chance to say good-bye. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(process);
    }

    /** It hangs from now on. */
    public void freeze() {
        signal("-STOP");
    }

    /** It goes on. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        awaitEnd(run(List.of("kill", signal, String.valueOf(process.pid()))));
    }

    private void endAtOnce() {
        Process there = process;
        if (there != null) {
            there.destroyForcibly();
        }
    }

    private static void awaitEnd(Process program) {
        try {
            if (!program.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                program.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends it and removes what a killed one leaves behind. */
    @Override
    public void close() {
        if (process != null) {
            stop();
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(SHARED_MEMORY, "jack*" + name + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package portcls.bench.jack;

import portcls.bench.stack.Ends;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JACK server of our own with the dummy driver; nothing of it is left after {@link #close}. */
public final class JackServer implements AutoCloseable {
    /** Frames per second. */
    public static final int RATE = 48_000;

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String NAME = "portcls-bench-" + ProcessHandle.current().pid();
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 50;

    private final Process process;

    /** Starts one with that many frames in a period and waits until it answers. */
    public JackServer(int frames) throws IOException, InterruptedException {
        process =
                run(
                        "jackd",
                        "-R",
                        "-n",
                        NAME,
                        "-d",
                        "dummy",
                        "-r",
                        String.valueOf(RATE),
                        "-p",
                        String.valueOf(frames));
        long begin = System.nanoTime();
        while (run("jack_lsp").waitFor() != 0) {
            if (!process.isAlive() || System.nanoTime() - begin > START_NANOS) {
                close();
                throw new IOException("jackd does not start: frames=" + frames);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Why there can be no server here; empty when there can. */
    public static String missing() {
        try {
            return new ProcessBuilder("jackd", "--version")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            >= 0
                    ? ""
                    : "jackd does not run";
        } catch (IOException _) {
            return "there is no jackd; install the package jackd2";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** With this a client finds it. */
    public static Map<String, String> environment() {
        return Map.of(
                "JACK_DEFAULT_SERVER", NAME,
                "JACK_NO_START_SERVER", "1",
                "JACK_NO_AUDIO_RESERVATION", "1");
    }

    private static Process run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Ends.await(process);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(SHARED_MEMORY, "jack*" + NAME + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}

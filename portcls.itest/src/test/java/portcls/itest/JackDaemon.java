package portcls.itest;

import org.junit.Assume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A JACK server without a sound card, for tests of the whole stack. */
final class JackDaemon implements AutoCloseable {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final String name;
    private Process process;

    JackDaemon(String name) {
        boolean there =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "jackd")));
        Assume.assumeTrue(
                "jackd is not on the PATH; install it (Debian, Ubuntu: apt-get install jackd2)",
                there);
        this.name = name + "-" + ProcessHandle.current().pid();
    }

    String name() {
        return name;
    }

    /** Starts it; it is there a moment later. */
    void start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("jackd", "-n", name, "-d", "dummy", "-r", "48000", "-p", "512");
        builder.environment().put("JACK_NO_AUDIO_RESERVATION", "1");
        process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
    }

    /** Ends it without a chance to say good-bye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
        try (Stream<Path> files = Files.list(SHARED_MEMORY)) {
            for (Path file : files.filter(it -> it.toString().contains(name)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package portcls.itest;

import org.junit.Assume;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A system bus with a logind on it that says what a test wants it to say. */
final class SleepingMachine implements AutoCloseable {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path BUS = Path.of(System.getProperty("portcls.bus"));
    private static final Path DAEMONS = Path.of(System.getProperty("portcls.logind.daemons"));

    private final Process bus;
    private final Process logind;
    private final BufferedReader answers;

    SleepingMachine() throws Exception {
        boolean daemon =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "dbus-daemon")));
        Assume.assumeTrue(
                "dbus-daemon is not on the PATH; install it (Debian, Ubuntu: apt-get install"
                        + " dbus-daemon)",
                daemon);
        Assume.assumeTrue(
                PYTHON
                        + " cannot import dbus and gi; install them (Debian, Ubuntu: apt-get"
                        + " install python3-dbus python3-gi)",
                Files.isExecutable(Path.of(PYTHON))
                        && start(PYTHON, "-c", "import dbus, gi").waitFor() == 0);
        Files.deleteIfExists(BUS);
        bus =
                start(
                        "dbus-daemon",
                        "--config-file=" + DAEMONS.resolve("bus.conf"),
                        "--address=unix:path=" + BUS,
                        "--nofork",
                        "--nopidfile",
                        "--nosyslog");
        Await.until("the bus is there", () -> Files.exists(BUS));
        logind = start(PYTHON, DAEMONS.resolve("logind.py").toString());
        answers = logind.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(answers.readLine())) {
            close();
            throw new AssertionError("there is no logind");
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(
                                BUS.resolveSibling("daemons.log").toFile()))
                .start();
    }

    /** It is about to sleep. */
    void sleep() throws IOException {
        ask("sleep");
    }

    /** It woke. */
    void wake() throws IOException {
        ask("wake");
    }

    /** Returns when so many keep it from sleeping. */
    void awaitHeld(int count) throws Exception {
        Await.until(
                count + " keep it from sleeping",
                () -> ask("held").equals(Integer.toString(count)));
    }

    private String ask(String line) throws IOException {
        logind.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        return String.valueOf(answers.readLine());
    }

    @Override
    public void close() {
        for (Process process : new Process[] {logind, bus}) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}

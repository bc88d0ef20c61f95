package portcls.logind;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that runs for a test, and answers each line with one. It ends with the test. */
final class Daemon implements AutoCloseable {
    private static final Path BUS = Path.of(System.getProperty("portcls.logind.bus"));

    private final Process process;
    private final BufferedReader answers;
    private final Thread lastResort;

    private Daemon(List<String> command) {
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectError(
                                    ProcessBuilder.Redirect.appendTo(
                                            BUS.resolveSibling("daemons.log").toFile()))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        lastResort = new Thread(process::destroyForcibly, "end of a daemon");
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** The system bus of these tests. Skips the test where there is no dbus-daemon. */
    static Daemon bus() {
        Parts.demandBus();
        try {
            Files.deleteIfExists(BUS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Daemon bus =
                new Daemon(
                        List.of(
                                "dbus-daemon",
                                "--config-file=" + resource("bus.conf"),
                                "--address=unix:path=" + BUS,
                                "--nofork",
                                "--nopidfile",
                                "--nosyslog",
                                "--print-address=1"));
        String address = bus.line();
        if (!address.startsWith("unix:path=" + BUS)) {
            bus.close();
            throw new AssertionError("the bus is elsewhere: " + address);
        }
        return bus;
    }

    /** A logind on that bus. */
    static Daemon logind() {
        Daemon logind = new Daemon(List.of(Parts.PYTHON, resource("logind.py")));
        String line = logind.line();
        if (!line.equals("ready")) {
            logind.close();
            throw new AssertionError("there is no logind: " + line);
        }
        return logind;
    }

    private static String resource(String name) {
        return Path.of(System.getProperty("user.dir"), "target", "test-classes", name).toString();
    }

    /** Says something and awaits the answer. */
    synchronized String ask(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line();
    }

    private String line() {
        try {
            return String.valueOf(answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It hangs, or goes on. */
    void freeze(boolean hang) {
        try {
            new ProcessBuilder("kill", hang ? "-STOP" : "-CONT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** It goes without a good-bye. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}

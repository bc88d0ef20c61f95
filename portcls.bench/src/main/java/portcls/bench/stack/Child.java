package portcls.bench.stack;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that is told what to do in lines, and answers in lines. It ends with its input. */
public final class Child implements AutoCloseable {
    private static final long ANSWER_SECONDS = 60;
    private static final String END = "";

    private final String name;
    private final Process process;
    private final PrintStream input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Path errors;

    /** Starts one. */
    public Child(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        name = command.getFirst();
        errors = Files.createTempFile(folder, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("reads " + name).start(this::read);
    }

    /** Starts a Java program with the flags of this one but for its collector. */
    public static Child java(
            Path folder,
            Map<String, String> environment,
            String collector,
            Class<?> main,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.matches("-XX:\\+Use.*GC|-Xmx.*"))
                .forEach(command::add);
        command.addAll(List.of(collector, "-Xmx2g", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new Child(folder, environment, command);
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException _) {
            // It was ended while it spoke; what it said last is no answer.
        } finally {
            lines.add(END);
        }
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    /** Tells it something. */
    public void say(String line) {
        input.println(line);
    }

    /** Its next line that begins so; those before are passed over. */
    public String expect(String beginning) throws IOException, InterruptedException {
        while (true) {
            @Nullable String line = lines.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                process.destroyForcibly();
                throw new IOException(
                        name
                                + (line == null ? " does not answer" : " has ended")
                                + ": expected=\""
                                + beginning
                                + "\", its errors: "
                                + Files.readString(errors));
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    /** Ends its input and waits for its end; one that does not end is ended. */
    @Override
    public void close() {
        input.close();
        Ends.await(process);
    }
}

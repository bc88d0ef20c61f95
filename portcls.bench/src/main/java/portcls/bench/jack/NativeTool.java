package portcls.bench.jack;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A C program of ours, built here with {@code cc}. */
final class NativeTool {
    private final Path program;

    /**
     * Builds it.
     *
     * @throws IOException when there is no compiler, or no header of JACK: says so
     */
    NativeTool(Path folder, String name) throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        try (InputStream text = NativeTool.class.getResourceAsStream(name + ".c")) {
            if (text == null) {
                throw new FileNotFoundException("not on the class path: " + name + ".c");
            }
            Files.copy(text, source);
        }
        program = folder.resolve(name);
        Process compiler = compiler(source);
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            throw new IOException(
                    said.contains("jack/jack.h")
                            ? "there is no jack/jack.h; install the package libjack-jackd2-dev"
                            : "cc does not build " + name + ".c: " + said);
        }
    }

    private Process compiler(Path source) throws IOException {
        try {
            return new ProcessBuilder(
                            "cc",
                            "-O2",
                            "-o",
                            program.toString(),
                            source.toString(),
                            "-ljack",
                            "-lpthread",
                            "-lm")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException("there is no C compiler (cc)", e);
        }
    }

    /** The command that runs it. */
    List<String> command(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}

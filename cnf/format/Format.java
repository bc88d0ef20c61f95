import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Holds every Java file below the current directory to one format: google-java-format, AOSP style.
 *
 * <p>Arguments: {@code check} or {@code fix}, and a report file. {@code check} writes the files
 * that differ to the report and ends with status 1; when none differs there is no report. {@code
 * fix} rewrites them. It is a program of its own because the formatter must run on the JDK that the
 * sources are written for, which need not be the one that runs Maven.
 */
final class Format {
    public static void main(String[] args) throws IOException {
        boolean fix = args[0].equals("fix");
        Path report = Path.of(args[1]);
        Files.deleteIfExists(report);

        List<String> command = new ArrayList<>(List.of("--aosp"));
        command.addAll(fix ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        command.addAll(sources(Path.of("")));
        StringWriter out = new StringWriter();
        int status =
                ToolProvider.findFirst("google-java-format")
                        .orElseThrow()
                        .run(
                                new PrintWriter(out),
                                new PrintWriter(System.err, true),
                                command.toArray(String[]::new));
        if (status != 0) {
            System.err.print(out);
            Files.writeString(report, out.toString());
        }
        System.exit(status);
    }

    private static List<String> sources(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attrs) {
                        String name = dir.getFileName().toString();
                        return name.equals("target") || name.startsWith(".")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attrs) {
                        if (file.toString().endsWith(".java")) {
                            found.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }
}

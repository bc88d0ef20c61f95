package portcls.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes {@code docs/conformance.md} from the compiled classes of all modules, or checks that it is
 * up to date. The build runs it after the last module's tests are compiled.
 */
public final class Conformance {

    static final String DOCUMENT = "docs/conformance.md";
    static final String REPAIR = "mvn verify -Dconformance.write";
    private static final String API = "portcls.api";
    private static final int SHOWN_DIFFERENCES = 5;

    private final Catalogue catalogue;
    private final Path root;
    private final PrintStream out;

    Conformance(Catalogue catalogue, Path root, PrintStream out) {
        this.catalogue = catalogue;
        this.root = root;
        this.out = out;
    }

    /**
     * Checks or writes the document and ends the process: with 0 if all is well, with 1 and a
     * message on the error stream if not.
     *
     * @param args the project's root folder, then {@code check} or {@code write}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length != 2 || !(args[1].equals("check") || args[1].equals("write"))) {
            err.println("usage: portcls.conformance.Conformance ROOT check|write");
            return 1;
        }
        try {
            Conformance conformance = new Conformance(Catalogue.load(), Path.of(args[0]), out);
            if (args[1].equals("write")) {
                conformance.write();
            } else {
                conformance.check();
            }
            return 0;
        } catch (ConformanceException e) {
            err.println(e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            // Only the type tells what is the matter with a path.
            err.println("conformance: " + e);
        }
        return 1;
    }

    /**
     * Writes the document.
     *
     * @throws ConformanceException if a module is not compiled, or the code and the catalogue
     *     contradict each other
     */
    void write() throws IOException, ConformanceException {
        List<String> missing = notCompiled();
        if (!missing.isEmpty()) {
            throw new ConformanceException(
                    List.of("not compiled: " + missing + "; build all modules: " + REPAIR));
        }
        Standing standing = standing();
        Path document = root.resolve(DOCUMENT);
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(document, Table.of(standing));
        out.println(DOCUMENT + " is written. " + Table.summary(standing));
    }

    /**
     * Compares the document with the code. A build of some modules only cannot know: it says so and
     * passes.
     *
     * @throws ConformanceException if the document is missing or stale, or the code and the
     *     catalogue contradict each other
     */
    void check() throws IOException, ConformanceException {
        List<String> missing = notCompiled();
        if (!missing.isEmpty()) {
            out.println(DOCUMENT + " is not checked, for this build has not compiled " + missing);
            return;
        }
        Standing standing = standing();
        Path document = root.resolve(DOCUMENT);
        if (!Files.exists(document)) {
            throw new ConformanceException(
                    List.of(DOCUMENT + " is missing; write it with: " + REPAIR));
        }
        List<String> differences =
                differences(Files.readAllLines(document), Table.of(standing).lines().toList());
        if (!differences.isEmpty()) {
            throw new ConformanceException(differences);
        }
        out.println(DOCUMENT + " is up to date. " + Table.summary(standing));
    }

    private Standing standing() throws IOException, ConformanceException {
        Standing standing =
                new Standing(
                        catalogue, TestScan.of(root, modules()), ApiScan.of(root, API, catalogue));
        List<String> contradictions = standing.contradictions();
        if (!contradictions.isEmpty()) {
            throw new ConformanceException(contradictions);
        }
        return standing;
    }

    /** The first differing lines, for most changes leave the number of lines as it is. */
    private static List<String> differences(List<String> present, List<String> expected) {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < Math.max(present.size(), expected.size()); i++) {
            String is = i < present.size() ? present.get(i) : "(no line)";
            String should = i < expected.size() ? expected.get(i) : "(no line)";
            if (!is.equals(should) && count++ < SHOWN_DIFFERENCES) {
                differences.add("line %d is:        %s".formatted(i + 1, is));
                differences.add("line %d should be: %s".formatted(i + 1, should));
            }
        }
        if (count > 0) {
            differences.addFirst("%s is stale in %d lines".formatted(DOCUMENT, count));
            differences.add("write it anew with: " + REPAIR);
        }
        return differences;
    }

    /** Names of the folders in the root that hold sources, in order. */
    private List<String> modules() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .map(folder -> root.relativize(folder).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Output folders that the table needs and that are not there. */
    private List<String> notCompiled() throws IOException {
        List<String> needed = new ArrayList<>(List.of(API + "/target/classes"));
        for (String module : modules()) {
            if (Files.isDirectory(root.resolve(module, "src/test/java"))) {
                needed.add(module + "/target/test-classes");
            }
        }
        return needed.stream().filter(folder -> !Files.isDirectory(root.resolve(folder))).toList();
    }
}

package portcls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import javax.tools.ToolProvider;

/** A small project in a temporary folder, whose classes are really compiled. */
record Project(Path root) {

    /** Adds and compiles a class of the project's API. */
    void api(String name, String source) throws IOException {
        add("portcls.api/src/main/java", "portcls.api/target/classes", name, source);
    }

    /** Adds and compiles a test. */
    void test(String module, String name, String source) throws IOException {
        add(module + "/src/test/java", module + "/target/test-classes", name, source);
    }

    private void add(String sources, String output, String name, String source) throws IOException {
        Path file = root.resolve(sources, name + ".java");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, source);
        Path classes = Files.createDirectories(root.resolve(output));
        int status =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path")
                                        + File.pathSeparator
                                        + classes,
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                file.toString());
        assertEquals(0, status, "status of the compiler");
    }

    Path document() {
        return root.resolve(Conformance.DOCUMENT);
    }
}

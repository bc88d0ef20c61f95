package portcls.ports.diag.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes a bundle of a few lines: headers, sources that are compiled, component declarations. */
final class BundleMaker {
    private final Path folder;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private final Manifest manifest = new Manifest();

    /** A bundle of that name and version, made in that folder. */
    BundleMaker(Path folder, String name, String version) {
        this.folder = folder;
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", name);
        header("Bundle-Version", version);
    }

    BundleMaker header(String header, String value) {
        manifest.getMainAttributes().putValue(header, value);
        return this;
    }

    /** A class that is compiled and packed. */
    BundleMaker source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** A class that is compiled and not packed. */
    BundleMaker left(String className, String text) {
        left.add(className.replace('.', '/') + ".class");
        return source(className, text);
    }

    BundleMaker entry(String path, String text) {
        entries.put(path, text);
        return this;
    }

    /** A component of that class; {@code attributes} and {@code body} go into its declaration. */
    BundleMaker component(String className, String attributes, String body) {
        header("Service-Component", "OSGI-INF/component.xml");
        return entry(
                "OSGI-INF/component.xml",
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\""
                        + className
                        + "\" "
                        + attributes
                        + "><implementation class=\""
                        + className
                        + "\"/>"
                        + body
                        + "</scr:component>");
    }

    /** The jar. */
    InputStream pack() throws IOException {
        Path classes = compile();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = classes.relativize(file).toString().replace('\\', '/');
                if (!left.contains(path)) {
                    put(jar, path, Files.readAllBytes(file));
                }
            }
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                put(jar, entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private Path compile() throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        if (sources.isEmpty()) {
            return classes;
        }
        Path from = Files.createTempDirectory(folder, "sources");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = from.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler, "the tests need a JDK");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = compiler.run(null, null, errors, arguments.toArray(String[]::new));
        assertEquals(0, status, () -> errors.toString(StandardCharsets.UTF_8));
        return classes;
    }

    private static void put(JarOutputStream jar, String path, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(content);
        jar.closeEntry();
    }
}

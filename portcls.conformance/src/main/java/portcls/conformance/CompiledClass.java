package portcls.conformance;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A compiled class of a module. It is read, never loaded.
 *
 * @param model its class file
 * @param source path of its source file relative to the project's root; empty if there is none
 */
record CompiledClass(ClassModel model, String source) {

    /**
     * All classes of one output folder of a module, ordered by path; none if there is no folder.
     *
     * @param module name of its folder in the root
     * @param output such as {@code target/test-classes}
     * @param sources such as {@code src/test/java}
     */
    static List<CompiledClass> in(Path root, String module, String output, String sources)
            throws IOException {
        Path folder = root.resolve(module, output);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
        List<CompiledClass> classes = new ArrayList<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            // The source file has the name of the outermost class.
            String java = name.replaceFirst("(\\$.*)?\\.class$", ".java");
            String source = module + "/" + sources + "/" + java;
            boolean found = Files.isRegularFile(root.resolve(source));
            classes.add(new CompiledClass(ClassFile.of().parse(file), found ? source : ""));
        }
        return classes;
    }

    /** Internal name, such as {@code portcls/api/IPort}. */
    String internalName() {
        return model.thisClass().asInternalName();
    }

    /** Name without package, such as {@code Outer.Nested}. */
    String displayName() {
        String name = internalName();
        return name.substring(name.lastIndexOf('/') + 1).replace('$', '.');
    }

    Place place() {
        return new Place(displayName(), source);
    }

    Place place(String method) {
        return new Place(displayName() + "." + method, source);
    }
}

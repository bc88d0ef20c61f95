package portcls.conformance;

import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds which documented methods the compiled interfaces of {@code portcls.api} have. */
final class ApiScan {

    private static final String PACKAGE = "portcls/api/";

    private final Map<String, CompiledClass> interfaces = new TreeMap<>();

    private ApiScan() {}

    /** Where the methods of the catalogue are declared, by their id. */
    static SortedMap<String, Place> of(Path root, String module, Catalogue catalogue)
            throws IOException {
        ApiScan scan = new ApiScan();
        for (CompiledClass each :
                CompiledClass.in(root, module, "target/classes", "src/main/java")) {
            if (each.internalName().startsWith(PACKAGE)
                    && each.model().flags().has(AccessFlag.INTERFACE)) {
                scan.interfaces.put(each.internalName(), each);
            }
        }
        SortedMap<String, Place> done = new TreeMap<>();
        for (String method : catalogue.methods()) {
            scan.find(Catalogue.interfaceName(method), catalogue.javaName(method))
                    .ifPresent(place -> done.put(method, place));
        }
        return done;
    }

    private Optional<Place> find(String interfaceName, String method) {
        return interfaces.values().stream()
                .filter(each -> each.displayName().equals(interfaceName))
                .flatMap(each -> has(each.internalName(), method).stream())
                .findFirst();
    }

    /** The interface that declares the method: the named one or one that it extends. */
    private Optional<Place> has(String internalName, String method) {
        CompiledClass found = interfaces.get(internalName);
        if (found == null) {
            return Optional.empty();
        }
        if (declares(found.model(), method)) {
            return Optional.of(found.place(method));
        }
        return found.model().interfaces().stream()
                .map(ClassEntry::asInternalName)
                .flatMap(parent -> has(parent, method).stream())
                .findFirst();
    }

    private static boolean declares(ClassModel model, String name) {
        return model.methods().stream().anyMatch(method -> isNamed(method, name));
    }

    private static boolean isNamed(MethodModel method, String name) {
        return method.methodName().equalsString(name)
                && !method.flags().has(AccessFlag.STATIC)
                && !method.flags().has(AccessFlag.PRIVATE);
    }
}

package portcls.conformance;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.MethodModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the compiled tests that name rules. */
final class TestScan {

    private static final String RULE = Rule.class.descriptorString();

    private final SortedMap<String, SortedSet<Place>> tests = new TreeMap<>();

    private TestScan() {}

    /** The tests of all modules by the id that they name, whether it exists or not. */
    static SortedMap<String, SortedSet<Place>> of(Path root, List<String> modules)
            throws IOException {
        TestScan scan = new TestScan();
        for (String module : modules) {
            for (CompiledClass test :
                    CompiledClass.in(root, module, "target/test-classes", "src/test/java")) {
                scan.add(test.model(), test.place());
                for (MethodModel method : test.model().methods()) {
                    scan.add(method, test.place(method.methodName().stringValue()));
                }
            }
        }
        return scan.tests;
    }

    private void add(AttributedElement element, Place place) {
        for (String id : ids(element)) {
            tests.computeIfAbsent(id, key -> new TreeSet<>()).add(place);
        }
    }

    private static List<String> ids(AttributedElement element) {
        List<String> ids = new ArrayList<>();
        element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .filter(annotation -> annotation.className().equalsString(RULE))
                .map(Annotation::elements)
                .flatMap(List::stream)
                .map(AnnotationElement::value)
                .forEach(value -> collect(value, ids));
        return ids;
    }

    private static void collect(AnnotationValue value, List<String> ids) {
        switch (value) {
            case AnnotationValue.OfArray array ->
                    array.values().forEach(each -> collect(each, ids));
            case AnnotationValue.OfString text -> ids.add(text.stringValue());
            default -> throw new IllegalStateException("@Rule holds no text: value=" + value);
        }
    }
}

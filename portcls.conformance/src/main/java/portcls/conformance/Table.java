package portcls.conformance;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a {@link Standing} as Markdown, the same text for the same facts. */
final class Table {

    private final Standing standing;
    private final Catalogue catalogue;
    private final StringBuilder out = new StringBuilder();

    private Table(Standing standing) {
        this.standing = standing;
        this.catalogue = standing.catalogue();
    }

    /** The whole document; its lines end with a line feed. */
    static String of(Standing standing) {
        return new Table(standing).render();
    }

    /** The last line of the document, without its end. */
    static String summary(Standing standing) {
        Catalogue catalogue = standing.catalogue();
        Collection<String> rules = catalogue.rules().keySet();
        Collection<String> methods = catalogue.methods();
        return "Rules: %s. Methods: %s."
                .formatted(
                        count(rules, standing.tests().keySet(), "tested", catalogue),
                        count(methods, standing.done().keySet(), "done", catalogue));
    }

    private static String count(
            Collection<String> all, Collection<String> met, String name, Catalogue catalogue) {
        long metCount = all.stream().filter(met::contains).count();
        long excused = all.stream().filter(catalogue.excuses()::containsKey).count();
        return "%d %s, %d excused, %d open of %d"
                .formatted(metCount, name, excused, all.size() - metCount - excused, all.size());
    }

    private String render() {
        line("# Conformance");
        line("");
        line("Rules of the PortCls specification and the tests that prove them; methods of its");
        line("interfaces and where they are declared. Made from the compiled classes by");
        line("`mvn verify -Dconformance.write`: do not edit.");
        catalogue.groups().forEach(this::group);
        line("");
        line("## Methods");
        catalogue.methods().stream()
                .map(Catalogue::interfaceName)
                .distinct()
                .forEach(this::methodsOf);
        line("");
        line(summary(standing));
        return out.toString();
    }

    private void group(String group, String heading) {
        line("");
        line("## " + group + ": " + heading);
        line("");
        line("| Rule | Title | Status | Tests or reason |");
        line("|---|---|---|---|");
        catalogue
                .rules()
                .forEach(
                        (rule, title) -> {
                            if (Catalogue.group(rule).equals(group)) {
                                SortedSet<Place> tests =
                                        standing.tests().getOrDefault(rule, new TreeSet<>());
                                row(rule, title, status(rule, "tested", tests));
                            }
                        });
    }

    private void methodsOf(String interfaceName) {
        line("");
        line("### " + interfaceName);
        line("");
        line("| Method | Status | Declared by or reason |");
        line("|---|---|---|");
        for (String method : catalogue.methods()) {
            if (Catalogue.interfaceName(method).equals(interfaceName)) {
                Place place = standing.done().get(method);
                List<Place> places = place == null ? List.of() : List.of(place);
                String name = method.substring(interfaceName.length() + 2);
                row(name, status(method, "done", places));
            }
        }
    }

    /** The last two cells of a row. */
    private String status(String id, String met, Collection<Place> places) {
        if (!places.isEmpty()) {
            return met + " | " + places.stream().map(Table::link).collect(Collectors.joining(", "));
        }
        String reason = catalogue.excuses().get(id);
        return reason == null ? "open |" : "excused | " + reason;
    }

    /** The document stands one folder below the root. */
    private static String link(Place place) {
        return place.source().isEmpty()
                ? "`" + place.name() + "`"
                : "[" + place.name() + "](../" + place.source() + ")";
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}

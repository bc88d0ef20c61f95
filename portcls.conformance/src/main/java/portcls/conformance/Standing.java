package portcls.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Where the project stands against the catalogue.
 *
 * @param tests tests by the rule that they name
 * @param done where a method is declared, by its id
 */
record Standing(
        Catalogue catalogue,
        SortedMap<String, SortedSet<Place>> tests,
        SortedMap<String, Place> done) {

    /** What contradicts the catalogue, each with what to do; empty if nothing does. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>();
        tests.forEach(
                (rule, places) -> {
                    if (!catalogue.rules().containsKey(rule)) {
                        found.add(
                                "unknown rule: id=%s, named by %s; correct the id, all are in rules.txt"
                                        .formatted(rule, names(places)));
                    } else if (catalogue.excuses().containsKey(rule)) {
                        found.add(
                                "excused rule is tested: id=%s, named by %s; remove it from excuses.txt"
                                        .formatted(rule, names(places)));
                    }
                });
        done.forEach(
                (method, place) -> {
                    if (catalogue.excuses().containsKey(method)) {
                        found.add(
                                "excused method exists: id=%s as %s; remove it from excuses.txt"
                                        .formatted(method, place.name()));
                    }
                });
        return found;
    }

    private static String names(SortedSet<Place> places) {
        return places.stream().map(Place::name).collect(Collectors.joining(", "));
    }
}

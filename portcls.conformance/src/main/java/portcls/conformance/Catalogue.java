package portcls.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is to conform to: every rule and method of the specification, in its order, and the
 * reasons why some cannot apply. Immutable.
 *
 * @param groups headings of the rule groups by group, such as {@code SUB}
 * @param rules titles of the rules by id, such as {@code SUB-1}
 * @param methods ids of the methods, such as {@code IPort::Init}
 * @param excuses reasons by id of a rule or method
 * @param renames Java names by id of a method, where they are not the default
 */
record Catalogue(
        Map<String, String> groups,
        Map<String, String> rules,
        Set<String> methods,
        Map<String, String> excuses,
        Map<String, String> renames) {

    /**
     * Reads the catalogue that belongs to the project.
     *
     * @throws IllegalArgumentException if an entry is malformed, doubled, or about an unknown id
     */
    static Catalogue load() {
        return parse(
                resource("rules.txt"),
                resource("methods.txt"),
                resource("excuses.txt"),
                resource("renames.txt"));
    }

    /** As {@link #load}, from the texts of the four files. */
    static Catalogue parse(String rules, String methods, String excuses, String renames) {
        Map<String, String> groups = new LinkedHashMap<>();
        Map<String, String> titles = new LinkedHashMap<>();
        for (Entry entry : entries("rules.txt", rules)) {
            if (entry.id().startsWith("[")) {
                put("rules.txt", groups, entry.id().replaceAll("[\\[\\]]", ""), entry.text());
            } else {
                require("rules.txt", groups.containsKey(group(entry.id())), entry.id());
                put("rules.txt", titles, entry.id(), entry.text());
            }
        }
        Set<String> methodIds = new LinkedHashSet<>();
        for (String line : lines(methods)) {
            if (!line.matches("I\\w+::\\w+") || !methodIds.add(line)) {
                throw new IllegalArgumentException("methods.txt: malformed or doubled: " + line);
            }
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Entry entry : entries("excuses.txt", excuses)) {
            boolean known = titles.containsKey(entry.id()) || methodIds.contains(entry.id());
            require("excuses.txt", known, entry.id());
            put("excuses.txt", reasons, entry.id(), entry.text());
        }
        Map<String, String> javaNames = new LinkedHashMap<>();
        for (Entry entry : entries("renames.txt", renames)) {
            require("renames.txt", methodIds.contains(entry.id()), entry.id());
            put("renames.txt", javaNames, entry.id(), entry.text());
        }
        return new Catalogue(
                Collections.unmodifiableMap(groups),
                Collections.unmodifiableMap(titles),
                Collections.unmodifiableSet(methodIds),
                Collections.unmodifiableMap(reasons),
                Collections.unmodifiableMap(javaNames));
    }

    /** The group of a rule: {@code SUB} of {@code SUB-1}. */
    static String group(String ruleId) {
        return ruleId.replaceFirst("-\\d+$", "");
    }

    /** The interface of a method: {@code IPort} of {@code IPort::Init}. */
    static String interfaceName(String methodId) {
        return methodId.substring(0, methodId.indexOf("::"));
    }

    /** The name of a method in Java: {@code init} of {@code IPort::Init}, if it is not renamed. */
    String javaName(String methodId) {
        String name = methodId.substring(methodId.indexOf("::") + 2);
        return renames.getOrDefault(
                methodId, Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    private record Entry(String id, String text) {}

    private static List<Entry> entries(String file, String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines(text)) {
            int space = line.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException(file + ": no text behind the id: " + line);
            }
            entries.add(new Entry(line.substring(0, space), line.substring(space).strip()));
        }
        return entries;
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static void put(String file, Map<String, String> map, String id, String text) {
        if (map.putIfAbsent(id, text) != null) {
            throw new IllegalArgumentException(file + ": listed twice: " + id);
        }
    }

    private static void require(String file, boolean known, String id) {
        if (!known) {
            throw new IllegalArgumentException(file + ": unknown id or group: " + id);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource: name=" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package portcls.conformance;

import java.util.Comparator;

/**
 * A place in the code that a table can point to.
 *
 * @param name such as {@code Outer.Nested.method}
 * @param source path of the source file relative to the project's root, with slashes; empty if
 *     unknown
 */
record Place(String name, String source) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::name).thenComparing(Place::source);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}

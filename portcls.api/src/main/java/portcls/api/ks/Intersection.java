package portcls.api.ks;

/**
 * The answer to "which format have these two ranges in common?" ({@code
 * nf-portcls-iminiport-datarangeintersection}): a format, no match, or "let the port decide".
 */
public sealed interface Intersection {
    /** The best format that both ranges hold. */
    record Match(DataFormat format) implements Intersection {}

    /** The ranges have nothing in common; the search goes on with the next pair. */
    record NoMatch() implements Intersection {}

    /** The miniport has no rule of its own; the port's default handler decides. */
    record NotImplemented() implements Intersection {}

    /** A found format. */
    static Intersection of(DataFormat format) {
        return new Match(format);
    }

    /** STATUS_NO_MATCH. */
    static Intersection noMatch() {
        return new NoMatch();
    }

    /** STATUS_NOT_IMPLEMENTED. */
    static Intersection notImplemented() {
        return new NotImplemented();
    }
}

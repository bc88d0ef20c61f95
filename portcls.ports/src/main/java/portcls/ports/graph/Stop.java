package portcls.ports.graph;

import portcls.api.client.Filter;
import portcls.api.ks.PinDescriptor;

import java.util.ArrayList;
import java.util.List;

/** A place on the way, as a {@link Walk} finds it. Of one thread while it walks, then constant. */
final class Stop {
    private static final int NOT_ON_IT = -1;

    private final Filter filter;
    private final Place place;
    private final boolean shared;
    private final List<Stop> before = new ArrayList<>(1);
    private boolean leadsOn;
    private boolean last;
    private String beyond = "";
    private boolean kept;
    private boolean whole;
    private int position = NOT_ON_IT;

    /**
     * A place.
     *
     * @param shared whether other sounds pass through it, too
     */
    Stop(Filter filter, Place place, boolean shared) {
        this.filter = filter;
        this.place = place;
        this.shared = shared;
    }

    Filter filter() {
        return filter;
    }

    Place place() {
        return place;
    }

    boolean isShared() {
        return shared;
    }

    /** What it is when it is a pin. */
    PinDescriptor pin() {
        return filter.descriptor().pins().get(place.id());
    }

    /** From where it is reached, first from where it was reached first. */
    List<Stop> before() {
        return before;
    }

    /** It is reached from there. */
    void reachedFrom(Stop other) {
        before.add(other);
        other.leadsOn = true;
    }

    /** Whether the way goes on from here. */
    boolean leadsOn() {
        return leadsOn;
    }

    /**
     * The way ends here.
     *
     * @param name what an adapter said is wired to it; empty when it said nothing
     */
    void endsWith(String name) {
        last = true;
        beyond = name;
    }

    /** Whether it is an end of the way, and not merely a place that leads nowhere. */
    boolean isLast() {
        return last;
    }

    String beyond() {
        return beyond;
    }

    /** Whether it lies between the stream and where the way leads. */
    boolean isKept() {
        return kept;
    }

    /** It does; false when that was known. */
    boolean keep() {
        boolean first = !kept;
        kept = true;
        return first;
    }

    /** Whether all of the sound passes through it. */
    boolean isWhole() {
        return whole;
    }

    void passesAll() {
        whole = true;
    }

    /** Where it lies on one way back from an end to the stream; -1 when it is not on it. */
    int position() {
        return position;
    }

    void position(int number) {
        position = number;
    }

    /** Whether it lies on that way. */
    boolean isPositioned() {
        return position != NOT_ON_IT;
    }
}

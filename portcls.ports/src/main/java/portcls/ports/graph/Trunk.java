package portcls.ports.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the places that every way from the stream to an end passes through, in one sweep: one way
 * back is taken as a measure, and a place on it is passed by all when no other way leads around it.
 */
final class Trunk {
    private final List<Stop> measure = new ArrayList<>();
    private final Set<Stop> beside = new HashSet<>();

    /** Position on the measure up to which the ways that were followed lead. */
    private int reached;

    private Trunk() {}

    /**
     * Marks them.
     *
     * @param start where they begin; it is always one of them
     * @param ends where the ways end; at least one
     */
    static void mark(Stop start, List<Stop> ends) {
        Trunk trunk = new Trunk();
        trunk.measure(start, ends.getFirst());
        trunk.sweep(ends);
    }

    /** The way on which the end was found first. */
    @SuppressWarnings("ReferenceEquality") // a place is visited once
    private void measure(Stop start, Stop end) {
        Stop stop = end;
        add(stop);
        while (stop != start) {
            stop = stop.before().getFirst();
            add(stop);
        }
    }

    private void add(Stop stop) {
        stop.position(measure.size());
        measure.add(stop);
    }

    private void sweep(List<Stop> ends) {
        follow(ends);
        int next = 0;
        while (true) {
            while (next < reached) {
                follow(measure.get(next++).before());
            }
            measure.get(next).passesAll();
            if (next == measure.size() - 1) {
                return;
            }
            follow(measure.get(next++).before());
        }
    }

    /** Goes back from there by all ways that leave the measure, until they come to it again. */
    private void follow(List<Stop> from) {
        Deque<Stop> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            Stop stop = open.remove();
            if (stop.isPositioned()) {
                reached = Math.max(reached, stop.position());
            } else if (beside.add(stop)) {
                open.addAll(stop.before());
            }
        }
    }
}

package portcls.ports.graph;

import portcls.api.ks.PinCategories;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * What of the places that a walk reached belongs to the stream. What is played is on its way to
 * jacks: a branch that leads into a recording, or into a connector where nothing is plugged, is not
 * part of it, as long as there is a way to a jack. A recording has all that it records.
 */
final class Way {
    private Way() {}

    /**
     * Marks the places that belong to it, and those that all of the sound passes.
     *
     * @param stops all that were reached, the stream's pin first
     * @param plays whether the stream is played
     */
    static void mark(List<Stop> stops, boolean plays) {
        List<Stop> goals = plays ? goals(stops) : List.of();
        if (goals.isEmpty()) {
            goals = fitting(stops, stop -> !stop.leadsOn());
            stops.forEach(Stop::keep);
        } else {
            keepWaysTo(goals);
        }
        if (goals.isEmpty()) {
            // Nothing but a circle: no way leads around any of it.
            stops.forEach(Stop::passesAll);
        } else {
            Trunk.mark(stops.getFirst(), goals);
        }
    }

    private static List<Stop> goals(List<Stop> stops) {
        List<Stop> jacks = fitting(stops, Way::isJack);
        return jacks.isEmpty() ? fitting(stops, Stop::isLast) : jacks;
    }

    /** A connector is for a wire inside the device, unless somebody says what it is wired to. */
    private static boolean isJack(Stop stop) {
        return stop.isLast()
                && (!stop.beyond().isEmpty()
                        || !stop.pin().category().equals(PinCategories.LEGACY_AUDIO_CONNECTOR));
    }

    private static void keepWaysTo(List<Stop> goals) {
        Deque<Stop> open = new ArrayDeque<>(goals);
        while (!open.isEmpty()) {
            Stop stop = open.remove();
            if (stop.keep()) {
                open.addAll(stop.before());
            }
        }
    }

    private static List<Stop> fitting(List<Stop> stops, Predicate<Stop> condition) {
        return stops.stream().filter(condition).toList();
    }
}

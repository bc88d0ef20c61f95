package portcls.shell.topology;

import portcls.shell.topology.Sketch.Edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places for boxes so that sound goes from left to right: each one column behind the last of those
 * that lead to it, and in its column near to them.
 */
final class Layers {
    private final Map<Spot, Integer> columns = new LinkedHashMap<>();
    private final Map<Spot, List<Spot>> before = new HashMap<>();
    private final Set<Spot> under = new HashSet<>();

    private Layers(Sketch sketch) {
        for (Edge edge : sketch.edges()) {
            before.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge.from());
        }
        sketch.marks().keySet().forEach(this::column);
    }

    /** The boxes of each column, top down. */
    static List<List<Spot>> of(Sketch sketch) {
        return new Layers(sketch).ordered();
    }

    /** A circle is cut where it closes. */
    private int column(Spot spot) {
        Integer known = columns.get(spot);
        if (known != null) {
            return known;
        }
        if (!under.add(spot)) {
            return -1;
        }
        int column = 0;
        for (Spot from : before.getOrDefault(spot, List.of())) {
            column = Math.max(column, column(from) + 1);
        }
        under.remove(spot);
        columns.put(spot, column);
        return column;
    }

    private List<List<Spot>> ordered() {
        int last = columns.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        List<List<Spot>> ordered = new ArrayList<>();
        Map<Spot, Double> heights = new HashMap<>();
        for (int column = 0; column <= last; column++) {
            int wanted = column;
            List<Spot> spots =
                    new ArrayList<>(
                            columns.entrySet().stream()
                                    .filter(placed -> placed.getValue() == wanted)
                                    .map(Map.Entry::getKey)
                                    .toList());
            spots.sort(Comparator.comparingDouble(spot -> mean(spot, heights)));
            for (int row = 0; row < spots.size(); row++) {
                heights.put(spots.get(row), (row + 0.5) / spots.size());
            }
            ordered.add(spots);
        }
        return ordered;
    }

    private double mean(Spot spot, Map<Spot, Double> heights) {
        return before.getOrDefault(spot, List.of()).stream()
                .mapToDouble(from -> heights.getOrDefault(from, 0.5))
                .average()
                .orElse(1);
    }
}

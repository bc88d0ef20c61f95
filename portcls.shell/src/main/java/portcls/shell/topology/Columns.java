package portcls.shell.topology;

import portcls.shell.topology.Sketch.Edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which column each box stands: one behind the last of those that lead to it. */
final class Columns {
    private final Map<Spot, Integer> columns = new LinkedHashMap<>();
    private final Map<Spot, List<Spot>> before = new HashMap<>();
    private final Set<Spot> under = new HashSet<>();

    private Columns(Sketch sketch) {
        for (Edge edge : sketch.edges()) {
            before.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge.from());
        }
        sketch.marks().keySet().forEach(this::column);
    }

    /** The boxes in the order of the sketch with their columns, from 0. */
    static Map<Spot, Integer> of(Sketch sketch) {
        return new Columns(sketch).columns;
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
}

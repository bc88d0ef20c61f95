package portcls.shell.topology;

import org.jspecify.annotations.Nullable;

import portcls.shell.topology.Sketch.Edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Columns of boxes through which sound goes from left to right, ordered so that few lines cross. A
 * line that leads past a column has a place of its own there, so that it runs beside the boxes and
 * not behind them.
 */
final class Layers {
    private static final int SWEEPS = 12;

    private final List<List<Cell>> columns = new ArrayList<>();
    private final Map<Edge, List<Cell>> ways = new LinkedHashMap<>();

    private Layers(Sketch sketch) {
        Map<Spot, Cell> boxes = new HashMap<>();
        Columns.of(sketch).forEach((spot, column) -> boxes.put(spot, add(spot, column)));
        for (Edge edge : sketch.edges()) {
            Cell from = boxes.get(edge.from());
            Cell to = boxes.get(edge.to());
            if (from != null && to != null) {
                ways.put(edge, way(from, to));
            }
        }
        order();
    }

    static Layers of(Sketch sketch) {
        return new Layers(sketch);
    }

    /** The cells of each column, top down. */
    List<List<Cell>> columns() {
        return columns;
    }

    /**
     * The cells that each line leads through, its two boxes among them. A line that closes a circle
     * leads straight back.
     */
    Map<Edge, List<Cell>> ways() {
        return ways;
    }

    private List<Cell> way(Cell from, Cell to) {
        List<Cell> way = new ArrayList<>(List.of(from));
        if (from.column < to.column) {
            for (int column = from.column + 1; column < to.column; column++) {
                Cell passing = add(null, column);
                way.getLast().leadTo(passing);
                way.add(passing);
            }
            way.getLast().leadTo(to);
        }
        way.add(to);
        return way;
    }

    private Cell add(@Nullable Spot spot, int column) {
        while (columns.size() <= column) {
            columns.add(new ArrayList<>());
        }
        Cell cell = new Cell(spot, column);
        columns.get(column).add(cell);
        return cell;
    }

    /** Sorts to and fro by the mean place of the neighbours, and keeps the best that came. */
    private void order() {
        List<List<Cell>> best = copy();
        int fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            if (sweep % 2 == 0) {
                for (int column = 1; column < columns.size(); column++) {
                    sort(columns.get(column), columns.get(column - 1), cell -> cell.before);
                }
            } else {
                for (int column = columns.size() - 2; column >= 0; column--) {
                    sort(columns.get(column), columns.get(column + 1), cell -> cell.after);
                }
            }
            int now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        columns.clear();
        columns.addAll(best);
    }

    private List<List<Cell>> copy() {
        return columns.stream().<List<Cell>>map(ArrayList::new).toList();
    }

    private static void sort(
            List<Cell> column, List<Cell> fixed, Function<Cell, List<Cell>> neighbours) {
        Map<Cell, Integer> rows = rows(fixed);
        Map<Cell, Double> wanted = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            // One without neighbours stays about where it is.
            double stay = (row + 0.5) * fixed.size() / column.size();
            wanted.put(
                    column.get(row),
                    neighbours.apply(column.get(row)).stream()
                            .mapToInt(rows::get)
                            .average()
                            .orElse(stay));
        }
        column.sort(Comparator.comparingDouble(wanted::get));
    }

    private static Map<Cell, Integer> rows(List<Cell> column) {
        Map<Cell, Integer> rows = new HashMap<>();
        column.forEach(cell -> rows.put(cell, rows.size()));
        return rows;
    }

    /** How often two lines between neighbouring columns cross. */
    private int crossings() {
        int crossings = 0;
        for (int column = 0; column + 1 < columns.size(); column++) {
            Map<Cell, Integer> rows = rows(columns.get(column + 1));
            int[] ends =
                    columns.get(column).stream()
                            .flatMapToInt(cell -> cell.after.stream().mapToInt(rows::get).sorted())
                            .toArray();
            for (int i = 0; i < ends.length; i++) {
                int end = ends[i];
                crossings +=
                        (int) Arrays.stream(ends, i + 1, ends.length).filter(e -> e < end).count();
            }
        }
        return crossings;
    }
}

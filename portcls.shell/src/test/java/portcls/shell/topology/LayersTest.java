package portcls.shell.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.shell.topology.Mark.Kind;
import portcls.shell.topology.Sketch.Edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Where the boxes and lines of a picture stand. */
class LayersTest {
    private static final double BOX = 50;
    private static final double LINE = 10;

    private final Map<Spot, Mark> marks = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    private static Spot spot(int id) {
        return new Spot("test", true, id);
    }

    private void edge(int from, int to) {
        for (int id : new int[] {from, to}) {
            marks.putIfAbsent(spot(id), new Mark(spot(id), Kind.NODE, "node " + id, ""));
        }
        edges.add(new Edge(spot(from), spot(to), false));
    }

    private Layers layers() {
        return Layers.of(new Sketch(List.of(), marks, edges));
    }

    private static List<List<Integer>> boxes(Layers layers) {
        return layers.columns().stream()
                .map(
                        column ->
                                column.stream()
                                        .filter(Cell::isBox)
                                        .map(cell -> cell.spot == null ? -1 : cell.spot.id())
                                        .toList())
                .toList();
    }

    @Test
    void soundFlowsFromLeftToRight() {
        edge(1, 2);
        edge(2, 3);
        edge(1, 3);
        assertEquals(List.of(List.of(1), List.of(2), List.of(3)), boxes(layers()));
    }

    @Test
    void linesThatNeedNotCrossDoNot() {
        edge(1, 12);
        edge(2, 11);
        edge(3, 10);
        edge(10, 20);
        edge(11, 21);
        edge(12, 22);
        Layers layers = layers();
        List<Integer> first = boxes(layers).getFirst();
        List<Integer> last = boxes(layers).getLast();
        for (int row = 0; row < 3; row++) {
            assertEquals(23 - first.get(row), last.get(row), boxes(layers).toString());
        }
    }

    @Test
    void aLineThatLeadsPastAColumnRunsBesideItsBoxes() {
        edge(1, 2);
        edge(2, 3);
        edge(3, 4);
        edge(1, 4);
        Layers layers = layers();
        double height = Heights.set(layers.columns(), BOX, LINE);
        assertTrue(height < 2 * BOX, "height=" + height);
        List<Cell> way = layers.ways().get(new Edge(spot(1), spot(4), false));
        assertEquals(4, way.size());
        for (Cell cell : way.subList(1, 3)) {
            Cell box =
                    layers.columns().get(cell.column).stream()
                            .filter(Cell::isBox)
                            .findAny()
                            .orElseThrow();
            assertTrue(Math.abs(cell.y - box.y) >= (BOX + LINE) / 2 - 1e-9, "line behind a box");
        }
    }

    @Test
    void partsThatAreNotConnectedStandCloseTogether() {
        for (int i = 0; i < 8; i++) {
            edge(1, 10 + i);
        }
        edge(2, 3);
        Layers layers = layers();
        assertEquals(9 * BOX, Heights.set(layers.columns(), BOX, LINE), 1e-9);
        Cell first = layers.ways().get(new Edge(spot(2), spot(3), false)).getFirst();
        assertEquals(8.5 * BOX, first.y, 1e-9);
    }

    @Test
    void aCircleIsDrawn() {
        edge(1, 2);
        edge(2, 3);
        edge(3, 1);
        Layers layers = layers();
        assertEquals(3, layers.ways().size());
        assertTrue(Heights.set(layers.columns(), BOX, LINE) > 0);
    }

    @Test
    void nothingIsDrawnOverAnythingElse() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            marks.clear();
            edges.clear();
            for (int i = 0; i < 30; i++) {
                edge(random.nextInt(20), random.nextInt(20));
            }
            Layers layers = layers();
            double height = Heights.set(layers.columns(), BOX, LINE);
            for (List<Cell> column : layers.columns()) {
                double end = 0;
                for (Cell cell : column) {
                    double half = (cell.isBox() ? BOX : LINE) / 2;
                    assertTrue(cell.y - half >= end - 1e-6, "round " + round);
                    end = cell.y + half;
                }
                assertTrue(end <= height + 1e-6);
            }
            int drawn =
                    layers.columns().stream()
                            .mapToInt(it -> (int) it.stream().filter(Cell::isBox).count())
                            .sum();
            assertEquals(marks.size(), drawn);
        }
    }
}

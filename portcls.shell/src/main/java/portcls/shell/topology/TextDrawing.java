package portcls.shell.topology;

import portcls.shell.text.Table;
import portcls.shell.topology.Mark.Kind;
import portcls.shell.topology.Sketch.Edge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A drawing of lines: a line for each source, along the way of its sound. What was drawn once is
 * not drawn again: a line that joins another one ends with {@code …}, one that leaves another one
 * begins with it.
 */
final class TextDrawing {
    private static final String ARROW = " ──▶ ";
    private static final String WIRE = " ══▶ ";
    private static final String MORE = "…";
    private static final String MARGIN = "  ";
    private static final String INDENT = "      ";
    private static final int NARROWEST = 60;

    private final Sketch sketch;
    private final Map<Spot, List<Edge>> leaving;
    private final Set<Spot> drawn = new HashSet<>();
    private final Deque<Branch> open = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();
    private final int columns;

    /** A line that is to be drawn. */
    private record Branch(List<String> stem, String arrow, Spot to) {}

    private TextDrawing(Sketch sketch, int columns) {
        this.sketch = sketch;
        this.columns = columns;
        leaving = sketch.leaving();
    }

    /**
     * The lines.
     *
     * @param columns width to keep to
     */
    static List<String> lines(Sketch sketch, int columns) {
        TextDrawing drawing = new TextDrawing(sketch, Math.max(NARROWEST, columns));
        for (Spot source : sketch.sources()) {
            if (drawing.leaving.containsKey(source)) {
                drawing.open.add(new Branch(List.of(), "", source));
                while (!drawing.open.isEmpty()) {
                    drawing.draw(drawing.open.remove());
                }
            }
        }
        return drawing.lines;
    }

    private void draw(Branch branch) {
        List<String> words = new ArrayList<>(branch.stem());
        String arrow = branch.arrow();
        Spot spot = branch.to();
        List<Edge> ways = leaving.getOrDefault(spot, List.of());
        while (drawn.add(spot)) {
            if (!isInner(spot) || words.isEmpty() || ways.isEmpty()) {
                words.add(arrow + text(spot));
            }
            if (ways.isEmpty()) {
                wrap(words);
                return;
            }
            for (Edge other : ways.subList(1, ways.size())) {
                open.add(new Branch(List.of(MORE + " " + text(spot)), arrow(other), other.to()));
            }
            arrow = arrow(ways.getFirst());
            spot = ways.getFirst().to();
            ways = leaving.getOrDefault(spot, List.of());
        }
        words.add(arrow + text(spot) + (ways.isEmpty() ? "" : " " + MORE));
        wrap(words);
    }

    /** Behind a bridge pin that is not drawn itself the arrow stands for its wire. */
    private String arrow(Edge edge) {
        return edge.wire() || isInner(edge.from()) ? WIRE : ARROW;
    }

    /** A bridge pin in the middle of a wire tells nothing. */
    private boolean isInner(Spot spot) {
        return sketch.mark(spot).kind() == Kind.WIRE;
    }

    private String text(Spot spot) {
        Mark mark = sketch.mark(spot);
        String text = Table.printable(mark.text());
        return mark.kind() == Kind.NODE ? "[" + text + "]" : text;
    }

    private void wrap(List<String> words) {
        StringBuilder line = new StringBuilder(MARGIN);
        for (String word : words) {
            if (line.length() + word.length() > columns && line.length() > INDENT.length()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(INDENT).append(word.strip());
            } else {
                line.append(word);
            }
        }
        lines.add(line.toString().stripTrailing());
    }
}

package portcls.shell.topology;

import portcls.api.client.Filter;
import portcls.shell.text.Table;
import portcls.shell.topology.Sketch.Edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A drawing in the language of Graphviz: {@code topology DEVICE --dot | dot -Tpdf -o card.pdf}. */
final class DotDrawing {
    private final Sketch sketch;
    private final Map<Spot, String> names = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private DotDrawing(Sketch sketch) {
        this.sketch = sketch;
    }

    static List<String> lines(Sketch sketch) {
        DotDrawing drawing = new DotDrawing(sketch);
        drawing.draw();
        return drawing.lines;
    }

    private void draw() {
        lines.add("digraph topology {");
        lines.add("  rankdir=LR;");
        lines.add("  node [fontname=\"sans-serif\", shape=box];");
        for (int i = 0; i < sketch.filters().size(); i++) {
            Filter filter = sketch.filters().get(i);
            lines.add("  subgraph cluster_" + i + " {");
            lines.add("    label=" + quoted(filter.id() + "  (" + filter.name() + ")") + ";");
            marksOf(filter.id()).forEach(mark -> lines.add("  " + statement(mark)));
            lines.add("  }");
        }
        sketch.marks().values().stream()
                .filter(mark -> mark.kind() == Mark.Kind.OUTSIDE)
                .forEach(mark -> lines.add(statement(mark)));
        for (Edge edge : sketch.edges()) {
            lines.add(
                    "  "
                            + name(edge.from())
                            + " -> "
                            + name(edge.to())
                            + (edge.wire() ? " [style=bold]" : "")
                            + ";");
        }
        lines.add("}");
    }

    private List<Mark> marksOf(String filterId) {
        return sketch.marks().values().stream()
                .filter(
                        mark ->
                                mark.spot().filter().equals(filterId)
                                        && mark.kind() != Mark.Kind.OUTSIDE)
                .toList();
    }

    private String statement(Mark mark) {
        String shape =
                switch (mark.kind()) {
                    case STREAM -> "shape=cds";
                    case JACK -> "shape=ellipse";
                    case WIRE -> "shape=point, xlabel=\"\"";
                    case NODE -> "shape=box, style=rounded";
                    case OUTSIDE -> "shape=plaintext";
                };
        String value = mark.value().isEmpty() ? "" : "\n" + mark.value();
        return "  "
                + name(mark.spot())
                + " ["
                + shape
                + ", label="
                + quoted(mark.name() + value)
                + "];";
    }

    private String name(Spot spot) {
        return names.computeIfAbsent(
                spot,
                _ -> String.format(Locale.ROOT, "%s%d", spot.node() ? "n" : "p", names.size()));
    }

    /** A string of the language; a device cannot end it with what it calls itself. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (String line : text.split("\n", -1)) {
            quoted.append(quoted.length() > 1 ? "\\n" : "")
                    .append(Table.printable(line).replace("\\", "\\\\").replace("\"", "\\\""));
        }
        return quoted.append('"').toString();
    }
}

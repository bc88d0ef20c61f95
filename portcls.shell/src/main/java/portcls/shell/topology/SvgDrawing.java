package portcls.shell.topology;

import portcls.api.client.Filter;
import portcls.shell.text.Table;
import portcls.shell.topology.Sketch.Edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A picture that every browser shows; needs nothing installed. */
final class SvgDrawing {
    private static final int BOX_HEIGHT = 40;
    private static final int ROW = 58;
    private static final int LINE = 18;
    private static final int GAP = 46;
    private static final int MARGIN = 24;
    private static final int LEGEND = 26;
    private static final double CHARACTER = 7.4;
    private static final int PADDING = 20;
    private static final int LEAST_WIDTH = 60;

    /** One for each filter. */
    private static final List<String> COLORS =
            List.of("#d7e8fb", "#fdebd0", "#dff3dd", "#eadff7", "#fbdfe3", "#e2e8ec");

    private final Sketch sketch;
    private final Map<Cell, Box> places = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private record Box(double x, double y, double width) {
        double right() {
            return x + width;
        }

        double middle() {
            return y + BOX_HEIGHT / 2.0;
        }
    }

    private SvgDrawing(Sketch sketch) {
        this.sketch = sketch;
    }

    static List<String> lines(Sketch sketch) {
        SvgDrawing drawing = new SvgDrawing(sketch);
        drawing.draw();
        return drawing.lines;
    }

    private void draw() {
        Layers layers = Layers.of(sketch);
        double top = MARGIN + LEGEND * (double) sketch.filters().size() + MARGIN / 2.0;
        double height = Heights.set(layers.columns(), ROW, LINE);
        double x = MARGIN;
        for (List<Cell> column : layers.columns()) {
            double width = column.stream().mapToDouble(this::width).max().orElse(LEAST_WIDTH);
            for (Cell cell : column) {
                places.put(cell, new Box(x, top + cell.y - BOX_HEIGHT / 2.0, width));
            }
            x += width + GAP;
        }
        open(Math.max(x - GAP + MARGIN, widest()), top + height + MARGIN);
        legend();
        layers.ways().forEach(this::arrow);
        layers.columns().forEach(column -> column.forEach(this::box));
        lines.add("</svg>");
    }

    private void open(double width, double height) {
        lines.add(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
                                + " font-family=\"sans-serif\" font-size=\"13\">",
                        width,
                        height));
        lines.add(
                "<defs><marker id=\"tip\" markerUnits=\"userSpaceOnUse\" markerWidth=\"9\""
                        + " markerHeight=\"8\" refX=\"8\" refY=\"4\" orient=\"auto\"><path d=\"M0,0"
                        + " L9,4 L0,8 z\"/></marker></defs>");
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    }

    private void legend() {
        for (int i = 0; i < sketch.filters().size(); i++) {
            Filter filter = sketch.filters().get(i);
            double y = MARGIN + i * (double) LEGEND;
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%d\" y=\"%.0f\" width=\"16\" height=\"16\" fill=\"%s\""
                                    + " stroke=\"#555\"/>",
                            MARGIN,
                            y,
                            color(filter.id())));
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%d\" y=\"%.0f\">%s</text>",
                            MARGIN + 24,
                            y + 13,
                            escaped(legendText(filter))));
        }
    }

    private double widest() {
        return sketch.filters().stream()
                        .mapToDouble(filter -> legendText(filter).length() * CHARACTER)
                        .max()
                        .orElse(0)
                + 3 * MARGIN;
    }

    private static String legendText(Filter filter) {
        return filter.id() + "  " + filter.name() + ", " + filter.kind().key();
    }

    private void box(Cell cell) {
        if (cell.spot == null) {
            return;
        }
        Mark mark = sketch.mark(cell.spot);
        Box box = place(cell);
        int round =
                switch (mark.kind()) {
                    case STREAM, WIRE, OUTSIDE -> 0;
                    case NODE -> 7;
                    case JACK -> BOX_HEIGHT / 2;
                };
        lines.add(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"%d\""
                                + " fill=\"%s\" stroke=\"#555\"%s/>",
                        box.x(),
                        box.y(),
                        box.width(),
                        BOX_HEIGHT,
                        round,
                        color(mark.spot().filter()),
                        mark.kind() == Mark.Kind.STREAM ? " stroke-width=\"2.5\"" : ""));
        double centre = box.x() + box.width() / 2;
        if (mark.value().isEmpty()) {
            lines.add(label(centre, box.middle() + 5, mark.name(), ""));
        } else {
            lines.add(label(centre, box.middle() - 4, mark.name(), ""));
            lines.add(label(centre, box.middle() + 13, mark.value(), " font-weight=\"bold\""));
        }
    }

    private void arrow(Edge edge, List<Cell> way) {
        Box from = place(way.getFirst());
        StringBuilder path = new StringBuilder();
        append(path, "M%.1f,%.1f", from.right(), from.middle());
        for (Cell cell : way.subList(1, way.size())) {
            Box to = place(cell);
            double bend = (to.x() - from.right()) / 2;
            append(path, " C%.1f,%.1f", from.right() + bend, from.middle());
            append(path, " %.1f,%.1f", to.x() - bend, to.middle());
            append(path, " %.1f,%.1f", to.x(), to.middle());
            if (!cell.isBox()) {
                append(path, " L%.1f,%.1f", to.right(), to.middle());
            }
            from = to;
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "<path d=\"%s\" fill=\"none\" stroke=\"#333\" stroke-width=\"%s\""
                                + " marker-end=\"url(#tip)\"/>",
                        path,
                        edge.wire() ? "2.5" : "1.2"));
    }

    private static void append(StringBuilder path, String format, double x, double y) {
        path.append(String.format(Locale.ROOT, format, x, y));
    }

    private Box place(Cell cell) {
        return Objects.requireNonNull(places.get(cell), "every cell has a place");
    }

    private double width(Cell cell) {
        if (cell.spot == null) {
            return 0;
        }
        Mark mark = sketch.mark(cell.spot);
        int letters = Math.max(mark.name().length(), mark.value().length());
        return Math.max(LEAST_WIDTH, letters * CHARACTER + PADDING);
    }

    private String color(String filterId) {
        for (int i = 0; i < sketch.filters().size(); i++) {
            if (sketch.filters().get(i).id().equals(filterId)) {
                return COLORS.get(i % COLORS.size());
            }
        }
        return "white";
    }

    private static String label(double x, double y, String text, String style) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\"%s>%s</text>",
                x,
                y,
                style,
                escaped(text));
    }

    private static String escaped(String text) {
        return Table.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

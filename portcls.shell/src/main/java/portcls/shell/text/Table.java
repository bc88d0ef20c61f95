package portcls.shell.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays text out in columns that are as wide as their widest cell. What a device or a file says of
 * itself cannot harm the terminal: control characters are shown as a question mark.
 *
 * <p>For one thread.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final List<Row> rows = new ArrayList<>();
    private final boolean[] rightAligned;

    /**
     * A table with headings; a heading that starts with {@code >} aligns its column to the right.
     */
    public Table(String... headings) {
        String[] cells = headings.clone();
        rightAligned = new boolean[cells.length];
        for (int column = 0; column < cells.length; column++) {
            if (cells[column].startsWith(">")) {
                rightAligned[column] = true;
                cells[column] = cells[column].substring(1);
            }
        }
        rows.add(new Row(List.of(cells), false));
    }

    /** Adds a row; an empty cell is shown as a dash. */
    public Table row(String... cells) {
        if (cells.length != rightAligned.length) {
            throw new IllegalArgumentException(
                    "a row needs a cell for each heading: cells="
                            + cells.length
                            + ", headings="
                            + rightAligned.length);
        }
        rows.add(new Row(clean(cells), false));
        return this;
    }

    /** Adds a row whose last cell runs on over the columns that follow. */
    public Table rowWithRemark(String... cells) {
        if (cells.length == 0 || cells.length > rightAligned.length) {
            throw new IllegalArgumentException(
                    "a row needs 1 … " + rightAligned.length + " cells: cells=" + cells.length);
        }
        rows.add(new Row(clean(cells), true));
        return this;
    }

    /** The lines, headings first, without blanks at their ends. */
    public List<String> lines() {
        int[] widths = new int[rightAligned.length];
        for (Row row : rows) {
            int counted = row.remark ? row.cells.size() - 1 : row.cells.size();
            for (int column = 0; column < counted; column++) {
                widths[column] = Math.max(widths[column], width(row.cells.get(column)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** Text without control characters. */
    public static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return clean.toString();
    }

    private String line(Row row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.cells.size(); column++) {
            String cell = row.cells.get(column);
            boolean free = row.remark && column == row.cells.size() - 1;
            String padding = " ".repeat(free ? 0 : widths[column] - width(cell));
            line.append(column == 0 ? "" : GAP);
            line.append(rightAligned[column] && !free ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static List<String> clean(String[] cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.isEmpty() ? NOTHING : printable(cell))
                .toList();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private record Row(List<String> cells, boolean remark) {}
}

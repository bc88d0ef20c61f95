package portcls.shell.topology;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * How high the cells of each column stand: in their order, far enough from one another, and as near
 * to those that they are connected to as that allows, so that lines run straight.
 */
final class Heights {
    private static final int ROUNDS = 8;

    private final List<List<Cell>> columns;
    private final double box;
    private final double line;

    private Heights(List<List<Cell>> columns, double box, double line) {
        this.columns = columns;
        this.box = box;
        this.line = line;
    }

    /**
     * Sets {@link Cell#y} of all of them, from 0 on, and tells the height of it all.
     *
     * @param box space for a box
     * @param line space for a line that passes
     */
    static double set(List<List<Cell>> columns, double box, double line) {
        return new Heights(columns, box, line).set();
    }

    private double set() {
        for (List<Cell> column : columns) {
            double y = 0;
            for (Cell cell : column) {
                cell.y = y + space(cell) / 2;
                y += space(cell);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            columns.forEach(column -> pull(column, cell -> cell.before));
            columns.reversed().forEach(column -> pull(column, cell -> cell.after));
        }
        columns.forEach(column -> pull(column, cell -> cell.before));
        return closeGaps();
    }

    /** Moves everything up over bands in which nothing stands; returns where the last ends. */
    private double closeGaps() {
        List<Cell> cells =
                columns.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingDouble(this::top))
                        .toList();
        double end = 0;
        double up = cells.isEmpty() ? 0 : top(cells.getFirst());
        for (Cell cell : cells) {
            up += Math.max(0, top(cell) - up - end);
            cell.y -= up;
            end = Math.max(end, top(cell) + space(cell));
        }
        return end;
    }

    private double top(Cell cell) {
        return cell.y - space(cell) / 2;
    }

    private double space(Cell cell) {
        return cell.isBox() ? box : line;
    }

    /**
     * Moves the cells of a column towards their neighbours. Those that would come too near to one
     * another are moved as one, to the mean of what they want.
     */
    private void pull(List<Cell> column, Function<Cell, List<Cell>> neighbours) {
        double[] middle = new double[column.size()];
        double[] weight = new double[column.size()];
        int[] length = new int[column.size()];
        double[] offset = offsets(column);
        int blocks = 0;
        for (int i = 0; i < column.size(); i++) {
            Cell cell = column.get(i);
            List<Cell> near = neighbours.apply(cell);
            double wanted = near.stream().mapToDouble(it -> it.y).average().orElse(cell.y);
            middle[blocks] = wanted - offset[i];
            weight[blocks] = near.isEmpty() ? 0.1 : 1;
            length[blocks] = 1;
            blocks++;
            while (blocks > 1 && middle[blocks - 1] < middle[blocks - 2]) {
                blocks--;
                double both = weight[blocks - 1] + weight[blocks];
                middle[blocks - 1] =
                        (middle[blocks - 1] * weight[blocks - 1] + middle[blocks] * weight[blocks])
                                / both;
                weight[blocks - 1] = both;
                length[blocks - 1] += length[blocks];
            }
        }
        int i = 0;
        for (int block = 0; block < blocks; block++) {
            for (int k = 0; k < length[block]; k++, i++) {
                column.get(i).y = middle[block] + offset[i];
            }
        }
    }

    /** Where each cell of a column would stand if nothing were left between them. */
    private double[] offsets(List<Cell> column) {
        double[] offset = new double[column.size()];
        for (int i = 1; i < offset.length; i++) {
            offset[i] = offset[i - 1] + (space(column.get(i - 1)) + space(column.get(i))) / 2;
        }
        return offset;
    }
}

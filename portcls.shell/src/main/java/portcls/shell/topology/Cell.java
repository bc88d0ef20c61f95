package portcls.shell.topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a column of a picture: a box, or a line that passes by on its way to a later column.
 */
final class Cell {
    /** Its box; null where a line passes. */
    final @Nullable Spot spot;

    final int column;

    /** The cells of the column before that lead here. */
    final List<Cell> before = new ArrayList<>();

    /** The cells of the next column that are led to from here. */
    final List<Cell> after = new ArrayList<>();

    /** Its middle, downwards. */
    double y;

    Cell(@Nullable Spot spot, int column) {
        this.spot = spot;
        this.column = column;
    }

    boolean isBox() {
        return spot != null;
    }

    void leadTo(Cell next) {
        after.add(next);
        next.before.add(this);
    }
}

package portcls.bench;

import java.util.Locale;

/** Lines of text with numbers in them, the same in every country. */
public final class Report {
    private Report() {}

    /** Prints a formatted line. */
    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency for one line
    public static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Says whether a value that is to be at least so much is. */
    public static void aimAtLeast(String what, double value, double least) {
        aim(value >= least, "%s: %.2f, aim ≥ %.2f", what, value, least);
    }

    /** Says whether a value that is to be at most so much is. */
    public static void aimAtMost(String what, double value, double most) {
        aim(value <= most, "%s: %.2f, aim ≤ %.2f", what, value, most);
    }

    private static void aim(boolean reached, String format, Object... values) {
        line((reached ? "aim reached: " : "aim missed: ") + format, values);
    }
}

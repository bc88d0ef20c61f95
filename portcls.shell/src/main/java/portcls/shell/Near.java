package portcls.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that somebody may have meant who wrote another one. */
final class Near {
    private static final int LETTERS_PER_SLIP = 3;

    private Near() {}

    /**
     * The nearest of some names: at most one slip for three letters, where two letters that changed
     * places are one slip, or the only name that begins so.
     */
    static Optional<String> to(String written, List<String> names) {
        int most = Math.max(1, written.length() / LETTERS_PER_SLIP);
        Optional<String> near =
                names.stream()
                        .filter(name -> slips(written, name) <= most)
                        .min(Comparator.comparingInt(name -> slips(written, name)));
        List<String> longer = names.stream().filter(name -> name.startsWith(written)).toList();
        return near.or(() -> longer.size() == 1 ? longer.stream().findFirst() : Optional.empty());
    }

    /** Letters that are wrong, missing, too many, or two in the wrong order. */
    private static int slips(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
                least = Math.min(least, table[i - 1][j - 1] + same);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                table[i][j] = swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
            }
        }
        return table[a.length()][b.length()];
    }
}

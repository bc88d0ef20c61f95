package portcls.banks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was not as it should be in a bank and could be mended or left out, counted by kind: a file
 * with a million small mistakes gets few notes.
 *
 * <p>Not thread-safe.
 */
public final class BankNotes {
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** Counts one more of a kind; the sentences are constants. */
    public void add(String sentence) {
        counts.merge(sentence, 1, Integer::sum);
    }

    /** The sentences, each with how often it was true. */
    public List<String> sentences() {
        return counts.entrySet().stream()
                .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " (" + e.getValue() + "×)")
                .toList();
    }
}

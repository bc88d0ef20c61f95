package portcls.bench.stack;

import java.util.HashMap;
import java.util.Map;

/** A line of {@code name=value} pairs. */
public final class Answer {
    private final String line;
    private final Map<String, String> values = new HashMap<>();

    /** Reads the pairs of a line; words without {@code =} are passed over. */
    public Answer(String line) {
        this.line = line;
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
    }

    /** A value that is a whole number. */
    public long whole(String name) {
        return Long.parseLong(text(name));
    }

    /** A value that is a number. */
    public double number(String name) {
        return Double.parseDouble(text(name));
    }

    private String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + "= is missing in: " + line);
        }
        return value;
    }
}

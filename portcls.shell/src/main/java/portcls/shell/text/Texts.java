package portcls.shell.text;

import portcls.api.time.ReferenceTime;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Numbers and times as people write them; the same in every locale. */
public final class Texts {
    private static final long SECONDS_PER_MINUTE = 60;

    private Texts() {}

    /** Minutes and seconds, {@code 3:07}; rounded down. */
    public static String minutes(long time100ns) {
        long seconds = Math.floorDiv(Math.max(0, time100ns), ReferenceTime.SECOND);
        return String.format(
                Locale.ROOT, "%d:%02d", seconds / SECONDS_PER_MINUTE, seconds % SECONDS_PER_MINUTE);
    }

    /** Minutes, seconds and milliseconds, {@code 3:07.042}. */
    public static String exactMinutes(long time100ns) {
        long millis = Math.floorDiv(Math.max(0, time100ns), ReferenceTime.MILLISECOND);
        return minutes(time100ns) + String.format(Locale.ROOT, ".%03d", millis % 1000);
    }

    /** Seconds with one place, {@code 12.3 s}. */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** Milliseconds with one place, {@code 10.7 ms}. */
    public static String millis(double millis) {
        // Adding 0 makes 0 of -0.
        return String.format(Locale.ROOT, "%.1f ms", Math.round(millis * 10) / 10.0 + 0.0);
    }

    /** A number without needless places, {@code 440}, {@code 0.5}. */
    public static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    /** A level relative to full scale, {@code -3.1 dBFS}. */
    public static String level(double amplitude) {
        return amplitude <= 0
                ? "silence"
                : String.format(Locale.ROOT, "%.1f dBFS", 20 * Math.log10(amplitude));
    }

    /** A number and its noun, {@code 1 note}, {@code 2 notes}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A number and a noun with a plural of its own, {@code 2 glitches}. */
    public static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Words in a row, {@code a, b and c}. */
    public static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** A text with a full stop, unless it ends a sentence already. */
    public static String sentence(String text) {
        return text.matches("(?s).*[.?!]") ? text : text + ".";
    }

    /** What a failure says for itself, on one line: its message, or its kind when it has none. */
    public static String message(Throwable failure) {
        String message = failure.getMessage();
        boolean empty = message == null || message.isBlank();
        String text = empty ? failure.getClass().getSimpleName() : String.valueOf(message);
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(text);
    }
}

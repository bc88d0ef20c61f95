package adapter.virtual;

import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks configuration values; a bad one is refused with its name, its value and what is allowed.
 */
public final class Setting {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Setting() {}

    /**
     * A number in a range.
     *
     * @throws IllegalArgumentException when it is outside
     */
    public static int between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + "=" + value + " is out of range; use " + min + " to " + max);
        }
        return value;
    }

    /**
     * One of some constants, by the name that people write.
     *
     * @throws IllegalArgumentException when none is called that
     */
    public static <T> T oneOf(String name, String value, T[] allowed, Function<T, String> key) {
        for (T candidate : allowed) {
            if (key.apply(candidate).equals(value)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException(
                name
                        + "="
                        + value
                        + " is not known; use one of "
                        + Arrays.stream(allowed).map(key).collect(Collectors.joining(", ")));
    }

    /**
     * Something that can be part of a device id.
     *
     * @throws IllegalArgumentException when it cannot
     */
    public static String identifier(String name, String value) {
        if (!IDENTIFIER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    name
                            + "="
                            + value
                            + " cannot be part of a device id; use 1 to 64 letters, digits, '.',"
                            + " '_' or '-', beginning with a letter or digit");
        }
        return value;
    }
}

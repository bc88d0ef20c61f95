package adapter.jdk;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives the devices of one look their ids: made of the name, so that the same device has the same
 * id each time; the second of a name gets {@code #2}.
 */
final class DeviceIds {
    private static final int MAX_LENGTH = 64;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9.]+");
    private static final Pattern EDGES = Pattern.compile("^[-.]+|[-.]+$");
    private static final Pattern FOREIGN = Pattern.compile("[\\p{L}\\p{N}&&[^\\x00-\\x7F]]");

    private final Set<String> given = new HashSet<>();

    /** The id of the next device of this name. */
    String next(String prefix, String name) {
        String id = prefix + slug(name);
        String numbered = id;
        for (int number = 2; !given.add(numbered); number++) {
            numbered = id + "#" + number;
        }
        return numbered;
    }

    /**
     * The name in small letters, digits, dots and hyphens. A name that loses letters by that gets a
     * number made of the whole name, so that two that differ stay different.
     */
    static String slug(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        String lower = plain.toLowerCase(Locale.ROOT);
        String slug = EDGES.matcher(OTHERS.matcher(lower).replaceAll("-")).replaceAll("");
        if (!slug.isEmpty() && slug.length() <= MAX_LENGTH && !FOREIGN.matcher(lower).find()) {
            return slug;
        }
        String number = Integer.toHexString(name.hashCode());
        int room = MAX_LENGTH - number.length() - 1;
        String start = slug.length() > room ? slug.substring(0, room) : slug;
        return start.isEmpty() ? "device-" + number : start + "-" + number;
    }
}

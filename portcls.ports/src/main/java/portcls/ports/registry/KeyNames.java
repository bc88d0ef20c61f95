package portcls.ports.registry;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in a form that configurations, and files of configurations, can hold: letters, digits, dot
 * and underscore stay, all else becomes its number between hyphens. Different names stay different.
 */
final class KeyNames {
    /** Entries of these names belong to the configuration itself. */
    private static final Pattern RESERVED =
            Pattern.compile("(service|felix)\\..*", Pattern.CASE_INSENSITIVE);

    private static final Pattern ESCAPED = Pattern.compile("-([0-9a-f]+)-");

    private KeyNames() {}

    /** The parts of a path of keys. */
    static String[] split(String path) {
        String[] names =
                Arrays.stream(path.split("[/\\\\]"))
                        .filter(name -> !name.isEmpty())
                        .toArray(String[]::new);
        if (names.length == 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER, "a registry key needs a name: name=" + path);
        }
        return names;
    }

    /**
     * An id as the instance part of a factory PID: {@code virtual:mpu401} is {@code
     * virtual_mpu401}.
     */
    static String ofInstance(String id) {
        return escape(id.replace("_", "\0")).replace("-3a-", "_").replace("-0-", "-5f-");
    }

    /** A name as a part of an entry's name. */
    static String escape(String name) {
        StringBuilder text = new StringBuilder();
        boolean reserved = RESERVED.matcher(name).matches();
        name.chars()
                .forEach(
                        c -> {
                            if (isPlain(c) && !(reserved && c == '.')) {
                                text.append((char) c);
                            } else {
                                text.append('-').append(Integer.toHexString(c)).append('-');
                            }
                        });
        return text.toString();
    }

    /** The name again. */
    static String unescape(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        part ->
                                Matcher.quoteReplacement(
                                        Character.toString(Integer.parseInt(part.group(1), 16))));
    }

    static boolean isReserved(String entry) {
        return RESERVED.matcher(entry).matches();
    }

    /** Names are the same when they differ in case only, as they are for configurations. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_';
    }
}

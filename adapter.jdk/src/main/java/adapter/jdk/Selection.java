package adapter.jdk;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which names are wanted: those that an include pattern matches (all when there is none) and no
 * exclude pattern does. In patterns {@code *} and {@code ?} stand for anything; case does not
 * matter.
 */
final class Selection {
    private final List<Pattern> include;
    private final List<Pattern> exclude;

    Selection(String[] include, String[] exclude) {
        this.include = patterns("include", include);
        this.exclude = patterns("exclude", exclude);
    }

    boolean wants(String name) {
        return (include.isEmpty() || matches(include, name)) && !matches(exclude, name);
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    private static List<Pattern> patterns(String setting, String[] texts) {
        return Arrays.stream(texts).map(text -> pattern(setting, text)).toList();
    }

    private static Pattern pattern(String setting, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    setting
                            + " holds an empty pattern, which matches no device; take it out, or"
                            + " use * for all: "
                            + setting
                            + "=\""
                            + text
                            + "\"");
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(
                regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}

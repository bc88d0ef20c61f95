package portcls.ports.diag.bundle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says the version range of a requirement's filter in words. */
final class VersionRanges {
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");
    private static final Pattern ABOVE = Pattern.compile("\\(!\\(version<=([^)]*)\\)\\)");
    private static final Pattern FROM = Pattern.compile("\\(version>=([^)]*)\\)");
    private static final Pattern TO = Pattern.compile("\\(version<=([^)]*)\\)");

    private VersionRanges() {}

    /**
     * For example {@code ", version 2.0.0 or newer but older than 3.0.0"}; empty for any version.
     */
    static String inWords(String filter) {
        String below = first(BELOW, filter);
        String above = first(ABOVE, filter);
        String rest = ABOVE.matcher(BELOW.matcher(filter).replaceAll("")).replaceAll("");
        String from = first(FROM, rest);
        String to = first(TO, rest);
        String lower =
                !from.isEmpty()
                        ? "version " + from + " or newer"
                        : above.isEmpty() ? "" : "a version newer than " + above;
        String upper =
                !below.isEmpty()
                        ? "older than " + below
                        : to.isEmpty() ? "" : "not newer than " + to;
        if (lower.isEmpty() && upper.isEmpty()) {
            return "";
        }
        if (lower.isEmpty()) {
            return ", a version " + upper;
        }
        return ", " + lower + (upper.isEmpty() ? "" : " but " + upper);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}

package portcls.ports.diag.bundle;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the one line that matters out of a failure. */
final class Failures {
    private static final Pattern CAUSE =
            Pattern.compile("(?m)^(?:Caused by: )([\\w.$]+)(?:: (.*))?$");
    private static final Pattern FIRST = Pattern.compile("\\A\\s*([\\w.$]+)(?:: (.*))?");
    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+(?:[./][\\w$]+)+");

    private Failures() {}

    /**
     * What went wrong in the end, from the text of a stack trace: the message, and the kind of
     * error.
     */
    static String lastCause(@Nullable String trace) {
        if (trace == null || trace.isBlank() || trace.equals("null")) {
            return "the log says why.";
        }
        Matcher matcher = FIRST.matcher(trace);
        String type = "";
        String message = "";
        if (matcher.find()) {
            type = matcher.group(1);
            message = text(matcher.group(2));
        }
        Matcher causes = CAUSE.matcher(trace);
        while (causes.find()) {
            type = causes.group(1);
            message = text(causes.group(2));
        }
        String kind = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        return message.isEmpty() ? kind : message + " (" + kind + ")";
    }

    /** Which class it was that could not be found. */
    static String missingClass(Throwable failure, String wanted) {
        String name = wanted;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher matcher = CLASS_NAME.matcher(text(cause.getMessage()));
            if (cause instanceof NoClassDefFoundError && matcher.find()) {
                return matcher.group().replace('/', '.');
            }
        }
        return name;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}

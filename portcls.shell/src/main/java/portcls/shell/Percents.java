package portcls.shell;

/**
 * Percentages on a line that was typed. The shell's language takes {@code 50%} for the beginning of
 * an expression, people take it for a number: so it is put into quotes before the shell reads it.
 */
final class Percents {
    private Percents() {}

    /** The line with quotes around each number with a percent sign behind it. */
    static String quoted(String line) {
        StringBuilder text = new StringBuilder(line.length() + 2);
        char quote = 0;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            int end = quote == 0 && isStart(line, at) ? percentEnd(line, at) : at;
            if (end > at) {
                text.append('\'').append(line.substring(at, end).replace(" ", "")).append('\'');
                at = end;
                continue;
            }
            text.append(c);
            at++;
            if (c == '\\' && quote != '\'' && at < line.length()) {
                text.append(line.charAt(at));
                at++;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return text.toString();
    }

    private static boolean isStart(String line, int at) {
        return at > 0 && Character.isWhitespace(line.charAt(at - 1));
    }

    /** Behind the percentage that begins there; the same place when none does. */
    private static int percentEnd(String line, int start) {
        int at = start;
        if (line.charAt(at) == '-' || line.charAt(at) == '+') {
            at++;
        }
        int digits = at;
        while (at < line.length() && isOfNumber(line.charAt(at))) {
            at++;
        }
        boolean isNumber = at > digits;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        boolean isPercent = isNumber && at < line.length() && line.charAt(at) == '%';
        return isPercent && isEnd(line, at + 1) ? at + 1 : start;
    }

    private static boolean isOfNumber(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private static boolean isEnd(String line, int at) {
        return at == line.length()
                || Character.isWhitespace(line.charAt(at))
                || "|&;)}".indexOf(line.charAt(at)) >= 0;
    }
}

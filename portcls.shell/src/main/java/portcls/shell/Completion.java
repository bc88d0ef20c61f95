package portcls.shell;

import portcls.shell.command.Syntax;

import java.util.ArrayList;
import java.util.List;

/** Tab completion: what the line editor of the interactive shell must be told of a command. */
final class Completion {
    private static final List<String> FILE_LABELS = List.of("SONG", "OUT.wav", "FILE", "JAR");
    private static final String FILES = " -a __files";

    private Completion() {}

    /** Lines for the shell's own {@code complete} command. */
    static List<String> lines(Syntax syntax) {
        String complete = "gogo:complete -c portcls:" + syntax.name();
        List<String> lines = new ArrayList<>();
        lines.add(complete + " -e");
        lines.add(complete + " -d " + quoted(syntax.summary()));
        for (Syntax.Option option : syntax.options()) {
            String line = complete + " -l " + option.name() + " -d " + quoted(option.description());
            if (option.label().isEmpty()) {
                lines.add(line);
            } else {
                lines.add(line + (isFile(option.label()) ? FILES : values(syntax, option.label())));
            }
        }
        for (Syntax.Parameter parameter : syntax.parameters()) {
            lines.add(complete + values(syntax, parameter.label()));
            if (isFile(parameter.label())) {
                lines.add(complete + FILES);
            }
        }
        return lines;
    }

    private static boolean isFile(String label) {
        return FILE_LABELS.contains(label);
    }

    private static String values(Syntax syntax, String label) {
        return " -a " + quoted("portcls:_candidates " + syntax.name() + " \"" + label + "\"");
    }

    private static String quoted(String text) {
        return "'" + text.replace('\'', '’') + "'";
    }
}

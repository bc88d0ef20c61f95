package portcls.shell.command;

import portcls.shell.command.Example.Place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a command is written: what is checked, and what {@code help} shows.
 *
 * @param name of the command
 * @param summary what it does, one line
 * @param parameters what may follow that is no option
 * @param options what may follow with two dashes
 * @param notes what else is good to know, one sentence each
 * @param examples whole lines that work as they are
 */
public record Syntax(
        String name,
        String summary,
        List<Parameter> parameters,
        List<Option> options,
        List<String> notes,
        List<Example> examples) {
    private static final String DASHES = "--";

    public Syntax {
        parameters = List.copyOf(parameters);
        options = List.copyOf(options);
        notes = List.copyOf(notes);
        examples = List.copyOf(examples);
    }

    /** A command that takes nothing yet. */
    public static Syntax of(String name, String summary) {
        return new Syntax(name, summary, List.of(), List.of(), List.of(), List.of());
    }

    /** With one more parameter that must be given. */
    public Syntax required(String label, String description) {
        return with(new Parameter(label, description, true, false));
    }

    /** With one more parameter that may be given. */
    public Syntax optional(String label, String description) {
        return with(new Parameter(label, description, false, false));
    }

    /** With a last parameter that may be given any number of times. */
    public Syntax repeated(String label, String description) {
        return with(new Parameter(label, description, false, true));
    }

    /** With one more option that has a value. */
    public Syntax option(String option, String label, String description) {
        return with(new Option(option, label, description));
    }

    /** With one more option without a value. */
    public Syntax flag(String option, String description) {
        return with(new Option(option, "", description));
    }

    /** With one more sentence. */
    public Syntax note(String note) {
        return new Syntax(name, summary, parameters, options, added(notes, note), examples);
    }

    /** With one more example that works in the shell and on the command line. */
    public Syntax example(String line) {
        return with(new Example(line, Place.ANYWHERE));
    }

    /** With one more example that works in the shell alone. */
    public Syntax shellExample(String line) {
        return with(new Example(line, Place.SHELL));
    }

    /** With one more example that works on the command line alone. */
    public Syntax commandLineExample(String line) {
        return with(new Example(line, Place.COMMAND_LINE));
    }

    /** The form on one line, for example {@code play [SONG.mid] [--fast]}. */
    public String usage() {
        return Stream.of(
                        Stream.of(name),
                        parameters.stream().map(Parameter::usage),
                        options.stream().map(option -> "[" + option.usage() + "]"))
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }

    /**
     * Takes apart what was written.
     *
     * @throws UsageException saying what is wrong and what is right
     */
    public Arguments parse(List<String> words) throws UsageException {
        List<String> values = new ArrayList<>();
        Map<String, String> given = new LinkedHashMap<>();
        boolean onlyValues = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (onlyValues || !word.startsWith(DASHES)) {
                values.add(word);
            } else if (word.equals(DASHES)) {
                onlyValues = true;
            } else {
                int equals = word.indexOf('=');
                String key = word.substring(DASHES.length(), equals < 0 ? word.length() : equals);
                Option option = find(key);
                String value = equals < 0 ? "" : word.substring(equals + 1);
                if (option.isFlag() && equals >= 0) {
                    throw wrong("--" + key + " takes no value: \"" + word + "\"");
                }
                if (!option.isFlag() && equals < 0) {
                    i++;
                    value = i < words.size() ? words.get(i) : "";
                }
                if (!option.isFlag() && (value.isEmpty() || value.startsWith(DASHES))) {
                    throw wrong("--" + key + " needs a value: " + option.usage());
                }
                if (given.put(key, value) != null) {
                    throw wrong("--" + key + " is given twice");
                }
            }
        }
        checkNumber(values);
        return new Arguments(values, given);
    }

    private void checkNumber(List<String> values) throws UsageException {
        long needed = parameters.stream().filter(Parameter::required).count();
        if (values.size() < needed) {
            throw wrong(parameters.get(values.size()).label() + " is missing");
        }
        boolean open = parameters.stream().anyMatch(Parameter::repeated);
        if (!open && values.size() > parameters.size()) {
            throw wrong("\"" + values.get(parameters.size()) + "\" is one too many");
        }
    }

    private Option find(String key) throws UsageException {
        Optional<Option> found =
                options.stream().filter(option -> option.name().equals(key)).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        throw wrong("there is no option --" + key);
    }

    private UsageException wrong(String what) {
        return new UsageException(
                name
                        + ": "
                        + what
                        + "\n  What to do: write it as  "
                        + usage()
                        + "  (more: help "
                        + name
                        + ")");
    }

    private Syntax with(Parameter parameter) {
        return new Syntax(name, summary, added(parameters, parameter), options, notes, examples);
    }

    private Syntax with(Example example) {
        return new Syntax(name, summary, parameters, options, notes, added(examples, example));
    }

    private Syntax with(Option option) {
        return new Syntax(name, summary, parameters, added(options, option), notes, examples);
    }

    private static <T> List<T> added(List<T> list, T element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }

    /**
     * Something that follows a command at its place.
     *
     * @param label as it is shown, in capitals
     * @param description what it stands for
     * @param required whether it must be given
     * @param repeated whether it may be given any number of times
     */
    public record Parameter(String label, String description, boolean required, boolean repeated) {
        String usage() {
            String shown = label + (repeated ? "…" : "");
            return required ? shown : "[" + shown + "]";
        }
    }

    /**
     * Something that follows a command with two dashes.
     *
     * @param name without the dashes
     * @param label of its value, in capitals; empty = it has none
     * @param description what it does
     */
    public record Option(String name, String label, String description) {
        boolean isFlag() {
            return label.isEmpty();
        }

        /** As it is shown, for example {@code --device ID}. */
        public String usage() {
            return DASHES + name + (label.isEmpty() ? "" : " " + label);
        }
    }
}

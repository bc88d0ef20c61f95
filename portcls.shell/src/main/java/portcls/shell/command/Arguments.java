package portcls.shell.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was written after a command.
 *
 * @param values what is no option, in order
 * @param options names of the options that were given, without dashes, and their values; flags have
 *     an empty one
 */
public record Arguments(List<String> values, Map<String, String> options) {
    public Arguments {
        values = List.copyOf(values);
        options = Map.copyOf(options);
    }

    /** The first value. */
    public Optional<String> first() {
        return values.stream().findFirst();
    }

    /** Value of an option. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** Whether a flag was given. */
    public boolean has(String name) {
        return options.containsKey(name);
    }
}

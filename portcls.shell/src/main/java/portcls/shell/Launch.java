package portcls.shell;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

import portcls.shell.command.Places;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * What the launcher handed over, as framework or system properties.
 *
 * @param arguments the command and its arguments; empty = the interactive shell
 * @param folder the caller's current directory
 * @param terminal whether what is said goes to a terminal
 * @param places where things are
 */
record Launch(List<String> arguments, Path folder, boolean terminal, Places places) {
    private static final String COUNT = "portcls.arg.count";
    private static final String ARGUMENT = "portcls.arg.";
    private static final String FOLDER = "portcls.cwd";
    private static final String LOAD = "portcls.load";
    private static final String KEEP = "portcls.keep";
    private static final String WATCH = "portcls.watch";
    private static final String DRIVERS = "portcls.drivers";
    private static final String TERMINAL = "portcls.terminal";
    private static final String LOG_PATTERN = "java.util.logging.FileHandler.pattern";

    static Launch of(BundleContext context) {
        List<String> arguments = new ArrayList<>();
        int count = Integer.parseInt(property(context, COUNT, "0"));
        for (int i = 0; i < count; i++) {
            arguments.add(property(context, ARGUMENT + i, ""));
        }
        Path folder = Path.of(property(context, FOLDER, "")).toAbsolutePath();
        Path load = folder.resolve(property(context, LOAD, "load"));
        Places places =
                new Places(
                        load,
                        folder.resolve(property(context, KEEP, load.toString())),
                        Stream.of(property(context, WATCH, load.toString()).split(",", -1))
                                .map(folder::resolve)
                                .toList(),
                        folder.resolve(property(context, DRIVERS, "drivers")),
                        log(LogManager.getLogManager().getProperty(LOG_PATTERN)));
        boolean terminal = Boolean.parseBoolean(property(context, TERMINAL, "true"));
        return new Launch(List.copyOf(arguments), folder, terminal, places);
    }

    /** Whether the container runs for one command. */
    boolean isOneCommand() {
        return !arguments.isEmpty();
    }

    private static String property(BundleContext context, String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /**
     * The newest log file of a pattern: its number, like that of the first program to write there,
     * is 0.
     */
    private static String log(@Nullable String pattern) {
        return pattern == null
                ? "the log"
                : pattern.replace("%u", "0").replace("%g", "0").replace("%%", "%");
    }
}

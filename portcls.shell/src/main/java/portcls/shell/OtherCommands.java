package portcls.shell;

import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import portcls.shell.command.Command;
import portcls.shell.command.House;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Commands that other bundles offer: services with {@code osgi.command.scope=portcls}, which the
 * shell knows by itself, for {@code help} and for the command line. A service of one command may
 * describe it:
 *
 * <ul>
 *   <li>{@value #SUMMARY}: what it does, one line
 *   <li>{@value #USAGE}: what is written behind its name, for example {@code DEVICE [VALUE]}
 *   <li>{@value #EXAMPLE}: whole lines, what they do behind {@code #}
 * </ul>
 *
 * Any thread.
 */
final class OtherCommands implements Supplier<List<Command>> {
    static final String SUMMARY = "portcls.command.summary";
    static final String USAGE = "portcls.command.usage";
    static final String EXAMPLE = "portcls.command.example";

    private static final String FUNCTION = CommandProcessor.COMMAND_FUNCTION;
    private static final String FILTER =
            "(&("
                    + CommandProcessor.COMMAND_SCOPE
                    + "="
                    + GogoCommand.SCOPE
                    + ")("
                    + FUNCTION
                    + "=*))";

    private final BundleContext context;
    private final House house;

    OtherCommands(BundleContext context, House house) {
        this.context = context;
        this.house = house;
    }

    /** Those that are there now. */
    @Override
    public List<Command> get() {
        try {
            ServiceReference<?>[] found = context.getServiceReferences((String) null, FILTER);
            return Stream.ofNullable(found)
                    .flatMap(Arrays::stream)
                    .filter(service -> service.getBundle() != context.getBundle())
                    .sorted()
                    .flatMap(this::commands)
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<Command> commands(ServiceReference<?> service) {
        List<String> names = texts(service, FUNCTION);
        boolean isDescribed = names.size() == 1;
        String owner = String.valueOf(service.getBundle().getSymbolicName());
        return names.stream()
                .filter(name -> !name.startsWith("_"))
                .map(
                        name ->
                                new GogoCommand(
                                        context,
                                        house,
                                        GogoCommand.syntax(
                                                name,
                                                owner,
                                                isDescribed ? texts(service, SUMMARY) : List.of(),
                                                isDescribed ? texts(service, USAGE) : List.of(),
                                                isDescribed
                                                        ? texts(service, EXAMPLE)
                                                        : List.of())));
    }

    private static List<String> texts(ServiceReference<?> service, String property) {
        return switch (service.getProperty(property)) {
            case null -> List.of();
            case Object[] many -> Arrays.stream(many).map(String::valueOf).toList();
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            case Object one -> List.of(one.toString());
        };
    }
}

package portcls.shell;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import portcls.api.PortClsException;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.text.Texts;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command of another bundle, which the shell's own language calls. Any thread.
 *
 * @param context of this bundle
 * @param house the container
 * @param syntax how it is written, as its service describes it
 */
record GogoCommand(BundleContext context, House house, Syntax syntax) implements Command {
    static final String SCOPE = "portcls";

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String ANY = "ARGUMENT";

    /** How a command is written; whatever a service does not describe stays open. */
    static Syntax syntax(
            String name,
            String owner,
            List<String> summary,
            List<String> usage,
            List<String> examples) {
        Syntax syntax = Syntax.of(name, summary.stream().findFirst().orElse("Comes from " + owner));
        if (usage.isEmpty()) {
            syntax = syntax.repeated(ANY, "as " + owner + " wants it");
        }
        for (String word : String.join(" ", usage).trim().split("\\s+", -1)) {
            String label = word.replaceAll("[\\[\\]]", "");
            if (!label.isEmpty()) {
                syntax =
                        word.equals(label)
                                ? syntax.required(label, "")
                                : syntax.optional(label, "");
            }
        }
        for (String example : examples) {
            syntax = syntax.example(example);
        }
        return syntax.note("This command comes from " + owner + ".");
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        ServiceReference<CommandProcessor> found =
                context.getServiceReference(CommandProcessor.class);
        CommandProcessor processor = found == null ? null : context.getService(found);
        if (processor == null) {
            throw new CommandException(
                    syntax.name() + " needs the shell's language, and its bundle does not run.");
        }
        InputStream keys = console.keys().orElseGet(InputStream::nullInputStream);
        try (CommandSession session = processor.createSession(keys, console.out(), console.err())) {
            String command = SCOPE + ":" + syntax.name();
            house.await(() -> session.get(command) != null, PATIENCE);
            Object result = session.execute(line(command, arguments.values()));
            if (result != null) {
                boolean isText = result instanceof CharSequence;
                console.print(
                        isText
                                ? result.toString()
                                : String.valueOf(session.format(result, Converter.INSPECT)));
            }
            return ExitStatus.OK;
        } catch (InterruptedException | CommandException | PortClsException e) {
            throw e;
        } catch (Exception e) {
            throw new CommandException(syntax.name() + ": " + Texts.message(e), e);
        }
    }

    /** A line in the shell's language, where nothing of an argument is looked into. */
    static String line(String command, List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", command + " ", ""));
    }
}

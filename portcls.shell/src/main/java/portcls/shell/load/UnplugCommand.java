package portcls.shell.load;

import portcls.shell.command.Arguments;
import portcls.shell.command.BundleEntry;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.text.Texts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code unplug}: takes a driver out of the running container. */
public final class UnplugCommand implements Command {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String OWN_NAME = "portcls.shell";

    private final House house;

    public UnplugCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("unplug", "Takes a driver out")
                .required(
                        "NAME",
                        "name or number of the bundle, name of its jar, or a part that only one"
                                + " has")
                .note("It stays out, for the commands and shells that follow, too.")
                .note(
                        "`plug NAME` brings a delivered one back. A bundle that did not come from"
                                + " the watched folder is only stopped; `start NUMBER` starts it"
                                + " again, with the number that `lb` shows.")
                .example(
                        "unplug miniport.midi           # its devices go; programs that play are"
                                + " told");
    }

    @Override
    public List<String> candidates(String label) {
        return plugged();
    }

    private List<String> plugged() {
        LoadFolder load = LoadFolder.of(house.places());
        return house.bundles().stream()
                .map(BundleEntry::name)
                .filter(name -> load.find(name).isPresent())
                .toList();
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        String name = arguments.first().orElse("");
        LoadFolder load = LoadFolder.of(house.places());
        Optional<BundleEntry> exact = bundle(name);
        Optional<Path> jar = exact.isPresent() ? load.find(exact.get().name()) : load.named(name);
        long start = System.nanoTime();
        if (jar.isPresent()) {
            String bundle = JarFacts.read(jar.get(), name).name();
            Optional<BundleEntry> there = bundle(bundle);
            load.remove(jar.get());
            awaitGone(bundle);
            console.print(
                    there.map(BundleEntry::title).orElse(bundle)
                            + " unplugged in "
                            + millis(start)
                            + " ms");
            return ExitStatus.OK;
        }
        BundleEntry bundle = bundle(name).orElseThrow(() -> unknown(name));
        if (house.endsWithCommand()) {
            throw new CommandException(
                    bundle.title()
                            + " was not plugged in: it belongs to the distribution, and could only"
                            + " be stopped until the container ends, which it does with this"
                            + " command.\n"
                            + "  What to do: `./portcls` opens the shell; `unplug "
                            + name
                            + "` there.");
        }
        if (bundle.number() == 0 || bundle.name().equals(OWN_NAME)) {
            throw new CommandException(
                    bundle.name() + " carries this command and stays; `exit` ends everything.");
        }
        if (!bundle.active()) {
            throw new CommandException(
                    bundle.title() + " does not run; `why " + name + "` says more.");
        }
        house.stop(bundle);
        console.print(
                bundle.title()
                        + " stopped in "
                        + millis(start)
                        + " ms; it did not come from "
                        + load.path()
                        + ", `start "
                        + bundle.number()
                        + "` starts it again");
        return ExitStatus.OK;
    }

    private void awaitGone(String name) throws CommandException, InterruptedException {
        if (!house.await(() -> bundle(name).isEmpty(), LIMIT)) {
            throw new CommandException(
                    name
                            + " was taken out of the watched folder, but "
                            + LIMIT.toSeconds()
                            + " s later it is still there.\n  What to do: see `why "
                            + name
                            + "`; it may hang in a call.");
        }
    }

    private CommandException unknown(String name) {
        List<String> known = plugged();
        return new CommandException(
                "There is no bundle and no jar \""
                        + name
                        + "\".\n  What to do: "
                        + (known.isEmpty()
                                ? "nothing is plugged in"
                                        + (house.endsWithCommand()
                                                ? "; a command drops the drivers in that it needs,"
                                                        + " and they go with it."
                                                : "; `lb` lists all bundles.")
                                : "plugged in: " + Texts.list(known) + "."));
    }

    private Optional<BundleEntry> bundle(String name) {
        return house.bundles().stream()
                .filter(
                        bundle ->
                                bundle.name().equals(name)
                                        || Long.toString(bundle.number()).equals(name))
                .findFirst();
    }

    private static long millis(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}

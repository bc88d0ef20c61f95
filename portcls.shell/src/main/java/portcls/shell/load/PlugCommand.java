package portcls.shell.load;

import portcls.api.diag.Diagnostics;
import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;
import portcls.shell.command.Arguments;
import portcls.shell.command.BundleEntry;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.diag.WhyCommand;
import portcls.shell.text.Texts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code plug}: puts a driver into the running container, or a newer one in the place of an older.
 */
public final class PlugCommand implements Command {
    private static final Duration FOUND_LIMIT = Duration.ofSeconds(10);
    private static final Duration BOUND_LIMIT = Duration.ofSeconds(5);
    private static final Duration DEVICE_LIMIT = Duration.ofSeconds(1);

    /** What passes by itself while a driver starts. */
    private static final Set<Cause> PASSING =
            EnumSet.of(
                    Cause.NOT_STARTED,
                    Cause.INITIALISING,
                    Cause.UNKNOWN_SUBJECT,
                    Cause.UNSATISFIED_REFERENCE);

    private final House house;

    public PlugCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("plug", "Plugs a driver in, or a newer one in the place of an older")
                .required(
                        "JAR",
                        "the driver's jar, or the name of one that is delivered, such as"
                                + " miniport.midi, or a part of that")
                .note(
                        "It is the same as a rename of the jar into the watched folder load/: it"
                                + " stays there until `unplug`, and all containers have it that"
                                + " run or begin meanwhile.")
                .example("plug miniport.midi             # the driver that is delivered")
                .example(
                        "plug build/miniport.midi-0.1.1.jar   # a newer one; playing streams may go"
                                + " on");
    }

    @Override
    public List<String> candidates(String label) {
        return delivered();
    }

    private List<String> delivered() {
        return LoadFolder.drivers(house.places()).jars().stream()
                .map(jar -> String.valueOf(jar.getFileName()))
                .toList();
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        String written = arguments.first().orElse("");
        Path jar = jar(written, console);
        JarFacts facts = JarFacts.read(jar, written);
        Optional<BundleEntry> before = bundle(facts.name());
        Map<String, FilterEntry> filters = filters(facts.name());
        if (before.isPresent() && before.get().active() && isSame(jar, before.get())) {
            console.print(
                    facts.title()
                            + " is plugged in already, and the jar is the same; nothing was"
                            + " replaced"
                            + (filters.isEmpty()
                                    ? new Waiting(house, before.get()).text()
                                    : "; serves " + Texts.list(List.copyOf(filters.keySet()))));
            return ExitStatus.OK;
        }
        Swap swap = new Swap(house, facts.name(), filters);
        Arrivals arrivals = new Arrivals(house);
        long start = System.nanoTime();
        put(jar, facts, before);
        BundleEntry now = awaitBundle(facts, before, swap);
        List<Finding> findings = awaitBound(facts.name(), swap, arrivals);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (!isGood(findings)) {
            throw new CommandException(
                    now.title()
                            + " is plugged in but not in order.\n"
                            + String.join("\n", WhyCommand.lines(findings)));
        }
        String brought = isDeviceless(findings) || swap.isServing() ? "" : arrivals.summary();
        String waiting =
                brought.isEmpty() && !swap.isServing() ? new Waiting(house, now).text() : "";
        String summary =
                Stream.of(brought, waiting, swap.summary())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        console.print(report(before, now, millis, summary));
        if (house.endsWithCommand()) {
            console.print(staying(facts.name(), console));
        }
        return ExitStatus.OK;
    }

    /** Where it is when the container of this command has ended. */
    private String staying(String name, Console console) {
        Path kept = house.places().kept();
        return kept.equals(house.places().load())
                ? "It goes with this command: the folder load/ of the distribution cannot be"
                        + " written to."
                : "It stays in "
                        + console.shown(kept)
                        + ", for the commands that follow and for a shell that runs;"
                        + " `./portcls unplug "
                        + name
                        + "` takes it out.";
    }

    private Path jar(String written, Console console) throws CommandException {
        Path path = console.path(written);
        if (Files.isRegularFile(path)) {
            return path;
        }
        // A folder may well be called like a delivered driver: that of its sources is.
        return LoadFolder.drivers(house.places())
                .named(written)
                .or(() -> Optional.of(path).filter(Files::exists))
                .orElseThrow(
                        () ->
                                new CommandException(
                                        "There is no file "
                                                + path
                                                + ".\n  What to do: check the name"
                                                + (delivered().isEmpty()
                                                        ? "."
                                                        : "; delivered are "
                                                                + Texts.list(delivered())
                                                                + ".")));
    }

    /**
     * Through the watched folder; directly when the bundle came from elsewhere and would be there
     * twice.
     */
    private void put(Path jar, JarFacts facts, Optional<BundleEntry> before)
            throws CommandException {
        LoadFolder load = LoadFolder.kept(house.places());
        if (before.isEmpty() || load.find(facts.name()).isPresent()) {
            load.put(jar, facts.name());
            return;
        }
        if (house.endsWithCommand()) {
            throw new CommandException(
                    before.get().title()
                            + " belongs to the distribution; another one in its place lasts as long"
                            + " as the container, and this one ends with the command.\n"
                            + "  What to do: `./portcls` opens the shell; `plug "
                            + jar
                            + "` there.");
        }
        try {
            house.update(before.get(), jar);
        } catch (IOException e) {
            throw new CommandException(jar + " cannot be read: " + Texts.message(e), e);
        }
    }

    private BundleEntry awaitBundle(JarFacts facts, Optional<BundleEntry> before, Swap swap)
            throws CommandException, InterruptedException {
        boolean found =
                house.await(
                        () -> {
                            swap.look();
                            return bundle(facts.name()).filter(b -> isNew(b, before)).isPresent();
                        },
                        FOUND_LIMIT);
        Optional<BundleEntry> now = bundle(facts.name());
        if (!found || now.isEmpty()) {
            throw new CommandException(
                    facts.title()
                            + " lies in the watched folder, but "
                            + FOUND_LIMIT.toSeconds()
                            + " s later "
                            + (now.isEmpty()
                                    ? "there is no such bundle"
                                    : now.get().title() + " is still the one there")
                            + ".\n"
                            + "  What to do: if it is the same jar as before, nothing need be done;"
                            + " else look at "
                            + house.places().log());
        }
        return now.get();
    }

    /** Whether a bundle was made of such a jar; it must not go and come for that. */
    private boolean isSame(Path jar, BundleEntry bundle) {
        try {
            Optional<Path> file = LoadFolder.kept(house.places()).find(bundle.name());
            if (file.isEmpty() && bundle.location().startsWith("file:")) {
                file = Optional.of(Path.of(URI.create(bundle.location())));
            }
            return file.isPresent() && Files.mismatch(jar, file.get()) < 0;
        } catch (IOException | IllegalArgumentException e) {
            // What cannot be compared is another one.
            return false;
        }
    }

    private static boolean isNew(BundleEntry bundle, Optional<BundleEntry> before) {
        return before.isEmpty() || bundle.changed() != before.get().changed();
    }

    private List<Finding> awaitBound(String name, Swap swap, Arrivals arrivals)
            throws CommandException, InterruptedException {
        Diagnostics diagnostics = house.diagnostics();
        List<Finding> last = new ArrayList<>();
        Function<Set<Cause>, Boolean> lookUntil =
                passing -> {
                    swap.look();
                    last.clear();
                    last.addAll(diagnostics.why(name));
                    return last.stream().noneMatch(finding -> passing.contains(finding.cause()));
                };
        house.await(() -> lookUntil.apply(PASSING), BOUND_LIMIT);
        Set<Cause> deviceless = EnumSet.of(Cause.NO_DEVICE);
        house.await(
                () ->
                        lookUntil.apply(deviceless)
                                && (swap.isOver() || swap.isAdapter() && arrivals.isOver()),
                DEVICE_LIMIT);
        return last;
    }

    private static boolean isGood(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.cause() == Cause.HEALTHY)
                || isDeviceless(findings);
    }

    private static boolean isDeviceless(List<Finding> findings) {
        return findings.stream().allMatch(finding -> finding.cause() == Cause.NO_DEVICE);
    }

    private Optional<BundleEntry> bundle(String name) {
        return house.bundles().stream().filter(bundle -> bundle.name().equals(name)).findFirst();
    }

    private Map<String, FilterEntry> filters(String driver) {
        return house.filters().stream()
                .filter(filter -> isOf(filter, driver))
                .collect(Collectors.toMap(FilterEntry::id, Function.identity(), (a, b) -> a));
    }

    private static boolean isOf(FilterEntry filter, String driver) {
        return filter.driver().startsWith(driver + " ");
    }

    private static String report(
            Optional<BundleEntry> before, BundleEntry now, long millis, String summary) {
        String what =
                before.isPresent()
                        ? now.name() + " " + before.get().version() + " → " + now.version()
                        : now.title() + " plugged in";
        return String.format(Locale.ROOT, "%s in %d ms%s", what, millis, summary);
    }

    /** Watches how filters go and come while one driver takes the place of another. */
    private static final class Swap {
        private final House house;
        private final String driver;
        private final Map<String, FilterEntry> before;
        private long goneNanos;
        private long backNanos;
        private List<String> now = List.of();

        Swap(House house, String driver, Map<String, FilterEntry> before) {
            this.house = house;
            this.driver = driver;
            this.before = before;
        }

        void look() {
            if (goneNanos == 0 && before.values().stream().anyMatch(filter -> !filter.isThere())) {
                goneNanos = System.nanoTime();
            }
            List<FilterEntry> fresh =
                    house.filters().stream()
                            .filter(
                                    filter ->
                                            isOf(filter, driver)
                                                    && filter.isThere()
                                                    && isFresh(filter))
                            .toList();
            now = fresh.stream().map(FilterEntry::id).toList();
            if (backNanos == 0 && isOver()) {
                backNanos = System.nanoTime();
            }
        }

        boolean isOver() {
            return before.isEmpty() ? !now.isEmpty() : now.containsAll(before.keySet());
        }

        /** Whether the bundle has never served a device. */
        boolean isAdapter() {
            return before.isEmpty();
        }

        boolean isServing() {
            return !now.isEmpty();
        }

        String summary() {
            if (now.isEmpty()) {
                return "; no device that it serves is there";
            }
            String devices = Texts.list(now);
            if (before.isEmpty() || goneNanos == 0 || backNanos == 0) {
                return "; serves " + devices;
            }
            long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(backNanos - goneNanos));
            return "; "
                    + devices
                    + (now.size() == 1 ? " was" : " were")
                    + " without a driver for "
                    + millis
                    + " ms";
        }

        private boolean isFresh(FilterEntry filter) {
            FilterEntry old = before.get(filter.id());
            return old == null || old.filter() != filter.filter();
        }
    }
}

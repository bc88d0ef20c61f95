package portcls.shell.device;

import portcls.api.diag.DeviceReport;
import portcls.api.diag.Finding;
import portcls.shell.command.CommandException;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.diag.WhyCommand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Picks a filter: by its id, by a part of id or name that only one has, or the best that fits.
 *
 * @param house the container
 * @param kind what the device must be
 * @param fits which filters can do what is wanted
 * @param purpose what is wanted, for example {@code plays MIDI}
 * @param order best first
 */
public record DeviceChoice(
        House house,
        DeviceKind kind,
        Predicate<FilterEntry> fits,
        String purpose,
        Comparator<FilterEntry> order) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A choice where all that fit are equally good; the first by id is taken. */
    public DeviceChoice(House house, DeviceKind kind, Predicate<FilterEntry> fits, String purpose) {
        this(house, kind, fits, purpose, Comparator.comparing(FilterEntry::id));
    }

    /**
     * The kind of the device that somebody named by its id or a part of it, with or without a
     * driver; empty when there is none.
     */
    public static Optional<DeviceKind> kind(House house, String written)
            throws CommandException, InterruptedException {
        Optional<DeviceKind> served =
                house.filters().stream()
                        .filter(entry -> entry.isThere() && matches(entry, written))
                        .sorted(
                                Comparator.<FilterEntry, Boolean>comparing(
                                                entry -> !entry.id().equals(written))
                                        .thenComparing(FilterEntry::device)
                                        // A card that has sound and MIDI plays sound.
                                        .thenComparing(entry -> !entry.isWaveRender()))
                        .flatMap(entry -> DeviceKind.of(entry).stream())
                        .findFirst();
        if (served.isPresent()) {
            return served;
        }
        String part = written.toLowerCase(Locale.ROOT);
        Stream<String> similar =
                house.diagnostics().devices().stream()
                        .map(DeviceReport::id)
                        .filter(id -> id.toLowerCase(Locale.ROOT).contains(part));
        return Stream.concat(Stream.of(written), similar)
                .flatMap(id -> DeviceKind.of(DeviceDrivers.hardwareIds(house, id)).stream())
                .findFirst();
    }

    /** The best. */
    public FilterEntry first() throws CommandException, InterruptedException {
        house.await(() -> !fitting().isEmpty(), PATIENCE);
        List<FilterEntry> there = fitting();
        if (there.isEmpty()) {
            throw new CommandException(
                    "No device "
                            + purpose
                            + ".\n"
                            + String.join("\n", WhyCommand.lines(house.diagnostics().why(""))));
        }
        return there.getFirst();
    }

    /** The one that somebody named. */
    public FilterEntry named(String written) throws CommandException, InterruptedException {
        return named(written, fits);
    }

    /**
     * The one that somebody named.
     *
     * @param others what else could have been named there, to be listed where nothing has the name
     */
    public FilterEntry named(String written, Predicate<FilterEntry> others)
            throws CommandException, InterruptedException {
        house.await(() -> !meant(written).isEmpty(), PATIENCE);
        List<FilterEntry> meant = meant(written);
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (meant.size() > 1) {
            throw new CommandException(
                    "\""
                            + written
                            + "\" could be any of these; write more of the id:\n"
                            + list(meant));
        }
        List<Finding> findings = house.diagnostics().why(written);
        boolean unknown =
                findings.stream().allMatch(f -> f.cause() == Finding.Cause.UNKNOWN_SUBJECT);
        boolean healthy = findings.stream().anyMatch(f -> f.cause() == Finding.Cause.HEALTHY);
        Optional<DeviceKind> other = kind(house, written).filter(found -> found != kind);
        boolean fitsNever = healthy || other.isPresent();
        List<String> lines = new ArrayList<>();
        lines.add(
                "No device \""
                        + written
                        + "\" "
                        + purpose
                        + (fitsNever
                                ? "; it is "
                                        + other.map(DeviceKind::text).orElse("of another kind")
                                        + "."
                                : "."));
        if (!unknown && !fitsNever) {
            lines.addAll(WhyCommand.lines(findings));
        }
        List<FilterEntry> there = unknown ? fitting(fits.or(others)) : fitting();
        if (!there.isEmpty()) {
            lines.add("  What is there:\n" + list(there));
        } else if (unknown) {
            lines.add("  What to do: `devices` lists what is there.");
        }
        throw new CommandException(String.join("\n", lines));
    }

    private List<FilterEntry> fitting() {
        return fitting(fits);
    }

    private List<FilterEntry> fitting(Predicate<FilterEntry> wanted) {
        return house.filters().stream()
                .filter(entry -> wanted.test(entry) && entry.isThere())
                .sorted(order)
                .toList();
    }

    private List<FilterEntry> meant(String written) {
        List<FilterEntry> all = fitting();
        List<FilterEntry> exact = all.stream().filter(entry -> entry.id().equals(written)).toList();
        return exact.isEmpty()
                ? all.stream().filter(entry -> matches(entry, written)).toList()
                : exact;
    }

    /** Whether a filter can be meant by a part of its id or name. */
    public static boolean matches(FilterEntry entry, String written) {
        String part = written.toLowerCase(Locale.ROOT);
        return entry.id().toLowerCase(Locale.ROOT).contains(part)
                || entry.filter().name().toLowerCase(Locale.ROOT).contains(part);
    }

    private static String list(List<FilterEntry> entries) {
        return String.join(
                "\n",
                entries.stream()
                        .map(entry -> "    " + entry.id() + "  (" + entry.filter().name() + ")")
                        .toList());
    }
}

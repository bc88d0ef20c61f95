package portcls.shell.synth;

import portcls.api.diag.Finding;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.UsageException;
import portcls.shell.device.DeviceChoice;
import portcls.shell.device.DeviceKind;
import portcls.shell.device.DriverDrop;
import portcls.shell.diag.WhyCommand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the synthesizer that somebody means, and drops its driver in where there is none.
 *
 * @param house the container
 */
public record Synthesizers(House house) {
    /** What the ids of the synthesizers of the house begin with. */
    public static final String PREFIX = "synth:";

    /** Names of those that are delivered, the one that is there everywhere first. */
    public static final List<String> NAMES = List.of("gervill", "fluidsynth");

    private static final String FLUIDSYNTH = "fluidsynth";
    private static final String PURPOSE = "turns MIDI into sound";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** One of {@link #NAMES}; empty = the first. */
    public FilterEntry ofHouse(Optional<String> name, Console console)
            throws CommandException, InterruptedException {
        if (name.isPresent() && !NAMES.contains(name.get())) {
            throw new UsageException(
                    "--synth must be one of "
                            + String.join(", ", NAMES)
                            + ": synth="
                            + name.get()
                            + "\n  What to do: for another synthesizer use --device ID");
        }
        String id = PREFIX + name.orElse(NAMES.getFirst());
        drop(id, console);
        house.await(() -> find(id).isPresent(), PATIENCE);
        Optional<FilterEntry> found = find(id);
        if (found.isEmpty() && name.isEmpty()) {
            return choice().first();
        }
        if (found.isEmpty()) {
            throw new CommandException(missing(id));
        }
        return found.get();
    }

    /** The one that somebody named by its id, or a part of it. */
    public FilterEntry named(String written, Console console)
            throws CommandException, InterruptedException {
        drop(written, console);
        if (written.equals(PREFIX + FLUIDSYNTH)) {
            return ofHouse(Optional.of(FLUIDSYNTH), console);
        }
        return choice().named(written);
    }

    private void drop(String meant, Console console) throws CommandException, InterruptedException {
        Comparator<FilterEntry> meantFirst =
                Comparator.comparing(entry -> !DeviceChoice.matches(entry, meant));
        new DriverDrop(
                        house,
                        DeviceKind.SYNTH.driver(),
                        FilterEntry::isSynthesizer,
                        PURPOSE,
                        meantFirst.thenComparing(order()))
                .run(console);
    }

    private DeviceChoice choice() {
        return new DeviceChoice(
                house, DeviceKind.SYNTH, FilterEntry::isSynthesizer, PURPOSE, order());
    }

    private static Comparator<FilterEntry> order() {
        return Comparator.comparingInt(Synthesizers::rank).thenComparing(FilterEntry::id);
    }

    private static int rank(FilterEntry entry) {
        return entry.id().equals(PREFIX + NAMES.getFirst()) ? 0 : 1;
    }

    private Optional<FilterEntry> find(String id) {
        return house.filters().stream()
                .filter(entry -> entry.isSynthesizer() && entry.isThere() && entry.id().equals(id))
                .findFirst();
    }

    private String missing(String id) throws CommandException, InterruptedException {
        List<Finding> findings = house.diagnostics().why(id);
        boolean known =
                findings.stream().noneMatch(f -> f.cause() == Finding.Cause.UNKNOWN_SUBJECT);
        List<String> lines = new ArrayList<>();
        if (id.equals(PREFIX + FLUIDSYNTH) && !known) {
            lines.add("There is no " + id + ": its library libfluidsynth was not found here.");
            lines.add(
                    "  What to do: install it (Debian, Ubuntu: apt-get install libfluidsynth3;"
                            + " macOS: brew install fluid-synth), or leave --synth out.");
        } else {
            lines.add("There is no " + id + ".");
            lines.addAll(WhyCommand.lines(findings));
        }
        return String.join("\n", lines);
    }
}

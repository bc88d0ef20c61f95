package portcls.shell.wave;

import portcls.api.diag.DeviceReport;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Diagnostics;
import portcls.api.time.MasterClock;
import portcls.api.time.VirtualClock;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.device.DeviceChoice;
import portcls.shell.device.DeviceDrivers;
import portcls.shell.device.DeviceKind;
import portcls.shell.device.DriverDrop;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the wave device that somebody means: the one that was named, else the best real one, else a
 * virtual one.
 *
 * @param house the container
 * @param fast whether time is moved by hand, which only virtual devices follow
 */
public record WaveDevices(House house, boolean fast) {
    /** The driver of most wave devices. */
    static final String DRIVER = "miniport.wavert";

    /** What an adapter is looked for by, that has sound to be played or recorded. */
    private static final String WAVE_ENGINE = "wave-engine";

    private static final String VIRTUAL = "virtual:";

    /** From best to last resort; whatever is not in it comes before {@code jdk:}. */
    private static final List<String> ORDER =
            List.of("jack:", "alsa:hw:", "alsa:", "", "jdk:", "virtual:speaker", VIRTUAL);

    private static final int UNKNOWN_BUS = ORDER.indexOf("");

    /** How long drivers may take to serve the devices that are there. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(3);

    /** How long a real device may take to be found, where a virtual one is there already. */
    private static final Duration REAL_PATIENCE = Duration.ofMillis(500);

    /** One that plays. */
    public FilterEntry render(Optional<String> written, Console console)
            throws CommandException, InterruptedException {
        return choose(written, console, FilterEntry::isWaveRender, "plays sound");
    }

    /** The one that plays and has exactly this id; empty when it is not there. */
    public Optional<FilterEntry> renderById(String id, Console console)
            throws CommandException, InterruptedException {
        settle(Optional.of(id), console, FilterEntry::isWaveRender, "plays sound");
        house.await(() -> find(id).isPresent(), REAL_PATIENCE);
        Optional<FilterEntry> found = find(id);
        return found.isPresent() ? Optional.of(complete(found.get(), console)) : found;
    }

    /** One that records. */
    FilterEntry capture(Optional<String> written, Console console)
            throws CommandException, InterruptedException {
        return choose(written, console, FilterEntry::isWaveCapture, "records sound");
    }

    /**
     * The clock to be moved by hand; empty when time goes by itself.
     *
     * @throws CommandException when it is wanted and there is none
     */
    Optional<VirtualClock> handClock(String command) throws CommandException, InterruptedException {
        MasterClock clock = house.clock();
        if (clock instanceof VirtualClock moved) {
            return Optional.of(moved);
        }
        if (fast) {
            throw new CommandException(
                    "--fast needs a container whose clock is moved by hand, and this one keeps real"
                            + " time.\n"
                            + "  What to do: run  ./portcls "
                            + command
                            + " --fast  from the command line.");
        }
        return Optional.empty();
    }

    private FilterEntry choose(
            Optional<String> written, Console console, Predicate<FilterEntry> kind, String purpose)
            throws CommandException, InterruptedException {
        Predicate<FilterEntry> fits = fast ? kind.and(WaveDevices::isVirtual) : kind;
        String what = fast ? purpose + " faster than real time" : purpose;
        settle(written, console, fits, what);
        DeviceChoice choice = new DeviceChoice(house, DeviceKind.SOUND, fits, what, order());
        if (written.isPresent()) {
            return complete(choice.named(written.get()), console);
        }
        if (!fast) {
            house.await(
                    () ->
                            house.filters().stream()
                                    .anyMatch(entry -> kind.test(entry) && !isVirtual(entry)),
                    REAL_PATIENCE);
        }
        return complete(choice.first(), console);
    }

    /** What the device plays may have to pass its mixer, which is set by a driver of its own. */
    private FilterEntry complete(FilterEntry chosen, Console console)
            throws CommandException, InterruptedException {
        new DeviceDrivers(house).drop(chosen.device(), console);
        return chosen;
    }

    private void settle(
            Optional<String> written, Console console, Predicate<FilterEntry> fits, String what)
            throws CommandException, InterruptedException {
        if (written.isPresent()) {
            new DeviceDrivers(house).dropNamed(written.get(), console);
        }
        Comparator<FilterEntry> meantFirst =
                Comparator.comparing(
                        e -> written.filter(part -> DeviceChoice.matches(e, part)).isEmpty());
        new DriverDrop(house, DRIVER, fits, what, meantFirst.thenComparing(order())).run(console);
        Diagnostics diagnostics = house.diagnostics();
        house.await(() -> diagnostics.devices().stream().noneMatch(this::isPending), SETTLE_LIMIT);
    }

    private Optional<FilterEntry> find(String id) {
        return house.filters().stream()
                .filter(e -> e.isWaveRender() && e.isThere() && e.id().equals(id))
                .findFirst();
    }

    private boolean isPending(DeviceReport device) {
        return device.state() == DeviceState.STARTING
                || device.state() == DeviceState.UNBOUND
                        && house.adapter(device.id())
                                .filter(found -> found.hardwareIds().contains(WAVE_ENGINE))
                                .isPresent();
    }

    /** Whether a device keeps the time of the master clock, whatever that is. */
    static boolean isVirtual(FilterEntry entry) {
        return entry.id().startsWith(VIRTUAL);
    }

    /** Best first. */
    static Comparator<FilterEntry> order() {
        return Comparator.<FilterEntry>comparingInt(entry -> rank(entry.id()))
                .thenComparing(FilterEntry::id);
    }

    private static int rank(String id) {
        for (int rank = 0; rank < ORDER.size(); rank++) {
            if (rank != UNKNOWN_BUS && id.startsWith(ORDER.get(rank))) {
                return rank;
            }
        }
        return UNKNOWN_BUS;
    }
}

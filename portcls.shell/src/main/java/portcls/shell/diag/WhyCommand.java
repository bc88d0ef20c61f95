package portcls.shell.diag;

import portcls.api.diag.DeviceReport;
import portcls.api.diag.Finding;
import portcls.shell.command.Arguments;
import portcls.shell.command.BundleEntry;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.device.DeviceDrivers;
import portcls.shell.device.DeviceNames;
import portcls.shell.load.LoadFolder;
import portcls.shell.text.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code why}: why something is as it is, and what to do. */
public final class WhyCommand implements Command {
    private final House house;

    public WhyCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("why", "Says why a device or a bundle is as it is, and what to do")
                .optional(
                        "DEVICE|BUNDLE",
                        "device id, or name or number of a bundle; without it everything not in"
                                + " order")
                .example("why                            # everything that is not in order")
                .example("why virtual:mpu401             # why does this device not work?")
                .example(
                        "why miniport.midi              # why does this driver not serve its"
                                + " device?");
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        List<Finding> findings = house.diagnostics().why(subject(arguments.first().orElse("")));
        for (Finding finding : findings) {
            console.print(lines(List.of(finding)));
            delivered(finding).ifPresent(console::print);
        }
        boolean unknown =
                findings.stream().allMatch(f -> f.cause() == Finding.Cause.UNKNOWN_SUBJECT);
        return unknown ? ExitStatus.FAILED : ExitStatus.OK;
    }

    /** Which delivered driver would serve what has none. */
    private Optional<String> delivered(Finding finding) {
        if (finding.cause() != Finding.Cause.NO_BID) {
            return Optional.empty();
        }
        return DeviceDrivers.of(DeviceDrivers.hardwareIds(house, finding.subject()))
                .filter(LoadFolder.drivers(house.places())::holds)
                .map(driver -> "  `plug " + driver + "` does it: that driver is delivered.");
    }

    /**
     * What is meant: what is known by that name, else the only device or bundle that has it in its
     * id or name.
     */
    private String subject(String written) throws CommandException, InterruptedException {
        boolean isWhole =
                written.isEmpty()
                        || house.diagnostics().why(written).stream()
                                .anyMatch(f -> f.cause() != Finding.Cause.UNKNOWN_SUBJECT);
        if (isWhole) {
            return written;
        }
        String part = written.toLowerCase(Locale.ROOT);
        String function = written.substring(DeviceNames.device(written).length());
        List<String> found =
                Stream.concat(
                                new DeviceNames(house)
                                        .meant(written).stream().map(id -> id + function),
                                candidates("").stream()
                                        .filter(
                                                name ->
                                                        name.toLowerCase(Locale.ROOT)
                                                                .contains(part)))
                        .distinct()
                        .toList();
        List<String> meant = found.stream().filter(name -> !isFunctionOfOne(name, found)).toList();
        if (meant.size() > 1) {
            throw DeviceNames.ambiguous(written, meant);
        }
        return meant.isEmpty() ? written : meant.getFirst();
    }

    /** Whether the device that it is a function of is there, too, and stands for it. */
    private static boolean isFunctionOfOne(String id, List<String> devices) {
        String device = DeviceNames.device(id);
        return !device.equals(id) && devices.contains(device);
    }

    @Override
    public List<String> candidates(String label) {
        return Stream.concat(
                        devices(house).stream(),
                        house.bundles().stream().filter(b -> b.number() > 0).map(BundleEntry::name))
                .distinct()
                .toList();
    }

    /** Findings as text. */
    public static List<String> lines(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            finding.what().lines().map(WhyCommand::shown).forEach(lines::add);
            if (!finding.advice().isEmpty()) {
                lines.add("  What to do: " + shown(finding.advice()));
            }
        }
        return lines;
    }

    /** Printable, and with one full stop where a sentence quotes another one at its end. */
    private static String shown(String text) {
        return Table.printable(text).replaceAll("(?<=[\\p{L}\\p{N})\"'`])\\.\\.(?=\\s|$)", ".");
    }

    /** Ids of the devices; none when there is no diagnosis. */
    public static List<String> devices(House house) {
        try {
            return house.diagnostics().devices().stream().map(DeviceReport::id).toList();
        } catch (CommandException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}

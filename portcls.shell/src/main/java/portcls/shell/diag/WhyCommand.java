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
import portcls.shell.text.Table;

import java.util.ArrayList;
import java.util.List;
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
        List<Finding> findings = house.diagnostics().why(arguments.first().orElse(""));
        console.print(lines(findings));
        boolean unknown =
                findings.stream().allMatch(f -> f.cause() == Finding.Cause.UNKNOWN_SUBJECT);
        return unknown ? ExitStatus.FAILED : ExitStatus.OK;
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

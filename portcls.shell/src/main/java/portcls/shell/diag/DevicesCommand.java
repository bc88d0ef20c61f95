package portcls.shell.diag;

import portcls.api.diag.DeviceReport;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.text.Table;
import portcls.shell.text.Texts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code devices}: what is there and how it stands. */
public final class DevicesCommand implements Command {
    private final House house;

    public DevicesCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("devices", "Lists the devices: their driver, their state, who uses them")
                .example("devices                        # what is there, what has no driver");
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        console.print(lines(house.diagnostics().devices()));
        return ExitStatus.OK;
    }

    static List<String> lines(List<DeviceReport> devices) {
        if (devices.isEmpty()) {
            return List.of(
                    "There are no devices: no adapter has found one.",
                    "  What to do: `config` lists what can be set up, `why` says what is not in"
                            + " order.");
        }
        Instant now = Instant.now();
        Table table =
                new Table(
                        "DEVICE",
                        "KIND",
                        "STATE",
                        ">CLIENTS",
                        "FORMAT",
                        ">LATENCY",
                        ">XRUNS",
                        "DRIVER");
        for (DeviceReport device : devices) {
            if (device.remark().isEmpty()) {
                table.row(
                        device.id(),
                        device.kind(),
                        device.state().name().toLowerCase(Locale.ROOT),
                        Integer.toString(device.clients()),
                        device.format(),
                        latency(device),
                        device.xruns() < 0 ? "" : Long.toString(device.xruns()),
                        device.driver());
            } else {
                table.rowWithRemark(
                        device.id(), device.kind(), state(device, now) + device.remark());
            }
        }
        return table.lines();
    }

    private static String latency(DeviceReport device) {
        return Double.isNaN(device.latencyMillis()) ? "" : Texts.millis(device.latencyMillis());
    }

    private static String state(DeviceReport device, Instant now) {
        String name = device.state().name().toLowerCase(Locale.ROOT);
        return switch (device.state()) {
            case UNBOUND -> "";
            case HELD -> name + " " + age(device.since(), now) + ": ";
            case RUNNING, OPEN, IDLE, STARTING, FAILED -> name + ": ";
        };
    }

    private static String age(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds()) + " s";
    }
}

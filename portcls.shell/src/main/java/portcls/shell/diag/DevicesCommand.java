package portcls.shell.diag;

import portcls.api.diag.DeviceReport;
import portcls.api.diag.DeviceState;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.text.Table;

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
        Table table = new Table("DEVICE", "KIND", "STATE", ">CLIENTS", "FORMAT", "DRIVER");
        for (DeviceReport device : devices) {
            if (device.remark().isEmpty()) {
                table.row(
                        device.id(),
                        device.kind(),
                        device.state().name().toLowerCase(Locale.ROOT),
                        Integer.toString(device.clients()),
                        device.format(),
                        device.driver());
            } else {
                table.rowWithRemark(
                        device.id(), device.kind(), state(device.state()) + device.remark());
            }
        }
        return table.lines();
    }

    private static String state(DeviceState state) {
        return state == DeviceState.UNBOUND ? "" : state.name().toLowerCase(Locale.ROOT) + ": ";
    }
}

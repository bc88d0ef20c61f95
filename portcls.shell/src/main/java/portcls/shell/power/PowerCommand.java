package portcls.shell.power;

import portcls.api.DevicePowerState;
import portcls.api.power.IdleSettings;
import portcls.api.power.PowerManager;
import portcls.api.power.PowerSource;
import portcls.api.power.PowerStatus;
import portcls.api.power.SystemPowerState;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;
import portcls.shell.device.DeviceNames;
import portcls.shell.text.Table;
import portcls.shell.text.Texts;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code power}: which devices sleep, and bringing them to sleep and back. */
public final class PowerCommand implements Command {
    private static final String WHAT = "WHAT";
    private static final String STATE = "STATE";
    private static final String SUSPEND = "suspend";
    private static final String RESUME = "resume";

    private final House house;
    private final DateTimeFormatter time;

    public PowerCommand(House house, ZoneId zone) {
        this.house = house;
        time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("power", "Shows which devices sleep, and brings them to sleep and back")
                .optional(
                        WHAT,
                        "id of a device, or a part of it; suspend and resume do to all devices what"
                                + " the machine's own sleep does")
                .optional(STATE, "D0 (awake), D1, D2 or D3 (off)")
                .note("A device sleeps and wakes as a whole, with all its functions.")
                .note("It sleeps as long as the container runs: the shell is the place for that.")
                .note(
                        "A stream of a device that sleeps waits and goes on where it was; whatever"
                                + " is asked of the device wakes it.")
                .note(
                        "Idle times: `config portcls.power performanceIdleTime=300` lets devices"
                                + " sleep that nobody used for 300 s.")
                .example("power                          # how all devices stand")
                .shellExample("power speaker D3               # lets one sleep")
                .shellExample("power suspend                  # before the machine sleeps")
                .shellExample("power resume                   # after it");
    }

    @Override
    public List<String> candidates(String label) {
        return switch (label) {
            case WHAT -> {
                List<String> all = new ArrayList<>(List.of(SUSPEND, RESUME));
                house.filters().forEach(entry -> all.add(entry.device()));
                yield all.stream().distinct().toList();
            }
            case STATE -> Arrays.stream(DevicePowerState.values()).map(Enum::name).toList();
            default -> List.of();
        };
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        PowerManager power = house.power();
        Optional<String> what = arguments.first();
        if (what.isEmpty()) {
            console.print(lines(power, power.devices()));
            return ExitStatus.OK;
        }
        boolean toldState = arguments.values().size() > 1;
        if (what.get().equals(SUSPEND) || what.get().equals(RESUME)) {
            if (toldState) {
                throw new UsageException("power: " + what.get() + " is for all devices at once");
            }
            refuseForOneCommand("power " + what.get());
            return whole(power, what.get().equals(SUSPEND), console);
        }
        String device = device(power, what.get());
        if (toldState) {
            DevicePowerState state = state(arguments.values().get(1));
            refuseForOneCommand("power " + what.get() + " " + state);
            power.setDeviceState(device, state);
        }
        if (what.get().indexOf('/') >= 0) {
            console.print(
                    device
                            + what.get().substring(what.get().indexOf('/'))
                            + " is a function of "
                            + device
                            + ", which sleeps and wakes as a whole.");
        }
        console.print(
                lines(
                        power,
                        power.devices().stream()
                                .filter(status -> status.deviceId().equals(device))
                                .toList()));
        return ExitStatus.OK;
    }

    private static ExitStatus whole(PowerManager power, boolean suspend, Console console) {
        List<String> troubles =
                suspend ? power.suspend(SystemPowerState.SLEEPING3, false) : power.resume();
        troubles.forEach(console::warn);
        long asleep =
                power.devices().stream()
                        .filter(status -> status.state() != DevicePowerState.D0)
                        .count();
        console.print(
                suspend
                        ? Texts.count(asleep, "device sleeps", "devices sleep")
                                + "; `power resume` wakes them"
                        : asleep == 0
                                ? "All devices are awake"
                                : "Devices are as they were before they were put to sleep; "
                                        + Texts.count(asleep, "still sleeps", "still sleep")
                                        + ", as `power` tells why");
        return troubles.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** A device sleeps as long as its container runs: that of one command ends at once. */
    private void refuseForOneCommand(String line) throws CommandException {
        if (house.endsWithCommand()) {
            throw new CommandException(
                    "A device sleeps as long as the container runs, and this one ends with the"
                            + " command.\n"
                            + "  What to do: `./portcls` opens the shell; `"
                            + line
                            + "` there.");
        }
    }

    /** The device that is meant; a function stands for the device that it is part of. */
    private String device(PowerManager power, String written) throws CommandException {
        List<String> ids = power.devices().stream().map(PowerStatus::deviceId).toList();
        List<String> meant = new DeviceNames(house).meant(written, ids);
        if (meant.size() > 1) {
            throw DeviceNames.ambiguous(written, meant);
        }
        if (meant.isEmpty()) {
            throw new CommandException(
                    "There is no device \""
                            + written
                            + "\" with a driver.\n  What to do: `devices` lists what is there.");
        }
        String device = meant.getFirst();
        new DeviceNames(house).checkFunction(device, written);
        return device;
    }

    private static DevicePowerState state(String written) throws UsageException {
        return Arrays.stream(DevicePowerState.values())
                .filter(state -> state.name().equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "power: STATE must be D0, D1, D2 or D3: STATE=" + written));
    }

    private List<String> lines(PowerManager power, List<PowerStatus> devices) {
        List<String> lines = new ArrayList<>();
        if (power.systemState() != SystemPowerState.WORKING) {
            lines.add(
                    "The machine sleeps, as far as the ports were told ("
                            + power.systemState()
                            + "); `power resume` tells them that it woke.");
        }
        if (devices.isEmpty()) {
            lines.add("There is no device with a driver.");
            return lines;
        }
        Table table = new Table("DEVICE", "STATE", "SINCE", "SLEEPS WHEN IDLE", "WHY");
        for (PowerStatus status : devices) {
            table.row(
                    status.deviceId(),
                    status.state().name(),
                    time.format(status.since()),
                    idle(status, power.powerSource()),
                    status.reason());
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static String idle(PowerStatus status, PowerSource source) {
        IdleSettings idle = status.idle();
        Duration after = idle.idleTime(source);
        if (idle.immediateIdle()) {
            return "at once, to " + idle.idlePowerState();
        }
        if (after.isZero() || !status.idleDetection()) {
            return "never";
        }
        return "after " + after.toSeconds() + " s, to " + idle.idlePowerState();
    }
}

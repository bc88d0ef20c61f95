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
                .note(
                        "A stream of a device that sleeps waits and goes on where it was; whatever"
                                + " is asked of the device wakes it.")
                .note(
                        "Idle times: `config portcls.power performanceIdleTime=300` lets devices"
                                + " sleep that nobody used for 300 s.")
                .example("power                          # how all devices stand")
                .example("power speaker D3               # lets one sleep")
                .example("power suspend                  # before the machine sleeps")
                .example("power resume                   # after it");
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
            return whole(power, what.get().equals(SUSPEND), console);
        }
        String device = device(power, what.get());
        if (toldState) {
            power.setDeviceState(device, state(arguments.values().get(1)));
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
                        : "All devices are awake as far as they were; "
                                + Texts.count(asleep, "sleeps", "sleep")
                                + " for another reason");
        return troubles.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static String device(PowerManager power, String written) throws CommandException {
        List<String> ids = power.devices().stream().map(PowerStatus::deviceId).toList();
        List<String> meant =
                ids.contains(written)
                        ? List.of(written)
                        : ids.stream().filter(id -> id.contains(written)).toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        throw new CommandException(
                meant.isEmpty()
                        ? "There is no device \""
                                + written
                                + "\" with a driver.\n  What to do: `devices` lists what is there."
                        : "\""
                                + written
                                + "\" could be any of these; write more of the id:\n    "
                                + String.join("\n    ", meant));
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

package portcls.shell.monitor;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiEvent;
import portcls.api.client.Removal;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.EnterKey;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;
import portcls.shell.device.DeviceChoice;
import portcls.shell.device.DeviceKind;
import portcls.shell.diag.WhyCommand;
import portcls.shell.text.Texts;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code monitor}: what a device sends, as it comes. */
public final class MonitorCommand implements Command {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String DEVICE = "DEVICE";
    private static final int BYTES_COLUMN = 12;
    private static final long MOST_SECONDS = 1_000_000_000;

    private final House house;

    public MonitorCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        "monitor",
                        "Shows the MIDI that a device sends: time, bytes and what they mean")
                .optional(
                        DEVICE, "id of the device, or a part of it; else the first that gives MIDI")
                .option("seconds", "N", "how long, or until Ctrl-C; else until Enter")
                .example("monitor                        # until Enter is pressed")
                .example("monitor mpu401 --seconds 10    # this device, ten seconds");
    }

    @Override
    public List<String> candidates(String label) {
        return label.equals(DEVICE) ? WhyCommand.devices(house) : List.of();
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Optional<Duration> limit = limit(arguments);
        DeviceChoice choice =
                new DeviceChoice(house, DeviceKind.MIDI, FilterEntry::isMidiCapture, "gives MIDI");
        FilterEntry device =
                arguments.first().isPresent()
                        ? choice.named(arguments.first().get())
                        : choice.first();
        try (FilterHandle handle = device.filter().open();
                MidiCapturePin pin = open(device, handle)) {
            pin.run();
            console.print(
                    "listening to "
                            + device.id()
                            + limit.map(d -> " for " + Texts.count(d.toSeconds(), "second"))
                                    .orElse(console.ending()));
            long count = listen(pin, limit, console);
            console.print(Texts.count(count, "message"));
            return ExitStatus.OK;
        }
    }

    private static MidiCapturePin open(FilterEntry device, FilterHandle handle) {
        return device.filter().kind() == PortClass.DMUS
                ? handle.openDirectMusicCapture(handle.firstDirectMusicPin(true))
                : handle.openMidiCapture(handle.firstMidiPin(true));
    }

    private static long listen(MidiCapturePin pin, Optional<Duration> limit, Console console)
            throws CommandException, InterruptedException {
        long end = System.nanoTime() + limit.orElse(Duration.ZERO).toNanos();
        MidiEvent event = new MidiEvent();
        long count = 0;
        Optional<InputStream> keys = limit.isPresent() ? Optional.empty() : console.keys();
        try (EnterKey enter = new EnterKey(keys)) {
            while (!enter.isPressed() && (limit.isEmpty() || System.nanoTime() - end < 0)) {
                if (pin.receive(event, LOOK)) {
                    console.print(line(event));
                    count++;
                }
            }
            return count;
        } catch (PortClsException e) {
            if (e.status() != Status.DEVICE_REMOVED) {
                throw e;
            }
            String why = pin.removal().map(Removal::message).orElseGet(() -> Texts.message(e));
            throw new CommandException(pin.filter().id() + " is gone: " + why, e);
        }
    }

    static String line(MidiEvent event) {
        return String.format(
                Locale.ROOT,
                "%10s  %-" + BYTES_COLUMN + "s  %s%s",
                Texts.exactMinutes(event.time100ns()),
                MidiWords.bytes(event.data(), event.length()),
                MidiWords.words(event.data(), event.length()),
                event.isTruncated() ? ", broken off" : "");
    }

    private static Optional<Duration> limit(Arguments arguments) throws UsageException {
        Optional<String> written = arguments.option("seconds");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            long seconds = Long.parseLong(written.get());
            if (seconds >= 1 && seconds <= MOST_SECONDS) {
                return Optional.of(Duration.ofSeconds(seconds));
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw new UsageException(
                "monitor: --seconds must be a whole number from 1 on: seconds=" + written.get());
    }
}

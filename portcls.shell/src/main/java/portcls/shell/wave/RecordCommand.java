package portcls.shell.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.api.time.VirtualClock;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.EnterKey;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.NumberOption;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;
import portcls.shell.diag.WhyCommand;
import portcls.shell.text.Texts;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code record}: what a wave device hears, into a WAV file. */
public final class RecordCommand implements Command {
    private static final String DEVICE = "ID";
    private static final String KIND = "KIND";
    private static final double MOST_SECONDS = 1e6;
    private static final int MOST_RATE = 768_000;
    private static final int MOST_CHANNELS = 32;

    /** A disk may need that long now and then, ms; nobody waits for what is recorded. */
    private static final int BUFFER_MILLIS = 400;

    /** Amplitude of −60 dBFS. */
    private static final double SOFT_PEAK = 0.001;

    private final House house;

    public RecordCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("record", "Records from a wave device into a WAV file")
                .required("OUT.wav", "the file; it is a valid one at any time")
                .option(
                        "device",
                        DEVICE,
                        "from where: id of a device, or a part of it; else the best that records")
                .option("seconds", "N", "how long, or until Ctrl-C; else until Enter")
                .option(
                        "format",
                        KIND,
                        String.join(", ", SampleKind.names()) + "; else as the device likes")
                .option("rate", "HZ", "sample rate; else as the device likes")
                .option("channels", "N", "number of channels; else as the device likes")
                .flag("overwrite", "replaces a file that is there")
                .flag(
                        "fast",
                        "not in real time but as fast as it can; with --seconds, on the command"
                                + " line only")
                .note("A driver that is replaced meanwhile does not end the recording.")
                .example("record take.wav                # until Enter is pressed")
                .example("record take.wav --device hw:1 --seconds 10 --format int16 --rate 44100");
    }

    @Override
    public List<String> candidates(String label) {
        return switch (label) {
            case DEVICE -> WhyCommand.devices(house);
            case KIND -> SampleKind.names();
            default -> List.of();
        };
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Wish wish = wish(arguments);
        Path file = console.path(arguments.first().orElseThrow());
        OutFile.check(file, console, "record OUT.wav");
        if (Files.exists(file) && !wish.overwrite) {
            throw exists(file, console, null);
        }
        WaveDevices devices = new WaveDevices(house, wish.fast);
        Optional<VirtualClock> clock = devices.handClock("record");
        FilterEntry device = devices.capture(arguments.option("device"), console);
        try (WavePin pin = open(device, wish)) {
            console.print(
                    "records  "
                            + device.id()
                            + " ("
                            + device.filter().name()
                            + ", "
                            + device.driver()
                            + ")");
            console.print("format   " + Performance.format(pin));
            return record(pin, file, wish, clock, console);
        }
    }

    private ExitStatus record(
            WavePin pin, Path file, Wish wish, Optional<VirtualClock> clock, Console console)
            throws CommandException {
        WaveFormat format = pin.format();
        long limit =
                wish.seconds.isEmpty()
                        ? Long.MAX_VALUE
                        : Math.max(1, Math.round(wish.seconds.get() * format.samplesPerSecond()));
        Optional<InputStream> keys = wish.seconds.isPresent() ? Optional.empty() : console.keys();
        Ending ending;
        CaptureWork work;
        try (FileClaim claim = claim(file, wish.overwrite, console);
                WavWriter writer = create(claim.file(), format, console);
                EnterKey enter = new EnterKey(keys)) {
            console.print(
                    "into     "
                            + console.shown(file)
                            + wish.seconds
                                    .map(seconds -> " for " + Texts.plain(seconds) + " s")
                                    .orElse(console.ending()));
            work = new CaptureWork(pin, writer, limit);
            WaveWatch watch = new WaveWatch(house, pin, work::frames, limit, console);
            StreamRun run =
                    new StreamRun(
                            pin,
                            work,
                            watch,
                            () -> {
                                if (enter.isPressed()) {
                                    work.end();
                                }
                            });
            ending = clock.isPresent() ? run.fast(clock.get()) : run.real();
        } catch (IOException e) {
            throw new CommandException(
                    console.shown(file) + " is not whole: " + Texts.message(e), e);
        }
        return report(pin, file, work, ending, console);
    }

    private static ExitStatus report(
            WavePin pin, Path file, CaptureWork work, Ending ending, Console console) {
        console.print(
                (ending.status() == ExitStatus.FAILED ? "stopped  at " : "recorded ")
                        + WaveWatch.time(work.frames(), pin.format().samplesPerSecond())
                        + ": "
                        + WaveWatch.summary(pin));
        console.print(Take.facts(file));
        if (isSoft(file)) {
            console.print(
                    "  It is very soft: `volume "
                            + pin.filter().id()
                            + " --record` shows how loud it is recorded, `topology "
                            + pin.filter().id()
                            + "` all volumes on its way.");
        }
        if (!ending.problem().isEmpty()) {
            console.err()
                    .println(
                            "The recording ended early: "
                                    + Texts.sentence(ending.problem())
                                    + "\n  What was recorded until then is in "
                                    + console.shown(file)
                                    + ".");
            console.err().flush();
        }
        return ending.status();
    }

    /** Whether there is hardly anything to be heard. */
    private static boolean isSoft(Path file) {
        try {
            return WavFacts.read(file)
                    .filter(facts -> facts.frames() > 0 && facts.peak() < SOFT_PEAK)
                    .isPresent();
        } catch (IOException e) {
            // The line before said that it cannot be read.
            return false;
        }
    }

    private static WavePin open(FilterEntry device, Wish wish) throws CommandException {
        WaveOpening opening = WaveOpening.capture(device, "--device");
        if (wish.kind.isEmpty() && wish.rate.isEmpty() && wish.channels.isEmpty()) {
            return opening.openAsItLikes(Performance.buffer(BUFFER_MILLIS));
        }
        WaveFormat liked = opening.preferred();
        int rate = wish.rate.orElse(liked.samplesPerSecond());
        int channels = wish.channels.orElse(liked.channels());
        WaveFormat format =
                wish.kind.isPresent()
                        ? wish.kind.get().format(rate, channels)
                        : new WaveFormat(
                                liked.subFormat(),
                                channels,
                                rate,
                                liked.bitsPerSample(),
                                liked.validBitsPerSample(),
                                channels == liked.channels() ? liked.channelMask() : 0,
                                liked.extensible());
        return opening.openAs(format, Performance.buffer(BUFFER_MILLIS));
    }

    private static WavWriter create(Path file, WaveFormat format, Console console)
            throws CommandException {
        try {
            return WavWriter.replace(file, format);
        } catch (IOException e) {
            throw OutFile.failure(file, console, "name another file.", e);
        }
    }

    private static FileClaim claim(Path file, boolean overwrite, Console console)
            throws CommandException {
        try {
            return overwrite ? FileClaim.of(file) : FileClaim.ofNew(file);
        } catch (FileAlreadyExistsException e) {
            throw exists(file, console, e);
        } catch (IOException e) {
            throw OutFile.failure(file, console, "name another file.", e);
        }
    }

    private static CommandException exists(Path file, Console console, @Nullable IOException e) {
        String text =
                console.shown(file)
                        + " is there already.\n"
                        + "  What to do: name another file, or add --overwrite.";
        return e == null ? new CommandException(text) : new CommandException(text, e);
    }

    private Wish wish(Arguments arguments) throws UsageException {
        Syntax syntax = syntax();
        Optional<String> kind = arguments.option("format");
        Wish wish =
                new Wish(
                        NumberOption.real(syntax, arguments, "seconds", 0.01, MOST_SECONDS),
                        kind.isEmpty()
                                ? Optional.empty()
                                : Optional.of(SampleKind.of(syntax.name(), kind.get())),
                        NumberOption.whole(syntax, arguments, "rate", 1, MOST_RATE),
                        NumberOption.whole(syntax, arguments, "channels", 1, MOST_CHANNELS),
                        arguments.has("overwrite"),
                        arguments.has("fast"));
        if (wish.fast && wish.seconds.isEmpty()) {
            throw new UsageException("record: --fast needs an end\n  What to do: add --seconds N");
        }
        return wish;
    }

    private record Wish(
            Optional<Double> seconds,
            Optional<SampleKind> kind,
            Optional<Integer> rate,
            Optional<Integer> channels,
            boolean overwrite,
            boolean fast) {}
}

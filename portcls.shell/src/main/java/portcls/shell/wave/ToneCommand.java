package portcls.shell.wave;

import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.NumberOption;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;
import portcls.shell.diag.WhyCommand;
import portcls.shell.text.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code tone}: a sine, to hear whether a device plays. */
public final class ToneCommand implements Command {
    private static final String DEVICE = "ID";
    private static final double FREQUENCY = 440;
    private static final double SECONDS = 2;
    private static final double MOST_SECONDS = 86_400;
    private static final double LEVEL = -12;
    private static final double LEAST_LEVEL = -96;
    private static final double MOST_FREQUENCY = 192_000;

    private final House house;

    public ToneCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("tone", "Plays a sine on a wave device")
                .option("frequency", "HZ", "how high; else 440")
                .option("seconds", "N", "how long; else 2")
                .option("level", "DB", "how loud its peaks are, dB of full scale; else -12")
                .option(
                        "device",
                        DEVICE,
                        "where: id of a device, or a part of it; else the best that plays sound")
                .option("wav", "FILE", "where a virtual device writes what it sounds like")
                .option("buffer", "MS", "size of the buffer; else " + Performance.BUFFER_MILLIS)
                .flag("fast", "not in real time but as fast as it can; on the command line only")
                .note("The tone swells and fades for 5 ms: it does not click.")
                .example("tone                           # on the best device that is there")
                .example("tone --device jack --frequency 1000 --level -20 --seconds 10")
                .commandLineExample("tone --fast --wav tone.wav     # into a file");
    }

    @Override
    public List<String> candidates(String label) {
        return label.equals(DEVICE) ? WhyCommand.devices(house) : List.of();
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Syntax syntax = syntax();
        double frequency =
                NumberOption.real(syntax, arguments, "frequency", 1, MOST_FREQUENCY)
                        .orElse(FREQUENCY);
        double seconds =
                NumberOption.real(syntax, arguments, "seconds", 0.01, MOST_SECONDS).orElse(SECONDS);
        double level = NumberOption.real(syntax, arguments, "level", LEAST_LEVEL, 0).orElse(LEVEL);
        Performance performance = performance(syntax, arguments, console);
        console.print(
                "sound    sine of "
                        + Texts.plain(frequency)
                        + " Hz, "
                        + Texts.plain(seconds)
                        + " s, "
                        + Texts.plain(level)
                        + " dBFS");
        return performance.play(
                WaveOpening::openAsItLikes,
                format -> {
                    int rate = format.samplesPerSecond();
                    if (frequency >= rate / 2.0) {
                        throw new CommandException(
                                "A device that runs at "
                                        + rate
                                        + " Hz can only sound below "
                                        + rate / 2
                                        + " Hz: frequency="
                                        + Texts.plain(frequency)
                                        + ".\n  What to do: give a lower --frequency.");
                    }
                    double amplitude = Math.pow(10, level / 20);
                    return new CodedSound(
                            new Tone(frequency, amplitude, seconds, format.channels(), rate),
                            format);
                },
                console);
    }

    private Performance performance(Syntax syntax, Arguments arguments, Console console)
            throws CommandException {
        Optional<String> wav = arguments.option("wav");
        Optional<Path> file =
                wav.isEmpty() ? Optional.empty() : Optional.of(console.path(wav.get()));
        return new Performance(
                house,
                syntax.name(),
                arguments.option("device"),
                file,
                bufferMillis(syntax, arguments),
                arguments.has("fast"));
    }

    private static int bufferMillis(Syntax syntax, Arguments arguments) throws UsageException {
        return NumberOption.whole(syntax, arguments, "buffer", 1, Performance.MOST_BUFFER_MILLIS)
                .orElse(Performance.BUFFER_MILLIS);
    }
}

package portcls.shell.play;

import portcls.api.time.MasterClock;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.NumberOption;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;
import portcls.shell.device.DeviceChoice;
import portcls.shell.device.DeviceKind;
import portcls.shell.device.DriverDrop;
import portcls.shell.diag.WhyCommand;
import portcls.shell.song.DemoSong;
import portcls.shell.song.FileKind;
import portcls.shell.song.Problem;
import portcls.shell.song.SmfReader;
import portcls.shell.song.Song;
import portcls.shell.song.SongException;
import portcls.shell.text.Table;
import portcls.shell.text.Texts;
import portcls.shell.wave.OutFile;
import portcls.shell.wave.Performance;
import portcls.shell.wave.Take;
import portcls.shell.wave.WavFile;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code play}: a song or a sound on a device, and what it sounds like in a file. */
public final class PlayCommand implements Command {
    private static final String DEMO_FILE = "portcls-demo.wav";
    private static final String DEVICE = "ID";
    private static final String BUFFER = "buffer";
    private static final String DRIVER = "miniport.midi";
    private static final String PURPOSE = "plays MIDI";
    private static final int MOST_WARNINGS = 10;
    private static final double NANOS = 1e9;

    private final House house;

    public PlayCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("play", "Plays a song or a WAV file on a device")
                .optional(
                        "SONG",
                        "a WAV file or a Standard MIDI File; without it a song of the house")
                .option(
                        "device",
                        DEVICE,
                        "where: id of a device, or a part of it; else the best that plays it")
                .option(
                        "wav",
                        "FILE",
                        "where a virtual device writes what it sounds like; of MIDI else SONG.wav"
                                + " in the current folder")
                .option(
                        BUFFER,
                        "MS",
                        "size of the buffer, for a WAV file; else " + Performance.BUFFER_MILLIS)
                .flag("fast", "not in real time but as fast as it can; on the command line only")
                .note(
                        "When no device has a driver, miniport.midi or miniport.wavert is dropped"
                                + " into the running container.")
                .note(
                        "A WAV file is converted where the device does not have its format; the"
                                + " output says how.")
                .note("A driver that is replaced meanwhile does not end the song. Ctrl-C does.")
                .example(
                        "play                           # the song of the house, into"
                                + " portcls-demo.wav")
                .example("play song.mid --wav /tmp/a.wav # a song, into a file of your choice")
                .example("play song.mid --device mpu401  # on this device")
                .example("play song.wav                  # on the best device that is there")
                .example(
                        "play --fast                    # on a clock that runs as fast as the"
                                + " machine can");
    }

    @Override
    public List<String> candidates(String label) {
        return label.equals(DEVICE) ? WhyCommand.devices(house) : List.of();
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Optional<Path> file = optionalPath(console, arguments.first());
        if (file.isPresent() && FileKind.isWave(file.get())) {
            return playSound(new WavFile(file.get()), arguments, console);
        }
        if (arguments.has(BUFFER)) {
            throw new UsageException(
                    "play: --buffer is for WAV files; MIDI has none\n"
                            + "  What to do: leave it out");
        }
        Song song = song(file);
        Path wav = wav(arguments, file, console);
        Pace pace = pace(arguments.has("fast"));
        announce(song, console);

        new DriverDrop(house, DRIVER, FilterEntry::isMidiRender, PURPOSE).run(console);
        DeviceChoice choice =
                new DeviceChoice(house, DeviceKind.MIDI, FilterEntry::isMidiRender, PURPOSE);
        FilterEntry device =
                arguments.has("device")
                        ? choice.named(arguments.option("device").orElse(""))
                        : choice.first();
        console.print(
                "plays on "
                        + device.id()
                        + " ("
                        + device.filter().name()
                        + ", "
                        + device.driver()
                        + ")");

        try (Take take = Take.start(house, device, wav, arguments.has("wav"), console)) {
            long start = System.nanoTime();
            Progress progress =
                    new Progress(console, System::nanoTime, song.duration100ns(), song.noteCount());
            Outcome outcome =
                    new Player(house, song, pace, progress, InstantSource.system()).play(device);
            boolean whole = take == null || take.finish();
            report(song, outcome, System.nanoTime() - start, console);
            if (take != null) {
                take.report();
            }
            return outcome.status() == ExitStatus.OK && !whole
                    ? ExitStatus.FAILED
                    : outcome.status();
        }
    }

    private ExitStatus playSound(WavFile file, Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Optional<Path> wav = optionalPath(console, arguments.option("wav"));
        if (wav.isPresent() && wav.get().equals(file.path())) {
            throw isItself(wav.get(), console);
        }
        int buffer =
                NumberOption.whole(syntax(), arguments, BUFFER, 1, Performance.MOST_BUFFER_MILLIS)
                        .orElse(Performance.BUFFER_MILLIS);
        Performance performance =
                new Performance(
                        house,
                        "play",
                        arguments.option("device"),
                        wav,
                        buffer,
                        arguments.has("fast"));
        return file.play(performance, console);
    }

    private static Optional<Path> optionalPath(Console console, Optional<String> written)
            throws CommandException {
        return written.isEmpty() ? Optional.empty() : Optional.of(console.path(written.get()));
    }

    private static Song song(Optional<Path> file) throws CommandException {
        try {
            return file.isEmpty() ? DemoSong.create() : SmfReader.read(file.get());
        } catch (SongException e) {
            throw new CommandException(Texts.message(e), e);
        }
    }

    private static Path wav(Arguments arguments, Optional<Path> song, Console console)
            throws CommandException {
        String name =
                song.map(Path::getFileName)
                        .map(Path::toString)
                        .map(PlayCommand::wavName)
                        .orElse(DEMO_FILE);
        Path wav = console.path(arguments.option("wav").orElse(name));
        if (song.isPresent() && wav.equals(song.get())) {
            throw isItself(wav, console);
        }
        if (arguments.has("wav")) {
            OutFile.check(wav, console, "--wav FILE");
        }
        return wav;
    }

    private static CommandException isItself(Path wav, Console console) {
        return new CommandException(
                console.shown(wav)
                        + " is the song itself.\n"
                        + "  What to do: name another file with --wav FILE.");
    }

    private static String wavName(String songName) {
        int dot = songName.lastIndexOf('.');
        return (dot > 0 ? songName.substring(0, dot) : songName) + ".wav";
    }

    private Pace pace(boolean fast) throws CommandException, InterruptedException {
        MasterClock clock = house.clock();
        if (fast && !clock.isVirtual()) {
            throw new CommandException(
                    "--fast needs a container whose clock is moved by hand, and this one keeps real"
                            + " time.\n"
                            + "  What to do: run  ./portcls play --fast  from the command line.");
        }
        return Pace.of(clock);
    }

    private static void announce(Song song, Console console) {
        List<Problem> problems = song.problems();
        problems.stream()
                .limit(MOST_WARNINGS)
                .forEach(problem -> console.warn(Table.printable(problem.text())));
        if (problems.size() > MOST_WARNINGS) {
            console.warn(
                    "and "
                            + Texts.count(problems.size() - MOST_WARNINGS, "more problem")
                            + " of that kind");
        }
        console.print(
                "song     "
                        + Table.printable(song.title())
                        + ", "
                        + Texts.minutes(song.duration100ns())
                        + ", "
                        + Texts.count(song.noteCount(), "note"));
    }

    private static void report(Song song, Outcome outcome, long nanos, Console console) {
        boolean over = outcome.status() == ExitStatus.OK;
        console.print(
                (over ? "played   " : "stopped  at ")
                        + Texts.minutes(outcome.position100ns())
                        + (over ? "" : " of " + Texts.minutes(song.duration100ns()))
                        + ": "
                        + Texts.count(outcome.notes(), "note")
                        + ", "
                        + Texts.count(outcome.events(), "message")
                        + ", "
                        + outcome.late()
                        + " late, in "
                        + Texts.seconds(nanos / NANOS));
        if (!outcome.problem().isEmpty()) {
            console.err().println("The song ended early: " + Texts.sentence(outcome.problem()));
            console.err().flush();
        }
    }
}

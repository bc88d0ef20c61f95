package portcls.shell.play;

import portcls.api.ks.WaveFormat;
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
import portcls.shell.device.DeviceKind;
import portcls.shell.diag.WhyCommand;
import portcls.shell.synth.Bank;
import portcls.shell.synth.RenderFormats;
import portcls.shell.synth.Rendering;
import portcls.shell.synth.Synthesizers;
import portcls.shell.text.Table;
import portcls.shell.text.Texts;
import portcls.shell.wave.OutFile;
import portcls.shell.wave.Performance;
import portcls.shell.wave.WavFile;
import portcls.shell.wave.WavTarget;
import portcls.song.DemoSong;
import portcls.song.FileKind;
import portcls.song.Problem;
import portcls.song.SmfReader;
import portcls.song.Song;
import portcls.song.SongException;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code play}: a song or a sound on a device, or what it sounds like in a file. */
public final class PlayCommand implements Command {
    private static final String DEMO_FILE = "portcls-demo.wav";
    private static final String DEVICE = "ID";
    private static final String SYNTH = "NAME";
    private static final String BUFFER = "buffer";
    private static final String RENDER = "render";
    private static final String FAST = "fast";
    private static final int MOST_WARNINGS = 10;

    /** Options of songs. */
    private static final List<String> OF_SONGS = List.of("synth", "bank", RENDER, "rate", "bits");

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
                        "synth",
                        SYNTH,
                        "which synthesizer makes the sound of a song: "
                                + String.join(" or ", Synthesizers.NAMES))
                .option("bank", "FILE", "instruments for it, SoundFont or DLS; else its own")
                .option(
                        "wav",
                        "FILE",
                        "where a virtual device writes what it sounds like; of a song else SONG.wav"
                                + " in the current folder, or SONG-2.wav … where that is there")
                .option(
                        RENDER,
                        "OUT.wav",
                        "writes the sound of a song there, as fast as it goes, and plays nothing")
                .option("rate", "HZ", "sample rate of that; else " + RenderFormats.RATE)
                .option("bits", "N", "16, 24 or 32 (float) bits of that; else 16")
                .option(
                        BUFFER,
                        "MS",
                        "size of the buffer, for a WAV file; else " + Performance.BUFFER_MILLIS)
                .flag(
                        FAST,
                        "not in real time but as fast as it can; a song is rendered, on a MIDI"
                                + " device on the command line only")
                .note(
                        "A song is played by a synthesizer on the best wave device; --device names"
                                + " another one, or a MIDI device that has a sound of its own.")
                .note(
                        "A synthesizer whose configuration names an output is heard there, unless"
                                + " --device or --wav asks for another device.")
                .note(
                        "In the shell `play … &` plays in the background: `jobs` lists such songs;"
                                + " `fg` brings one back, and then Ctrl-C ends it.")
                .note(
                        "Where a device has no driver, miniport.dmus, miniport.wavert or"
                                + " miniport.midi is dropped into the running container.")
                .note(
                        "A WAV file is converted where the device does not have its format; the"
                                + " output says how.")
                .note("A driver that is replaced meanwhile does not end the song. Ctrl-C does.")
                .example(
                        "play                           # the song of the house; without a sound"
                                + " card into portcls-demo.wav")
                .example("play song.mid --wav /tmp/a.wav # a song, into a file of your choice")
                .example("play song.mid --bank gm.sf2    # with other instruments")
                .example("play song.mid --synth fluidsynth --device hw:1")
                .example("play song.mid --device mpu401  # on this MIDI device")
                .example(
                        "play song.mid --render a.wav   # the same sound faster than real time,"
                                + " for a file only")
                .example("play song.wav                  # on the best device that is there");
    }

    @Override
    public List<String> candidates(String label) {
        return switch (label) {
            case DEVICE -> WhyCommand.devices(house);
            case SYNTH -> Synthesizers.NAMES;
            default -> List.of();
        };
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Optional<Path> file = optionalPath(console, arguments.first());
        if (file.isPresent() && FileKind.isWave(file.get())) {
            for (String option : OF_SONGS) {
                refuse(arguments, option, "is for songs, and this is a WAV file");
            }
            return playSound(new WavFile(file.get()), arguments, console);
        }
        refuse(arguments, BUFFER, "is for WAV files; MIDI has none");
        Song song = song(file);
        Destinations destinations = new Destinations(house, console);
        Optional<String> device = arguments.option("device");
        Optional<DeviceKind> kind =
                device.isPresent()
                        ? Optional.of(destinations.kind(device.get()))
                        : Optional.empty();
        if (arguments.has(RENDER)
                || arguments.has(FAST) && !kind.equals(Optional.of(DeviceKind.MIDI))) {
            return render(song, file, arguments, kind, console);
        }
        refuse(arguments, "rate", "is for --render; a device has its own");
        refuse(arguments, "bits", "is for --render; a device has its own");
        WavTarget wav = wav(arguments, file, console);
        Pace pace = pace(arguments.has(FAST));
        Optional<Bank> bank = bank(arguments, console);
        announce(song, console);
        Destination destination =
                destinations.find(device, arguments.option("synth"), arguments.has("wav"));
        return switch (destination) {
            case Destination.Midi _ -> {
                if (bank.isPresent()) {
                    throw new UsageException(
                            "play: --bank is for synthesizers, and "
                                    + destination.device().id()
                                    + " is a MIDI device\n  What to do: leave it out");
                }
                yield perform(destination, Stage.plain(), song, pace, wav, console);
            }
            case Destination.Synth synth -> {
                Optional<String> output =
                        synth.isKept() ? Optional.empty() : Optional.of(synth.output());
                try (SynthStage stage = new SynthStage(output, bank, console)) {
                    yield perform(destination, stage, song, pace, wav, console);
                }
            }
        };
    }

    private ExitStatus perform(
            Destination destination,
            Stage stage,
            Song song,
            Pace pace,
            WavTarget wav,
            Console console)
            throws CommandException, InterruptedException {
        try (RecordedStage recorded =
                new RecordedStage(
                        stage, house, destination.heard(), destination.text(), wav, console)) {
            long start = System.nanoTime();
            Progress progress =
                    new Progress(console, System::nanoTime, song.duration100ns(), song.noteCount());
            Outcome outcome =
                    new Player(house, recorded, song, pace, progress, InstantSource.system())
                            .play(destination.device());
            boolean whole = recorded.finish();
            outcome.report(song, System.nanoTime() - start, console);
            recorded.report();
            return outcome.status() == ExitStatus.OK && !whole
                    ? ExitStatus.FAILED
                    : outcome.status();
        }
    }

    /** Off-line, by a synthesizer that is not heard anywhere else. */
    private ExitStatus render(
            Song song,
            Optional<Path> file,
            Arguments arguments,
            Optional<DeviceKind> kind,
            Console console)
            throws CommandException, InterruptedException {
        if (kind.isPresent() && kind.get() != DeviceKind.SYNTH) {
            throw new UsageException(
                    "play: "
                            + (arguments.has(RENDER) ? "--render" : "--fast")
                            + " writes a file with a synthesizer, and --device "
                            + arguments.option("device").orElse("")
                            + " is none\n  What to do: leave --device out");
        }
        if (arguments.has(RENDER)) {
            refuse(arguments, "wav", "and --render both name the file");
        }
        WavTarget target =
                arguments.has(RENDER)
                        ? new WavTarget(console.path(arguments.option(RENDER).orElseThrow()), true)
                        : wav(arguments, file, console);
        if (target.isNamed()) {
            Path out = target.file();
            if (optionalPath(console, arguments.option("bank")).equals(Optional.of(out))) {
                throw isItself(out, "the bank", "--render OUT.wav", console);
            }
            if (file.equals(Optional.of(out))) {
                throw isItself(out, "the song", "--render OUT.wav", console);
            }
            OutFile.check(out, console, arguments.has(RENDER) ? "--render OUT.wav" : "--wav FILE");
        }
        List<WaveFormat> formats = RenderFormats.of(syntax(), arguments);
        Optional<Bank> bank = bank(arguments, console);
        announce(song, console);
        Synthesizers synthesizers = new Synthesizers(house);
        FilterEntry synth =
                arguments.has("device")
                        ? synthesizers.named(arguments.option("device").orElseThrow(), console)
                        : synthesizers.ofHouse(arguments.option("synth"), console);
        return new Rendering(synth, song, bank, formats, target).run(console);
    }

    private static Optional<Bank> bank(Arguments arguments, Console console)
            throws CommandException {
        Optional<Path> file = optionalPath(console, arguments.option("bank"));
        return file.isEmpty() ? Optional.empty() : Optional.of(Bank.read(file.get(), console));
    }

    private static void refuse(Arguments arguments, String option, String why)
            throws UsageException {
        if (arguments.has(option)) {
            throw new UsageException(
                    "play: --" + option + " " + why + "\n  What to do: leave it out");
        }
    }

    private ExitStatus playSound(WavFile file, Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Optional<Path> wav = optionalPath(console, arguments.option("wav"));
        if (wav.isPresent() && wav.get().equals(file.path())) {
            throw isItself(wav.get(), "the song", "--wav FILE", console);
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
                        arguments.has(FAST));
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

    private static WavTarget wav(Arguments arguments, Optional<Path> song, Console console)
            throws CommandException {
        String name =
                song.map(Path::getFileName)
                        .map(Path::toString)
                        .map(PlayCommand::wavName)
                        .orElse(DEMO_FILE);
        Path wav = console.path(arguments.option("wav").orElse(name));
        if (!arguments.has("wav")) {
            return new WavTarget(wav, false);
        }
        if (song.isPresent() && wav.equals(song.get())) {
            throw isItself(wav, "the song", "--wav FILE", console);
        }
        OutFile.check(wav, console, "--wav FILE");
        return new WavTarget(wav, true);
    }

    private static CommandException isItself(Path file, String what, String how, Console console) {
        return new CommandException(
                console.shown(file)
                        + " is "
                        + what
                        + " itself.\n"
                        + "  What to do: name another file with "
                        + how
                        + ".");
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
}

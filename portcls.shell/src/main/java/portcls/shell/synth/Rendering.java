package portcls.shell.synth;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.FilterHandle;
import portcls.api.client.SynthOutput;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.StatusLine;
import portcls.shell.text.Texts;
import portcls.shell.wave.FileClaim;
import portcls.shell.wave.OutFile;
import portcls.shell.wave.Take;
import portcls.shell.wave.WavTarget;
import portcls.song.Song;
import portcls.song.play.SongFeed;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns a song into a WAV file with a synthesizer, without a wave device and as fast as it goes.
 *
 * @param synth the synthesizer
 * @param song what it plays
 * @param bank instruments; empty = its own
 * @param formats those that are wanted, best first; the first that it has is taken
 * @param target where it goes
 */
public record Rendering(
        FilterEntry synth,
        Song song,
        Optional<Bank> bank,
        List<WaveFormat> formats,
        WavTarget target) {
    /** How long the last notes may ring. */
    private static final long MOST_TAIL_100NS = ReferenceTime.seconds(5);

    /** What is silent for so long is over. */
    private static final long SILENCE_100NS = ReferenceTime.millis(250);

    private static final int BLOCK_FRAMES = 2048;
    private static final double NANOS = 1e9;

    public Rendering {
        formats = List.copyOf(formats);
    }

    /** Does it, and says how it went. Ctrl-C leaves a file with what is there until then. */
    public ExitStatus run(Console console) throws CommandException {
        try (FilterHandle handle = synth.filter().open();
                SynthOutput out = output(handle);
                DirectMusicPin pin = handle.openDirectMusic(handle.firstDirectMusicPin(false))) {
            console.print(
                    "renders  with "
                            + synth.id()
                            + " ("
                            + synth.filter().name()
                            + ", "
                            + synth.driver()
                            + "), "
                            + out.waveFormat().text());
            SynthNode.of(synth.filter()).giveVoices(pin);
            if (bank.isPresent()) {
                bank.get().download(pin);
                console.print("bank     " + bank.get().text());
            }
            boolean whole = write(pin, out, console);
            return whole ? ExitStatus.OK : ExitStatus.INTERRUPTED;
        }
    }

    private boolean write(DirectMusicPin pin, SynthOutput out, Console console)
            throws CommandException {
        FileClaim claim = claim(console);
        Path file = claim.file();
        long frames = 0;
        boolean whole;
        try (claim;
                WavWriter writer = create(file, out.waveFormat(), console)) {
            try {
                whole = new Work(pin, out, writer, console).run();
            } finally {
                frames = writer.frames();
            }
        } catch (PortClsException e) {
            boolean isGone = frames == 0 && target.giveBack(file);
            throw new CommandException(
                    "The rendering ended early: "
                            + Texts.sentence(Texts.message(e))
                            + (isGone
                                    ? ""
                                    : "\n  What was rendered until then is in "
                                            + console.shown(file)
                                            + "."),
                    e);
        } catch (IOException e) {
            throw new CommandException(
                    console.shown(file) + " is not whole: " + Texts.message(e), e);
        }
        console.print(Take.facts(file));
        return whole;
    }

    private FileClaim claim(Console console) throws CommandException {
        try {
            return target.claim();
        } catch (IOException e) {
            throw OutFile.failure(target.file(), console, "name another file.", e);
        }
    }

    private SynthOutput output(FilterHandle handle) throws CommandException {
        for (WaveFormat format : formats) {
            try {
                return handle.openSynthOutput(format);
            } catch (PortClsException e) {
                if (e.status() != Status.NO_MATCH) {
                    throw e;
                }
            }
        }
        throw new CommandException(
                synth.id()
                        + " does not render "
                        + Texts.list(formats.stream().map(WaveFormat::text).toList())
                        + "; it renders "
                        + offer()
                        + "."
                        + "\n  What to do: leave out --rate and --bits, or choose others.");
    }

    /** What it renders, in words. */
    private String offer() {
        return synth.filter().descriptor().pins().stream()
                .filter(pin -> pin.dataFlow() == DataFlow.OUT)
                .flatMap(pin -> pin.dataRanges().stream())
                .filter(AudioDataRange.class::isInstance)
                .map(AudioDataRange.class::cast)
                .map(Rendering::words)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String words(AudioDataRange range) {
        boolean floats = range.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT);
        int lowest = range.minimumSampleFrequency();
        int highest = range.maximumSampleFrequency();
        return range.maximumBitsPerSample()
                + (floats ? " bits (float)" : " bits")
                + " at "
                + lowest
                + (lowest == highest ? "" : " … " + highest)
                + " Hz";
    }

    private static WavWriter create(Path file, WaveFormat format, Console console)
            throws CommandException {
        try {
            return WavWriter.replace(file, format);
        } catch (IOException e) {
            throw OutFile.failure(file, console, "name another file.", e);
        }
    }

    /** One run, block by block. */
    private final class Work {
        private final DirectMusicPin pin;
        private final SynthOutput out;
        private final WavWriter writer;
        private final Console console;
        private final Loudness loudness;
        private final SongFeed feed = new SongFeed(song);

        Work(DirectMusicPin pin, SynthOutput out, WavWriter writer, Console console) {
            this.pin = pin;
            this.out = out;
            this.writer = writer;
            this.console = console;
            this.loudness = new Loudness(out.waveFormat(), BLOCK_FRAMES);
        }

        /** False when somebody ended it. */
        boolean run() throws IOException {
            StatusLine line = new StatusLine(console, System::nanoTime);
            long start = System.nanoTime();
            boolean whole;
            try (Arena arena = Arena.ofConfined()) {
                int frameBytes = out.waveFormat().blockAlign();
                MemorySegment block = arena.allocate((long) BLOCK_FRAMES * frameBytes, 16);
                out.run();
                pin.run();
                feed.attach(pin, 0);
                while (!isOver() && !Thread.currentThread().isInterrupted()) {
                    feed.feed(pin);
                    out.render(block);
                    writer.write(block, 0, BLOCK_FRAMES);
                    loudness.add(block);
                    line.update(() -> "  " + progress(System.nanoTime() - start));
                }
                whole = !Thread.interrupted();
            } finally {
                line.clear();
            }
            console.print((whole ? "rendered " : "stopped  at ") + sound(start));
            return whole;
        }

        /** The song is over, and its last sound. */
        private boolean isOver() {
            return feed.isOver(pin, MOST_TAIL_100NS)
                    || feed.isOver(pin, 0) && loudness.silence100ns() >= SILENCE_100NS;
        }

        private String progress(long nanos) {
            return Texts.minutes(feed.position())
                    + " / "
                    + Texts.minutes(song.duration100ns())
                    + "   "
                    + feed.notes()
                    + " of "
                    + Texts.count(song.noteCount(), "note")
                    + "   "
                    + speed(nanos);
        }

        private String sound(long start) {
            long nanos = System.nanoTime() - start;
            return Texts.minutes((long) (seconds() * ReferenceTime.SECOND))
                    + " of sound in "
                    + Texts.seconds(nanos / NANOS)
                    + " ("
                    + speed(nanos)
                    + ")";
        }

        private String speed(long nanos) {
            double times = seconds() / Math.max(1, nanos) * NANOS;
            return String.format(Locale.ROOT, times < 10 ? "%.1f" : "%.0f", times)
                    + " times real time";
        }

        private double seconds() {
            return (double) writer.frames() / out.waveFormat().samplesPerSecond();
        }
    }
}

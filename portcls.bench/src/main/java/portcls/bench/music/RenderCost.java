package portcls.bench.music;

import portcls.api.client.Filter;
import portcls.bench.Container;
import portcls.bench.Report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;

/**
 * Off-line rendering of one song with one bank: the synthesizers of the house against the same
 * synthesizers without it, in turns.
 */
public final class RenderCost {
    private static final int SECONDS = 60;
    private static final int TAIL_SECONDS = 2;
    private static final int ROUNDS = 5;
    private static final double AIM = 1.1;

    /** Banks that systems bring along, small ones first. */
    private static final List<String> BANKS =
            List.of(
                    "/usr/share/sounds/sf2/TimGM6mb.sf2",
                    "/usr/share/soundfonts/default.sf2",
                    "/usr/share/sounds/sf2/default-GM.sf2");

    /** Held, so that its level stays. */
    private static final Logger LOG = Logger.getLogger("miniport.dmus");

    /** One contender's turn: seconds. */
    @FunctionalInterface
    private interface Turn {
        double run() throws Exception;
    }

    private static final class Row {
        final String label;
        final Turn turn;
        final List<Double> seconds = new ArrayList<>();

        Row(String label, Turn turn) {
            this.label = label;
            this.turn = turn;
        }

        double median() {
            List<Double> sorted = seconds.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    private RenderCost() {}

    /** Prints the table. */
    public static void run() throws Exception {
        LOG.setLevel(Level.WARNING);
        Path folder = Files.createTempDirectory("portcls-render");
        try (Container container = Container.open(Map.of(), List.of("miniport.dmus"))) {
            compare(work(folder), container);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    private static void compare(RenderWork work, Container container) throws Exception {
        Report.line(
                "Rendering of %.0f s (%d messages) with %s, %d rounds of turns, median",
                work.seconds(), work.messages().size(), work.bank().getFileName(), ROUNDS);
        Filter gervill = container.await(Filter.class, "(portcls.id=synth:gervill)");
        Row own = new Row("portcls, synth:gervill", () -> PortclsRender.render(gervill, work));
        Row bare = new Row("JDK synthesizer, bare", () -> BareGervill.render(work));
        List<Row> rows = new ArrayList<>(List.of(own, bare));
        List<Row> fluid = fluid(work, container);
        rows.addAll(fluid);
        for (int round = 0; round <= ROUNDS; round++) {
            for (Row row : rows) {
                double seconds = row.turn.run();
                if (round > 0) { // the first one warms up
                    row.seconds.add(seconds);
                }
            }
        }
        Report.line("%-48s %10s %14s", "", "s", "x real time");
        for (Row row : rows) {
            Report.line(
                    "%-48s %10.3f %14.1f", row.label, row.median(), work.seconds() / row.median());
        }
        Report.aimAtMost("portcls / JDK synthesizer, bare", own.median() / bare.median(), AIM);
        if (!fluid.isEmpty()) {
            double program = fluid.get(1).median() - fluid.get(2).median();
            Report.aimAtMost(
                    "portcls / fluidsynth program less its start and loading",
                    fluid.get(0).median() / program,
                    AIM);
        }
    }

    private static List<Row> fluid(RenderWork work, Container container)
            throws IOException, InterruptedException {
        if (!BareFluidSynth.isThere()) {
            Report.line("there is no program fluidsynth: install the package fluidsynth");
            return List.of();
        }
        Filter fluid = container.await(Filter.class, "(portcls.id=synth:fluidsynth)");
        Path nothing = work.song().resolveSibling("nothing.mid");
        write(DenseSong.ofOneNote(), nothing);
        return List.of(
                new Row("portcls, synth:fluidsynth", () -> PortclsRender.render(fluid, work)),
                new Row(
                        "fluidsynth program, whole",
                        () -> BareFluidSynth.render(work.bank(), work.song())),
                new Row(
                        "fluidsynth program, one note",
                        () -> BareFluidSynth.render(work.bank(), nothing)));
    }

    private static RenderWork work(Path folder) throws IOException, InvalidMidiDataException {
        String named = System.getProperty("bench.song", "");
        Sequence sequence =
                named.isEmpty()
                        ? DenseSong.of(SECONDS)
                        : MidiSystem.getSequence(Path.of(named).toFile());
        Path song = folder.resolve("song.mid");
        write(sequence, song);
        List<TimedMessage> messages = TimedMessage.of(sequence);
        double seconds = messages.getLast().micros() / 1e6 + TAIL_SECONDS;
        return new RenderWork(messages, (int) (seconds * RenderWork.RATE), bank(), song);
    }

    private static void write(Sequence sequence, Path file) throws IOException {
        MidiSystem.write(sequence, sequence.getTracks().length > 1 ? 1 : 0, file.toFile());
    }

    private static Path bank() throws IOException {
        String named = System.getProperty("bench.bank", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        return BANKS.stream()
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new FileNotFoundException(
                                        "there is no bank to render with: name one by"
                                                + " -Dbench.bank=FILE.sf2, or install"
                                                + " timgm6mb-soundfont"));
    }
}

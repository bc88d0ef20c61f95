package portcls.bench.position;

import portcls.bench.Report;
import portcls.bench.alsa.PulseServer;
import portcls.bench.jack.JackServer;
import portcls.bench.stack.Answer;
import portcls.bench.stack.Child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Jitter and drift of positions: a line is fitted through readings, as driver tests do. */
public final class PositionReport {
    private static final long MILLIS = 20_000;
    private static final int JACK_PERIOD = 256;
    private static final int RATE = 48_000;
    private static final String ZGC = "-XX:+UseZGC";

    private static final double DEVIATION_AIM = 1;
    private static final double LARGEST_AIM = 4;
    private static final double RATE_AIM = 1;

    private final Path folder;

    private PositionReport(Path folder) {
        this.folder = folder;
    }

    /** Prints the table. */
    public static void run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("portcls-bench-position");
        try {
            new PositionReport(folder).measure();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void measure() throws IOException, InterruptedException {
        Report.line(
                "Position of a stream that plays: a reading every 10 ms for %d s, against a line of"
                    + " least squares through (System.nanoTime(), frames heard), a new line after"
                    + " each glitch (the JDK tells of none)",
                MILLIS / 1000);
        Report.line(
                "%-44s %8s %12s %10s %14s %10s %9s",
                "", "readings", "deviation ms", "largest", "frames/s", "rate, %", "glitches");
        row("portcls, virtual device", "virtual", Map.of());
        String missing = JackServer.missing();
        if (missing.isEmpty()) {
            try (JackServer _ = new JackServer(JACK_PERIOD)) {
                row("portcls, JACK, " + JACK_PERIOD + " frames", "jack", JackServer.environment());
            }
        } else {
            Report.line("portcls, JACK: not run, %s", missing);
        }
        missing = PulseServer.missing();
        if (missing.isEmpty()) {
            try (PulseServer server = new PulseServer(folder)) {
                row("portcls, ALSA to PulseAudio", "alsa", server.environment());
                row("JDK, SourceDataLine to PulseAudio", "jdk", server.environment());
            }
        } else {
            Report.line("portcls, ALSA; JDK: not run, %s", missing);
        }
    }

    private void row(String label, String kind, Map<String, String> environment)
            throws IOException, InterruptedException {
        Answer line;
        try (Child child =
                Child.java(
                        folder,
                        environment,
                        ZGC,
                        PositionMain.class,
                        kind,
                        String.valueOf(MILLIS))) {
            line = new Answer(child.expect("line"));
        }
        double deviation = line.number("deviation");
        double largest = line.number("largest");
        double rate = (line.number("rate") / RATE - 1) * 100;
        long glitches = line.whole("glitches");
        Report.line(
                "%-44s %8d %12.3f %10.3f %14.2f %10.4f %9s",
                label,
                line.whole("readings"),
                deviation,
                largest,
                line.number("rate"),
                rate,
                glitches < 0 ? "-" : String.valueOf(glitches));
        Report.aimAtMost("standard deviation, ms", deviation, DEVIATION_AIM);
        Report.aimAtMost("largest distance, ms", largest, LARGEST_AIM);
        Report.aimAtMost("error of the rate, %", Math.abs(rate), RATE_AIM);
    }
}

package portcls.bench.alsa;

import portcls.bench.Percentiles;
import portcls.bench.Report;
import portcls.bench.stack.Answer;
import portcls.bench.stack.Child;
import portcls.bench.stack.Longs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one speaker did in all of its rounds with one buffer. */
final class SpeakerRow {
    private static final double NANOS_PER_SECOND = 1e9;

    private final String label;
    private final Child speaker;
    private final boolean tellsGlitches;

    private final List<Long> deviations = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private double glitches;
    private double cpu;
    private double nanos;
    private int gaps;
    private long silentFrames;

    SpeakerRow(String label, Child speaker, boolean tellsGlitches) {
        this.label = label;
        this.speaker = speaker;
        this.tellsGlitches = tellsGlitches;
    }

    /** Plays one round. */
    void play(Monitor monitor, int frames, long millis, Path file)
            throws IOException, InterruptedException {
        monitor.restart();
        speaker.say("round " + frames + " " + millis + " " + file);
        Answer begin = new Answer(speaker.expect("begin"));
        monitor.judge();
        Answer end = new Answer(speaker.expect("end"));
        Monitor.Heard heard = monitor.heard();
        speaker.expect("closed");
        gaps += heard.gaps();
        silentFrames += heard.silentFrames();
        glitches += end.number("glitches");
        cpu += end.number("cpu");
        nanos += end.number("nanos");
        starts.add(heard.firstSound() - begin.whole("start"));
        long[] clicks = Longs.read(Path.of(file + ".clicks"));
        long from = begin.whole("from");
        heard.clicks().stream()
                .filter(time -> time > from)
                .forEach(time -> latencies.add(time - lastBefore(clicks, time)));
        long[] wakes = Longs.read(Path.of(file + ".wakes"));
        long packet = Math.round(frames * NANOS_PER_SECOND / Speaker.PACKETS / 48_000);
        for (int i = 1; i < wakes.length; i++) {
            if (wakes[i] > from) {
                deviations.add(Math.abs(wakes[i] - wakes[i - 1] - packet));
            }
        }
    }

    private static long lastBefore(long[] times, long limit) {
        long last = times[0];
        for (long time : times) {
            last = time < limit ? time : last;
        }
        return last;
    }

    /** Milliseconds of processor time for a second of sound. */
    double cpu() {
        return cpu / nanos * 1000;
    }

    /** Gaps in what was heard. */
    int gaps() {
        return gaps;
    }

    /** Half of the clicks took longer, ms. */
    double latency() {
        return of(latencies).median() / 1000;
    }

    void print() {
        Percentiles jitter = of(deviations);
        Percentiles latency = of(latencies);
        Report.line(
                "%-34s %5d %9.1f %8s %9.2f | %9.2f %8.2f %8.2f | %9.1f %8.1f | %9.1f",
                label,
                gaps,
                silentFrames * 1000.0 / 48_000,
                tellsGlitches ? String.valueOf((long) glitches) : "-",
                cpu(),
                jitter.median() / 1000,
                jitter.p99() / 1000,
                jitter.max() / 1000,
                latency.median() / 1000,
                latency.max() / 1000,
                of(starts).median() / 1000);
    }

    private static Percentiles of(List<Long> values) {
        return new Percentiles(values.stream().mapToLong(Long::longValue).toArray());
    }
}

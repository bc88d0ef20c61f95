package portcls.bench.alsa;

import portcls.bench.Report;
import portcls.bench.stack.Child;
import portcls.bench.stack.TestTone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Playing through ALSA to a sound server in real time: portcls beside the JDK's SourceDataLine. */
public final class AlsaComparison {
    private static final int[] BUFFERS = {960, 1920, 3840};
    private static final int ROUNDS = 3;
    private static final long ROUND_MILLIS = Long.getLong("bench.round.millis", 2_000) * 2;
    private static final long WARM_UP_MILLIS = 8_000;
    private static final String ZGC = "-XX:+UseZGC";

    private AlsaComparison() {}

    /** Prints the tables. */
    public static void run() throws IOException, InterruptedException {
        String missing = PulseServer.missing();
        if (!missing.isEmpty()) {
            Report.line("Playing through ALSA: not run, %s", missing);
            return;
        }
        Path folder = Files.createTempDirectory("portcls-bench-alsa");
        try (PulseServer server = new PulseServer(folder);
                Child portcls = child(folder, server, "portcls");
                Child jdk = child(folder, server, "jdk");
                Monitor monitor = new Monitor(server)) {
            compare(monitor, portcls, jdk, folder.resolve("times"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Child child(Path folder, PulseServer server, String kind) throws IOException {
        return Child.java(folder, server.environment(), ZGC, SpeakerMain.class, kind);
    }

    /** So that what is measured is compiled; both play at once. */
    private static void warmUp(List<Child> speakers, Path file)
            throws IOException, InterruptedException {
        for (Child speaker : speakers) {
            speaker.say("round " + BUFFERS[0] + " " + WARM_UP_MILLIS + " " + file + speaker.pid());
        }
        for (Child speaker : speakers) {
            speaker.expect("closed");
        }
    }

    private static void compare(Monitor monitor, Child portcls, Child jdk, Path file)
            throws IOException, InterruptedException {
        Report.line(
                "Playing through ALSA to PulseAudio (null sink in real time), %d rounds of %.1f s"
                        + " each, in turns; 16 bits, stereo, 48 kHz, ZGC",
                ROUNDS, ROUND_MILLIS / 1000.0);
        Report.line(
                "gaps, silence: heard at the sink's monitor; cpu: of the process, for a second of"
                    + " sound; wake: how far two packets that the program could write are from a"
                    + " packet apart; latency: from writing a click to hearing it; start: from the"
                    + " start to the first sound (both to some ms)");
        warmUp(List.of(portcls, jdk), file);
        int gaps = 0;
        int jdkGaps = 0;
        double cpu = 0;
        double jdkCpu = 0;
        for (int frames : BUFFERS) {
            SpeakerRow own = new SpeakerRow("portcls, wave pin", portcls, true);
            SpeakerRow peer = new SpeakerRow("JDK, SourceDataLine", jdk, false);
            List<SpeakerRow> rows = List.of(own, peer);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < rows.size(); i++) {
                    rows.get((i + round) % rows.size()).play(monitor, frames, ROUND_MILLIS, file);
                }
            }
            Report.line("");
            Report.line(
                    "%-34s %5s %9s %8s %9s | %9s %8s %8s | %9s %8s | %9s",
                    "buffer " + frames + " frames, " + frames * 1000 / TestTone.RATE + " ms",
                    "gaps",
                    "silent ms",
                    "glitches",
                    "cpu, ms/s",
                    "wake, ms",
                    "99 %",
                    "max",
                    "latency",
                    "max",
                    "start, ms");
            own.print();
            peer.print();
            Report.line(
                    "ratio JDK / portcls: cpu %.2f, latency %.2f",
                    peer.cpu() / own.cpu(), peer.latency() / own.latency());
            gaps += own.gaps();
            jdkGaps += peer.gaps();
            cpu += own.cpu();
            jdkCpu += peer.cpu();
        }
        Report.line("");
        Report.aimAtMost("gaps, against the JDK's", gaps, jdkGaps);
        Report.aimAtMost("times the JDK's processor time", cpu / jdkCpu, 1);
    }
}

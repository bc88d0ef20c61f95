package portcls.bench.alsa;

import com.sun.management.OperatingSystemMXBean;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A speaker in a process of its own. A line {@code round FRAMES MILLIS FILE} has it play once;
 * {@code FILE.wakes} and {@code FILE.clicks} get its times.
 */
public final class SpeakerMain {
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Map<String, Maker> KINDS =
            Map.of("jdk", JdkSpeaker::new, "portcls", PortclsSpeaker::new);

    /** Opens one. */
    @FunctionalInterface
    private interface Maker {
        Speaker open(int frames) throws Exception;
    }

    private SpeakerMain() {}

    /** The kind of speaker; then rounds come as lines. */
    public static void main(String[] kind) throws Exception {
        Maker maker = KINDS.get(kind[0]);
        if (maker == null) {
            throw new IllegalArgumentException("kind=" + kind[0] + "; use one of " + KINDS);
        }
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            round(
                    maker,
                    Integer.parseInt(words[1]),
                    Duration.ofMillis(Long.parseLong(words[2])),
                    words[3]);
            System.out.println("closed");
        }
        System.exit(0); // whatever a peer left running
    }

    private static void round(Maker maker, int frames, Duration time, String file)
            throws Exception {
        OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Speaker speaker = maker.open(frames)) {
            long start = System.nanoTime();
            speaker.start();
            Thread.sleep(WARM_UP);
            long glitches = speaker.glitches();
            long from = System.nanoTime();
            long cpu = process.getProcessCpuTime();
            System.out.println("begin start=" + start + " from=" + from);
            Thread.sleep(time);
            long took = process.getProcessCpuTime() - cpu;
            System.out.println(
                    "end cpu="
                            + took
                            + " nanos="
                            + (System.nanoTime() - from)
                            + " glitches="
                            + (speaker.glitches() - glitches));
            speaker.wakes().write(Path.of(file + ".wakes"));
            speaker.clicks().write(Path.of(file + ".clicks"));
        }
    }
}

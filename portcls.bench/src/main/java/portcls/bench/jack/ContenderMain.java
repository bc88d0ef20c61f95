package portcls.bench.jack;

import portcls.bench.stack.Garbage;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A contender in a process of its own; it understands the lines of the C client. */
public final class ContenderMain {
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final Map<String, Maker> KINDS =
            Map.of("jnajack", JnaJackContender::new, "portcls", PortclsContender::new);

    /** Opens one. */
    @FunctionalInterface
    private interface Maker {
        Contender open(CallLog log, int frames) throws Exception;
    }

    private ContenderMain() {}

    /** The kind of contender; then rounds come as lines. */
    public static void main(String[] kind) throws Exception {
        Maker maker = KINDS.get(kind[0]);
        if (maker == null) {
            throw new IllegalArgumentException("kind=" + kind[0] + "; use one of " + KINDS);
        }
        CallLog log = new CallLog();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            long rate =
                    round(
                            maker,
                            log,
                            Integer.parseInt(words[1]),
                            Duration.ofMillis(Long.parseLong(words[2])),
                            words[3].equals("garbage"));
            log.write(Path.of(words[4]));
            System.out.println("closed rate=" + rate);
        }
        System.exit(0); // whatever a peer left running
    }

    /** Returns how many bytes a second the thread beside it allocated. */
    private static long round(Maker maker, CallLog log, int frames, Duration time, boolean beside)
            throws Exception {
        try (Contender contender = maker.open(log, frames)) {
            if (!beside) {
                measure(contender, log, time);
                return 0;
            }
            try (Garbage garbage = new Garbage()) {
                measure(contender, log, time);
                return garbage.rate();
            }
        }
    }

    private static void measure(Contender contender, CallLog log, Duration time)
            throws InterruptedException {
        Thread.sleep(WARM_UP);
        long late = contender.late();
        log.start();
        System.out.println("begin");
        Thread.sleep(time);
        log.stop();
        System.out.println("end late=" + (contender.late() - late));
    }
}

package portcls.bench.wave;

import portcls.bench.Report;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a second of sound costs through each of the three wave ports: the same packets, the same
 * program, devices that cost the same; in turns in one process.
 */
public final class WavePorts {
    private static final int ROUNDS = 5;
    private static final int WARM_UP_PACKETS = 200_000;

    /** Short turns, some of which are disturbed by nobody. */
    private static final int BARE_TURNS = 50;

    private static final int TURN_PACKETS = 20_000;
    private static final double NANOS_PER_MICRO = 1000;
    private static final double NOTHING = 0.5;

    private WavePorts() {}

    /** Prints the tables. */
    public static void run() throws Exception {
        Report.line(
                "A second of sound, packets of %d frames (float, stereo), %d in the buffer, null"
                        + " devices, in turns",
                NullStream.PACKET_FRAMES, NullStream.PACKETS);
        Duration turn = Duration.ofMillis(Long.getLong("bench.round.millis", 2000));
        bare();
        live(turn);
        StockDrivers.run(turn);
    }

    private static void bare() {
        Map<WaveKind, BareWork> works = new EnumMap<>(WaveKind.class);
        try {
            for (WaveKind kind : WaveKind.values()) {
                works.put(kind, new BareWork(kind));
            }
            for (int round = 0; round < ROUNDS; round++) {
                works.values().forEach(work -> work.turn(WARM_UP_PACKETS));
            }
            works.values().forEach(BareWork::forget);
            double alone = Double.MAX_VALUE;
            for (int turn = 0; turn < BARE_TURNS; turn++) {
                works.values().forEach(work -> work.turn(TURN_PACKETS));
                alone = Math.min(alone, BareWork.alone(TURN_PACKETS));
            }
            Report.line(
                    "%-40s %12s %12s %12s %14s %9s",
                    "the work alone: virtual clock, 1 thread",
                    "µs/s",
                    "ns/packet",
                    "B/s",
                    "copies/frame",
                    "glitches");
            works.forEach(WavePorts::row);
            Report.line(
                    "%-40s %12.1f %12.1f",
                    "no port: the loop, its clock, one copy",
                    alone * NullStream.PER_SECOND / NANOS_PER_MICRO,
                    alone);
            double most = works.values().stream().mapToDouble(BareWork::bytes).max().orElse(0);
            double rt = nanos(works, WaveKind.RT);
            Report.aimAtMost(
                    "WaveRT / WaveCyclic, work alone", rt / nanos(works, WaveKind.CYCLIC), 1);
            Report.aimAtMost("WaveRT / WavePci, work alone", rt / nanos(works, WaveKind.PCI), 1);
            Report.aimAtMost("bytes per packet", most, NOTHING);
        } finally {
            works.values().forEach(BareWork::close);
        }
    }

    private static void row(WaveKind kind, BareWork work) {
        Report.line(
                "%-40s %12.1f %12.1f %12.1f %14.2f %9d",
                kind.label,
                work.nanos() * NullStream.PER_SECOND / NANOS_PER_MICRO,
                work.nanos(),
                work.bytes() * NullStream.PER_SECOND,
                work.copies(),
                work.glitches());
    }

    private static double nanos(Map<WaveKind, BareWork> works, WaveKind kind) {
        BareWork work = works.get(kind);
        return work == null ? Double.NaN : work.nanos();
    }

    private static void live(Duration turn) throws InterruptedException {
        Map<WaveKind, LiveStream> streams = new EnumMap<>(WaveKind.class);
        try {
            for (WaveKind kind : WaveKind.values()) {
                streams.put(kind, new LiveStream(kind));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (LiveStream stream : streams.values()) {
                    stream.turn(turn);
                }
            }
            Report.line(
                    "%-40s %12s %12s %12s %14s %12s %9s",
                    "in real time: processor time",
                    "µs/s",
                    "program",
                    "port",
                    "device",
                    "B/s",
                    "glitches");
            Map<WaveKind, Double> totals = new EnumMap<>(WaveKind.class);
            streams.forEach(
                    (kind, stream) -> {
                        ThreadCosts costs = stream.median();
                        totals.put(kind, costs.total());
                        row(kind, costs, stream.glitches());
                    });
            double rt = totals.getOrDefault(WaveKind.RT, Double.NaN);
            Report.aimAtMost(
                    "WaveRT / WaveCyclic, in real time",
                    rt / totals.getOrDefault(WaveKind.CYCLIC, Double.NaN),
                    1);
            Report.aimAtMost(
                    "WaveRT / WavePci, in real time",
                    rt / totals.getOrDefault(WaveKind.PCI, Double.NaN),
                    1);
        } finally {
            streams.values().forEach(LiveStream::close);
        }
    }

    private static void row(WaveKind kind, ThreadCosts costs, long glitches) {
        Report.line(
                "%-40s %12.1f %12.1f %12.1f %14.1f %12.1f %9d",
                kind.label,
                costs.total() / NANOS_PER_MICRO,
                costs.program() / NANOS_PER_MICRO,
                costs.port() / NANOS_PER_MICRO,
                costs.device() / NANOS_PER_MICRO,
                costs.bytes(),
                glitches);
    }
}

package portcls.ports.dmus;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.diag.Counter;
import portcls.api.time.ReferenceTime;
import portcls.ports.music.LatenessMeter;

import java.util.List;

/** What a stream to a device counts. The dispatch thread counts, anybody reads. */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer; others only read
public final class RenderCounts {
    private final LatenessMeter lateness = new LatenessMeter();
    private volatile long held;
    private volatile long bytes;
    private volatile long busy;
    private volatile long errors;

    /** An event went out that much after its time. */
    @Irql(Level.DISPATCH)
    public void played(long lateness100ns) {
        lateness.record(lateness100ns);
    }

    /** An event was held up by a full device. */
    @Irql(Level.DISPATCH)
    public void held() {
        held++;
    }

    /** Bytes went out. */
    @Irql(Level.DISPATCH)
    public void bytes(long count) {
        bytes += count;
    }

    /** The device was busy. */
    @Irql(Level.DISPATCH)
    public void busy() {
        busy++;
    }

    /** An event was lost to the device. */
    @Irql(Level.DISPATCH)
    public void error() {
        errors++;
    }

    /** As programs see them. */
    @Irql(Level.ANY)
    List<Counter> list(String owner, int queued) {
        return List.of(
                new Counter(owner, "midi.events", "events played", "events", lateness.count()),
                new Counter(
                        owner,
                        "midi.late",
                        "events later than 2 ms",
                        "events",
                        lateness.lateCount()),
                new Counter(
                        owner,
                        "midi.lateness.median",
                        "lateness, median",
                        "µs",
                        micros(lateness.median())),
                new Counter(
                        owner, "midi.lateness.p99", "lateness, 99 %", "µs", micros(lateness.p99())),
                new Counter(
                        owner,
                        "midi.lateness.max",
                        "lateness, greatest",
                        "µs",
                        micros(lateness.max())),
                new Counter(owner, "midi.held", "events held up by a full device", "events", held),
                new Counter(owner, "midi.bytes", "bytes written", "bytes", bytes),
                new Counter(owner, "midi.busy", "times the device was busy", "times", busy),
                new Counter(owner, "midi.errors", "events lost to device errors", "events", errors),
                new Counter(owner, "midi.queued", "events that wait", "events", queued));
    }

    private static long micros(long time100ns) {
        return time100ns / ReferenceTime.MICROSECOND;
    }
}

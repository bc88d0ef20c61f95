package portcls.ports.wavecyclic;

import portcls.api.time.ReferenceTime;
import portcls.api.wavert.StreamRegisters;

/**
 * What the client has handed over goes into the cyclic buffer, about 40 ms before it is played.
 * When less than about 30 ms lies there, silence follows it ({@code wavecyclic-latency}); data that
 * comes late overwrites what of the silence was not played.
 */
final class RenderCopy extends CyclicCopy {
    private static final long AHEAD_100NS = 40 * ReferenceTime.MILLISECOND;
    private static final long LOW_100NS = 30 * ReferenceTime.MILLISECOND;

    private final long ahead;
    private final long low;
    private long silenced;

    /** Whether the client hands over packets; one that does not works in a looped buffer. */
    private boolean tracked;

    RenderCopy(Between between) {
        super(between);
        // One frame less than a round: the one that is played now stays what it is.
        ahead = Math.min(bytesIn(AHEAD_100NS), cyclicBytes - (long) blockAlign);
        low = Math.min(bytesIn(LOW_100NS), ahead);
    }

    @Override
    void prime(long time100ns) {
        super.prime(time100ns);
        fill();
    }

    @Override
    void restart() {
        super.restart();
        silenced = 0;
        tracked = false;
        between.stream().silence(between.cyclic(), 0, cyclicBytes);
    }

    @Override
    void moved(long before) {
        if (reached != before) {
            countLoss(before);
        }
        fill();
    }

    private void fill() {
        long committed = registers.committed();
        long limit = reached + ahead;
        if (committed != StreamRegisters.UNTRACKED && !tracked) {
            // What was copied before was nobody's.
            tracked = true;
            copied = Math.min(copied, reached);
        }
        long end =
                committed == StreamRegisters.UNTRACKED
                        ? limit
                        : Math.min(limit, committed * blockAlign);
        copy(Math.max(copied, reached), end);
        if (copied - reached < low) {
            silence(Math.max(Math.max(copied, silenced), reached), limit);
        }
    }

    private void copy(long from, long end) {
        long at = from;
        while (at < end) {
            long bytes = piece(at, end);
            between.channel().copyTo(at % cyclicBytes, between.client(), at % clientBytes, bytes);
            at += bytes;
        }
        copied = Math.max(copied, at);
    }

    private void silence(long from, long end) {
        long at = from;
        while (at < end) {
            long bytes = Math.min(end - at, cyclicBytes - at % cyclicBytes);
            between.stream().silence(between.cyclic(), at % cyclicBytes, bytes);
            at += bytes;
        }
        silenced = Math.max(silenced, at);
    }

    /** What was played since and had not been copied was silence. */
    private void countLoss(long before) {
        if (registers.committed() == StreamRegisters.UNTRACKED) {
            return;
        }
        long last = registers.end();
        long needed = last < 0 ? reached : Math.min(reached, last * blockAlign);
        lost(needed - Math.max(copied, before));
    }
}

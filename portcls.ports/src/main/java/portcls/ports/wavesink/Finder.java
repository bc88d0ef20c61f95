package portcls.ports.wavesink;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.client.Filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks for a wave filter while there is none, or when it is told to; has it opened, and closed
 * when it plays no more. Tells people when the music is not heard, and when it is again. On a
 * thread of its own, which no driver can keep.
 */
final class Finder implements Runnable {
    private static final System.Logger LOG = System.getLogger(WaveSink.class.getName());

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long a filter that failed is left alone at most, in looks. */
    private static final int LONGEST_BREAK = 20;

    private final WaveSink.Setup setup;
    private final Tally tally;
    private final Music music;
    private final Puller puller;
    private final Helpers helpers;
    private final @Nullable Helpers before;
    private final Runnable packetEnded;
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private final Queue<Gone> gone = new ConcurrentLinkedQueue<>();

    // This thread's.
    private final List<Output> open = new ArrayList<>();
    private @Nullable Opening opening;
    private @Nullable Output latest;

    /** Another output than the one that plays is wanted and could not be opened. */
    private boolean missed;

    /** What could not be opened since somebody was heard, or all were tried. */
    private final List<Filter> refused = new ArrayList<>();

    /** Whether there is one that was not tried yet. */
    private boolean hasOthers;

    private int breakLooks;
    private int looksToSkip;
    private boolean toldAbsence;
    private long lostBefore;

    private volatile boolean asked = true;
    private volatile boolean finishing;
    private volatile @Nullable Thread thread;

    /** An output that plays no more. */
    private record Gone(Output output, @Nullable Throwable cause) {}

    /**
     * A finder.
     *
     * @param before what has to end first; null = nothing
     */
    Finder(
            WaveSink.Setup setup,
            Tally tally,
            Music music,
            Puller puller,
            Helpers helpers,
            @Nullable Helpers before,
            Runnable packetEnded) {
        this.setup = setup;
        this.tally = tally;
        this.music = music;
        this.puller = puller;
        this.helpers = helpers;
        this.before = before;
        this.packetEnded = packetEnded;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        awaitBefore();
        while (!finishing) {
            takeGone();
            takeOpened();
            if (isTimeToLook()) {
                look();
            }
            tellReturn();
            boolean rests = latest != null && !missed && opening == null;
            LockSupport.parkNanos(this, rests ? REST_NANOS : LOOK_NANOS);
            boolean _ = Thread.interrupted();
        }
        closeAll();
        firstLook.countDown();
    }

    // From any thread.

    /** Looks at once, whatever plays. */
    void retarget() {
        asked = true;
        LockSupport.unpark(thread);
    }

    /** Something is as it was not. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** The music does not go there any more; with a cause, because that does not go on. */
    void gone(Output output, @Nullable Throwable cause) {
        gone.add(new Gone(output, cause));
        LockSupport.unpark(thread);
    }

    /** Nobody pulls any more: closes everything and ends. */
    void finish() {
        finishing = true;
        LockSupport.unpark(thread);
    }

    boolean awaitFirstLook(long nanos) throws InterruptedException {
        return firstLook.await(nanos, TimeUnit.NANOSECONDS);
    }

    // On its own.

    private void awaitBefore() {
        Helpers last = before;
        try {
            if (last != null && !finishing) {
                // It may have the only stream of the filter that this one wants.
                var _ = last.awaitEnd(WaveSink.LIMIT);
            }
        } catch (InterruptedException e) {
            LOG.log(DEBUG, "interrupted: it ends, or looks the sooner");
        }
    }

    private boolean isTimeToLook() {
        if (asked) {
            asked = false;
            breakLooks = 0;
            looksToSkip = 0;
            refused.clear();
            return true;
        }
        return (latest == null || missed) && opening == null && looksToSkip-- <= 0;
    }

    private void look() {
        List<Filter> found = List.of();
        String trouble = "there is no wave filter";
        try {
            found = setup.output().get();
        } catch (RuntimeException e) {
            LOG.log(DEBUG, "looking for an output failed", e);
            trouble = "looking for a wave filter failed: " + e;
        }
        if (found.isEmpty()) {
            if (latest == null && opening == null) {
                absent(trouble);
            }
            return;
        }
        Filter wanted = chosen(found);
        Opening underWay = opening;
        Output now = latest;
        if (underWay != null) {
            if (underWay.filter().equals(wanted) || !underWay.abandon()) {
                return;
            }
            opening = null;
        }
        missed = false;
        if (now == null || !now.filter().equals(wanted)) {
            Opening next = new Opening(wanted, music, setup.format(), packetEnded, this::wake);
            opening = next;
            Thread _ = helpers.start("opens " + wanted.id(), next);
        }
    }

    /** The best; while none is heard, the best one that was not tried in vain. */
    private Filter chosen(List<Filter> found) {
        List<Filter> left =
                latest == null
                        ? found.stream().filter(filter -> !refused.contains(filter)).toList()
                        : List.of(found.getFirst());
        if (left.isEmpty()) {
            refused.clear();
            left = found;
        }
        hasOthers = left.size() > 1;
        return left.getFirst();
    }

    private void takeOpened() {
        Opening last = opening;
        if (last == null || !last.isDone()) {
            return;
        }
        opening = null;
        Output output = last.output();
        if (output != null) {
            breakLooks = 0;
            looksToSkip = 0;
            refused.clear();
            open.add(output);
            latest = output;
            puller.offer(output);
            firstLook.countDown();
        } else if (latest == null && hasOthers) {
            refused.add(last.filter());
            LOG.log(
                    toldAbsence ? DEBUG : INFO,
                    "{0} tries another wave filter: {1} cannot be opened: {2}",
                    setup.owner(),
                    last.filter().id(),
                    last.failure());
        } else {
            refused.clear();
            breakLooks = Math.min(LONGEST_BREAK, 2 * breakLooks + 1);
            looksToSkip = breakLooks;
            String trouble = last.filter().id() + " cannot be opened: " + last.failure();
            if (latest == null) {
                absent(trouble);
            } else if (breakLooks == 1) {
                LOG.log(WARNING, "{0} stays where it is heard: {1}", setup.owner(), trouble);
            }
            missed = latest != null;
        }
    }

    private void takeGone() {
        Gone one = gone.poll();
        while (one != null) {
            Output output = one.output();
            if (output.equals(latest)) {
                latest = null;
                if (one.cause() != null) {
                    refused.add(output.filter());
                }
                tellAbsence(output.filter().id() + " went: " + text(one.cause()));
            }
            if (open.remove(output)) {
                close(output, one.cause() == null);
            }
            one = gone.poll();
        }
    }

    private void close(Output output, boolean drains) {
        Thread _ =
                helpers.start(
                        "closes " + output.filter().id(),
                        () -> {
                            try {
                                if (drains) {
                                    output.drain();
                                }
                            } catch (RuntimeException e) {
                                LOG.log(DEBUG, "the rest of the old output is not heard", e);
                            } catch (InterruptedException e) {
                                LOG.log(DEBUG, "the rest of the old output is not waited for");
                            }
                            try {
                                output.close();
                            } catch (RuntimeException | LinkageError e) {
                                LOG.log(DEBUG, "an output that went could not be closed", e);
                            }
                        });
    }

    private void closeAll() {
        Opening last = opening;
        if (last != null && !last.abandon()) {
            takeOpened();
        }
        for (Output output : open) {
            close(output, false);
        }
        open.clear();
        puller.withdraw();
        opening = null;
        latest = null;
        refused.clear();
    }

    private void absent(String trouble) {
        puller.goOnUnheard();
        firstLook.countDown();
        tellAbsence(trouble);
    }

    private void tellAbsence(String trouble) {
        if (!toldAbsence && !finishing && puller.playing().isEmpty()) {
            toldAbsence = true;
            lostBefore = tally.lost();
            LOG.log(
                    INFO,
                    "{0} is not heard: {1}. The music goes on, and is heard as soon as there is a"
                            + " wave filter: plug one in, or choose another one as its output.",
                    setup.owner(),
                    trouble);
        }
    }

    private void tellReturn() {
        String playing = puller.playing();
        if (toldAbsence && !playing.isEmpty()) {
            toldAbsence = false;
            LOG.log(
                    INFO,
                    "{0} is heard through {1}; {2} frames were lost.",
                    setup.owner(),
                    playing,
                    Long.toString(tally.lost() - lostBefore));
        }
    }

    private static String text(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : message;
    }
}

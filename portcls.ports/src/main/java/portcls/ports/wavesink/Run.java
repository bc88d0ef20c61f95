package portcls.ports.wavesink;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/** A sink from its start to its stop. */
final class Run {
    /** How far ahead the music is likely to begin. */
    static final long FIRST_LEAD = ReferenceTime.millis(50);

    private static final System.Logger LOG = System.getLogger(WaveSink.class.getName());

    private final WaveSink.Setup setup;
    private final Music music;
    private final Puller puller;
    private final Drive drive;
    private final Helpers helpers;
    private final Finder finder;

    /**
     * A run that was not begun.
     *
     * @param before of the one before, which may still hold its output
     */
    Run(WaveSink.Setup setup, Tally tally, @Nullable Helpers before) {
        this.setup = setup;
        music = new Music(setup.synth(), setup.format(), tally);
        puller = new Puller(setup, music, tally);
        drive =
                setup.clock() instanceof MasterClock clock && clock.isVirtual()
                        ? new ClockDrive(setup.owner(), clock, puller)
                        : new ThreadDrive(setup.owner(), setup.clock(), puller);
        helpers = new Helpers(setup.owner());
        finder = new Finder(setup, tally, music, puller, helpers, before, drive::packetEnded);
        puller.tell(finder);
    }

    /** Its threads that a wave filter may keep. */
    Helpers helpers() {
        return helpers;
    }

    void begin() {
        Thread _ = helpers.start("looks for its output", finder);
        drive.start();
    }

    /** Nobody pulls when this returns, and the outputs are being closed. */
    void end() {
        puller.end();
        StackTraceElement[] stack = drive.awaitEnd(WaveSink.LIMIT);
        if (stack.length > 0) {
            LOG.log(
                    WARNING,
                    "The synthesizer of {0} does not come back from rendering within {1} s; it is"
                            + " left alone. It hangs at {2}",
                    setup.owner(),
                    WaveSink.LIMIT.toSeconds(),
                    Arrays.toString(stack));
        }
        if (stack.length == 0) {
            puller.letGo();
        }
        finder.finish();
        helpers.interrupt();
    }

    /** Waits until the outputs are closed. */
    void awaitOutputs() {
        try {
            Set<Thread> hanging = helpers.awaitEnd(WaveSink.LIMIT);
            for (Thread thread : hanging) {
                LOG.log(
                        WARNING,
                        "\"{0}\" does not end within {1} s; it is left alone. It hangs at {2}",
                        thread.getName(),
                        WaveSink.LIMIT.toSeconds(),
                        Arrays.toString(thread.getStackTrace()));
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean awaitFirstLook(Duration limit) throws InterruptedException {
        return finder.awaitFirstLook(limit.toNanos());
    }

    void retarget() {
        finder.retarget();
    }

    String playing() {
        return puller.isEnded() ? "" : puller.playing();
    }

    long latencyTime() {
        long told = music.latencyTime();
        return told == Long.MIN_VALUE || puller.isEnded()
                ? setup.clock().getTime() + FIRST_LEAD
                : told;
    }
}

package portcls.logind;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import portcls.logind.lib.Bell;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Listens to the machine on a thread of its own, and connects again when the connection is lost:
 * after a second, then after twice as long each time.
 */
final class SleepWatch implements Runnable {
    private static final System.Logger LOG = System.getLogger(SleepWatch.class.getName());

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(32);

    /** Longer than an answer may take and devices need to wake. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Connector connector;
    private final DevicesSleep devices;
    private final Bell bell;
    private final Thread thread;
    private volatile boolean stopping;

    // The thread's own.
    private boolean told;
    private Duration pause = FIRST_PAUSE;

    /** Connects with the machine. */
    interface Connector {
        /** The machine; empty when the bell rang meanwhile. */
        Optional<Machine> connect() throws IOException;
    }

    /**
     * Not yet listening.
     *
     * @param bell ends the waits of the machine; closed in the end
     */
    SleepWatch(Connector connector, DevicesSleep devices, Bell bell) {
        this.connector = connector;
        this.devices = devices;
        this.bell = bell;
        thread = Thread.ofPlatform().daemon().name("sleep of the machine").unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** Ends it, within bounds; devices that sleep wake. */
    void stop() {
        stopping = true;
        bell.ring();
        boolean interrupted = Thread.interrupted();
        try {
            if (!thread.join(STOP_LIMIT)) {
                LOG.log(
                        WARNING,
                        "the devices do not come back from a change of power since {0} s; the"
                                + " thread that waits for them ends when they do. The command"
                                + " `power` shows which one hangs.",
                        STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void run() {
        try (bell) {
            while (!stopping) {
                attempt();
                if (!stopping) {
                    bell.await(pause);
                    pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.log(ERROR, "the machine's sleep is not watched any more", e);
        }
    }

    private void attempt() {
        Optional<Machine> connected = Optional.empty();
        try {
            connected = connector.connect();
            if (connected.isPresent()) {
                listen(connected.get());
            }
        } catch (IOException e) {
            tellOnce(String.valueOf(e.getMessage()));
        } finally {
            devices.unwatch();
            connected.ifPresent(Machine::close);
        }
    }

    private void listen(Machine machine) throws IOException {
        while (!stopping) {
            switch (machine.await()) {
                case CAME -> {
                    devices.watch(machine);
                    LOG.log(DEBUG, "the devices sleep with the machine");
                    told = false;
                    pause = FIRST_PAUSE;
                }
                case WENT -> {
                    devices.unwatch();
                    tellOnce("logind is not on the system bus");
                }
                case SLEEPS -> devices.sleep();
                case WOKE -> devices.wake(machine);
                case NOTHING -> {}
            }
        }
    }

    /** Once for each time that nobody tells of sleep; why may change meanwhile. */
    private void tellOnce(String why) {
        LOG.log(told ? DEBUG : INFO, notWatched(why));
        told = true;
    }

    /** A sentence that says why, and what to do. */
    static String notWatched(String why) {
        return "the devices do not sleep with the machine, since "
                + why
                + ". Whoever lets it sleep can tell them: `power suspend` before and `power resume`"
                + " after it; else nothing needs to be done.";
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

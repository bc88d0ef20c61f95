package adapter.jack;

import adapter.jack.lib.JackClient;
import adapter.jack.lib.LibraryMessages;
import adapter.jack.lib.OneServer;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

import portcls.api.time.MasterClock;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a server, has its devices plugged in while it is there, and waits again. All on a
 * thread of its own.
 */
final class ServerWatch implements Runnable {
    private static final Logger LOG = System.getLogger(ServerWatch.class.getName());

    /** From the first thing that is done to stop; longer than a client needs to be closed. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

    /** What is left of it when drivers took it all. */
    private static final Duration LEAST_STOP = Duration.ofMillis(500);

    private final BundleContext context;
    private final MasterClock clock;
    private final JackConfig config;
    private final OneServer turn;
    private final Thread thread;

    private volatile boolean stopping;
    private volatile @Nullable PluggedServer plugged;

    // The thread's own.
    private String told = "";
    private long toldLost;

    ServerWatch(BundleContext context, MasterClock clock, JackConfig config) {
        this.context = context;
        this.clock = clock;
        this.config = config;
        turn = new OneServer(config.serverName());
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("JACK server " + config.serverName())
                        .unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** Takes the devices away and ends; the thread of the caller unregisters them. */
    void stop() {
        stopping = true;
        long begin = System.nanoTime();
        PluggedServer there = plugged;
        if (there != null) {
            there.unplug();
        }
        wake();
        boolean interrupted = Thread.interrupted();
        try {
            Duration left = STOP_LIMIT.minusNanos(System.nanoTime() - begin);
            if (!thread.join(left.compareTo(LEAST_STOP) < 0 ? LEAST_STOP : left)) {
                turn.is(OneServer.State.HANGS);
                LOG.log(
                        Level.WARNING,
                        "the JACK server \"{0}\" does not let its client go; the client is left to"
                            + " itself. Restart the server if it does not answer others either.",
                        config.serverName());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        LibraryMessages.keep();
        try {
            while (!stopping) {
                Optional<OneServer> other = turn.take();
                if (other.isPresent()) {
                    tellWhyNot(other.get());
                } else {
                    try {
                        attempt();
                    } finally {
                        turn.giveBack();
                    }
                }
                LibraryMessages.writeTo(LOG);
                rest(false);
            }
        } finally {
            LibraryMessages.release();
            LibraryMessages.writeTo(LOG);
        }
    }

    private void tellWhyNot(OneServer other) {
        switch (other.state()) {
            case TRIES -> {} // there is time for both
            case IS_THERE ->
                    tellOnce(
                            "the JACK server \""
                                    + config.serverName()
                                    + "\" has no devices while \""
                                    + other.server()
                                    + "\" is there: libjack serves one server at a time in a"
                                    + " process. Run another process for the other, or remove one"
                                    + " of the two configurations of "
                                    + JackComponent.PID
                                    + ".");
            case HANGS ->
                    tellOnce(
                            "the JACK server \""
                                    + config.serverName()
                                    + "\" has no devices yet: an earlier client of \""
                                    + other.server()
                                    + "\" has not come back, since that server hangs. Restart"
                                    + " that server.");
        }
    }

    private void attempt() {
        Optional<JackClient> found =
                JackClient.open(config.server(), config.client(), clock, this::wake);
        if (found.isEmpty()) {
            return;
        }
        try (JackClient client = found.get()) {
            turn.is(OneServer.State.IS_THERE);
            serve(client);
        } catch (IOException e) {
            tellOnce(e.getMessage() + "");
        } catch (IllegalStateException e) {
            if (!stopping) { // else: the bundle stopped while devices were registered
                throw e;
            }
        }
    }

    private void serve(JackClient client) throws IOException {
        PluggedServer there = new PluggedServer(client, config);
        try {
            plugged = there;
            if (stopping) {
                there.unplug();
            } else {
                there.plug(context, config);
            }
            told = "";
            toldLost = 0;
            while (!stopping && !client.isOver()) {
                rest(true);
                LibraryMessages.writeTo(LOG);
                tellLost(there.lostMessages());
                if (!client.isOver()) {
                    there.look();
                }
            }
        } finally {
            if (client.isOver()) {
                there.fail();
                LOG.log(Level.INFO, client.farewell().getMessage());
            }
            there.unplug();
            plugged = null;
            there.close();
        }
    }

    /** Sleeps until the next look, until something happens, or until the end. */
    private void rest(boolean whileThere) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(config.retrySeconds());
        long left = end - System.nanoTime();
        while (!stopping && left > 0) {
            LockSupport.parkNanos(this, left);
            PluggedServer there = plugged;
            if (whileThere && there != null && there.isOver()) {
                return;
            }
            left = end - System.nanoTime();
        }
    }

    private void tellLost(long lost) {
        if (lost > toldLost) {
            LOG.log(
                    Level.WARNING,
                    "{0} lost {1} MIDI messages: they were longer than JACK takes, or nobody"
                            + " fetched them",
                    config.midiDeviceId(),
                    lost - toldLost);
            toldLost = lost;
        }
    }

    private void tellOnce(String message) {
        if (!message.equals(told)) {
            told = message;
            LOG.log(Level.INFO, message);
        }
    }
}

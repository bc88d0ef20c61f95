package portcls.ports.service;

import portcls.api.IInterruptSync;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.InterruptLine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs interrupt routines in one of the three modes, never beside each other or a synchronised
 * routine.
 */
public final class InterruptSync implements IInterruptSync {
    private static final Logger LOG = System.getLogger(InterruptSync.class.getName());

    /** A routine that claims every interrupt would keep REPEAT mode going for ever. */
    private static final int REPEAT_LIMIT = 1000;

    private final InterruptLine line;
    private final Mode mode;
    private final Keeper keeper;
    private final ReentrantLock held = new ReentrantLock();

    /** A lock of its own: a routine may register another one. */
    private final Object registration = new Object();

    private volatile Routine[] routines = {};

    /** Written under both locks, that of this object first. */
    private boolean connected;

    public InterruptSync(InterruptLine line, Mode mode) {
        this(line, mode, Keeper.NONE);
    }

    /**
     * A sync of somebody who disconnects it should it still be connected.
     *
     * @param keeper holds it while it is
     */
    public InterruptSync(InterruptLine line, Mode mode, Keeper keeper) {
        this.line = Objects.requireNonNull(line, "line");
        this.mode = Objects.requireNonNull(mode, "mode");
        this.keeper = keeper;
    }

    @Override
    public boolean callSynchronizedRoutine(Routine routine) {
        held.lock();
        try {
            return routine.service(this);
        } finally {
            held.unlock();
        }
    }

    @Override
    public synchronized void connect() {
        if (connected) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "the interrupt " + line.description() + " is connected already");
        }
        // The line may be raised before its connect returns.
        setConnected(true);
        try {
            line.connect(this::interrupt);
        } catch (RuntimeException e) {
            setConnected(false);
            throw e instanceof IllegalStateException
                    ? new PortClsException(
                            Status.INVALID_DEVICE_STATE,
                            "the interrupt "
                                    + line.description()
                                    + " is connected to somebody else: "
                                    + e.getMessage(),
                            e)
                    : e;
        }
        // Last, for it may have it end at once.
        keeper.keep(this, this::disconnect);
    }

    /** A routine never waits here for somebody who waits for its end. */
    @Override
    public void disconnect() {
        if (held.isHeldByCurrentThread()) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "the interrupt "
                            + line.description()
                            + " cannot be disconnected from inside one of its routines; do it at"
                            + " PASSIVE level");
        }
        disconnectLine();
    }

    private synchronized void disconnectLine() {
        if (connected) {
            setConnected(false);
            keeper.drop(this);
            line.disconnect();
        }
    }

    @Override
    public void registerServiceRoutine(Routine routine, boolean first) {
        Objects.requireNonNull(routine, "routine");
        synchronized (registration) {
            Routine[] old = routines;
            Routine[] more = new Routine[old.length + 1];
            System.arraycopy(old, 0, more, first ? 1 : 0, old.length);
            more[first ? 0 : old.length] = routine;
            routines = more;
        }
    }

    /** Once it is false under the lock, no routine runs, whatever the line does. */
    private void setConnected(boolean now) {
        held.lock();
        try {
            connected = now;
        } finally {
            held.unlock();
        }
    }

    /** The line was raised; says whether a routine claimed it. */
    private boolean interrupt() {
        held.lock();
        try {
            if (!connected) {
                return false;
            }
            return switch (mode) {
                case NORMAL -> serveUntilClaimed();
                case ALL -> serveAll();
                case REPEAT -> serveRepeatedly();
            };
        } finally {
            held.unlock();
        }
    }

    private boolean serveUntilClaimed() {
        for (Routine routine : routines) {
            if (claims(routine)) {
                return true;
            }
        }
        return false;
    }

    private boolean serveAll() {
        boolean claimed = false;
        for (Routine routine : routines) {
            claimed |= claims(routine);
        }
        return claimed;
    }

    private boolean serveRepeatedly() {
        for (int pass = 0; pass < REPEAT_LIMIT; pass++) {
            if (!serveAll()) {
                return pass > 0;
            }
        }
        LOG.log(
                Level.WARNING,
                "The interrupt {0} was claimed {1} times in a row and is left alone now; one of its"
                        + " routines claims without work: {2}",
                line.description(),
                REPEAT_LIMIT,
                Arrays.toString(routines));
        return true;
    }

    /**
     * A routine that throws must not keep the interrupt from the others, nor end the adapter's
     * thread.
     */
    private boolean claims(Routine routine) {
        try {
            return routine.service(this);
        } catch (Throwable t) {
            LOG.log(
                    Level.ERROR,
                    "A routine of the interrupt "
                            + line.description()
                            + " failed; the others go on",
                    t);
            return false;
        }
    }
}

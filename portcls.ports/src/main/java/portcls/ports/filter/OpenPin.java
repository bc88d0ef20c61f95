package portcls.ports.filter;

import portcls.api.IMasterClock;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.Pin;
import portcls.api.client.Removal;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.ports.device.Device;
import portcls.ports.device.Use;
import portcls.ports.property.HandleScope;
import portcls.ports.property.PinScope;
import portcls.ports.property.Scope;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A stream: what streams of all kinds have in common. State, format and presentation time are the
 * port's own; the miniport's stream is told of them.
 */
public abstract class OpenPin extends Requests implements Pin, PinScope {
    private static final Logger LOG = System.getLogger(OpenPin.class.getName());

    private final OpenHandle handle;
    private final PortFilter filter;
    private final int pinId;
    private final StreamClock clock;
    private volatile KsState state = KsState.STOP;
    private volatile DataFormat format;
    private volatile boolean closed;
    private boolean closesHandle;

    /** Whether the device sleeps and the miniport's stream is in PAUSE, where this says RUN. */
    private volatile boolean asleep;

    private long asleepSince;

    protected OpenPin(OpenHandle handle, int pinId, DataFormat format, Device device) {
        this(handle, pinId, format, device.clock());
    }

    /** A pin whose presentation time runs by another clock than the house's. */
    protected OpenPin(OpenHandle handle, int pinId, DataFormat format, IMasterClock master) {
        super(handle.portFilter());
        this.handle = handle;
        filter = handle.portFilter();
        this.pinId = pinId;
        this.format = format;
        clock = new StreamClock(master);
    }

    /** Takes one step: tells the miniport's stream and does the port's part. On the worker. */
    protected abstract void step(KsState from, KsState to) throws IOException;

    /** Tells the miniport's stream of a new format. On the worker. */
    protected abstract void changeFormat(DataFormat newFormat) throws IOException;

    /**
     * The device is gone: from now on the dispatch thread must not enter the miniport's stream, and
     * whoever waits for data must wake. From any thread.
     */
    public abstract void detach();

    /** Lets go of the miniport's stream. On the worker, in STOP. */
    protected abstract void closeStream() throws IOException;

    /** Lets go of what the port itself holds. Never calls the driver. */
    protected abstract void releaseOwn();

    /**
     * The stream goes on after its device slept. On the worker.
     *
     * @param duration100ns how long nothing moved
     */
    protected void woke(long duration100ns) {}

    @Override
    public final Filter filter() {
        return filter;
    }

    @Override
    public final int pinId() {
        return pinId;
    }

    @Override
    public final KsState state() {
        return state;
    }

    @Override
    public final DataFormat format() {
        return format;
    }

    @Override
    public final HandleScope handle() {
        return handle;
    }

    @Override
    public final long now() {
        return clock.now();
    }

    @Override
    public final Optional<Removal> removal() {
        return filter.removal();
    }

    @Override
    public final void setState(KsState target) {
        if (asleep && target != KsState.RUN) {
            // Waking the device for that must not let it sound for a moment.
            filter.call(Use.RELEASE, this::stayPaused);
        }
        filter.call(
                () -> {
                    requireOpen();
                    walk(target);
                    return true;
                });
    }

    /**
     * On the worker: the device is about to sleep. A stream that runs pauses, and its program does
     * not see it.
     */
    public final void fallAsleep() {
        if (closed || asleep || state != KsState.RUN) {
            return;
        }
        asleep = true;
        try {
            step(KsState.RUN, KsState.PAUSE);
            asleepSince = filter.setup().device().clock().getTime();
        } catch (IOException | RuntimeException | LinkageError e) {
            asleep = false;
            logFailure(filter, "pause a stream before its device sleeps", e);
        }
    }

    /** On the worker: the device is awake again; a stream that was paused for its sleep goes on. */
    public final void wakeUp() {
        if (closed || !asleep) {
            return;
        }
        try {
            step(KsState.PAUSE, KsState.RUN);
            asleep = false;
            woke(filter.setup().device().clock().getTime() - asleepSince);
        } catch (IOException | RuntimeException | LinkageError e) {
            boolean _ = stayPaused();
            logFailure(filter, "go on with a stream after its device slept", e);
        }
    }

    /**
     * Whether the stream is in RUN for its program, and stands because its device sleeps. Steps
     * that are taken meanwhile are not the program's.
     */
    public final boolean isAsleep() {
        return asleep;
    }

    @Override
    public final void setFormat(DataFormat newFormat) {
        filter.call(
                () -> {
                    requireOpen();
                    try {
                        changeFormat(newFormat);
                    } catch (IOException e) {
                        throw PortFilter.ioError(
                                filter.driver() + " refused the format " + newFormat, e);
                    }
                    format = newFormat;
                    return true;
                });
    }

    @Override
    public final void close() {
        if (filter.removal().isPresent()) {
            // Whoever takes the device away closes what was open.
            return;
        }
        try {
            filter.call(
                    Use.RELEASE,
                    () -> {
                        if (!closed) {
                            tearDown();
                            handle.closed(this, closesHandle);
                        }
                        return true;
                    });
        } catch (PortClsException e) {
            if (e.status() != Status.DEVICE_REMOVED) {
                throw e;
            }
        }
    }

    /** Makes a call on the worker for the client; IO failures of the driver are told as such. */
    protected final <T> T onWorker(Callable<T> work) {
        return filter.call(
                () -> {
                    requireOpen();
                    try {
                        return work.call();
                    } catch (IOException e) {
                        throw PortFilter.ioError(filter.driver() + " failed for " + filter.id(), e);
                    }
                });
    }

    /** Presentation time of the stream. */
    protected final StreamClock clock() {
        return clock;
    }

    /** Whether it is a pin of that handle. */
    @SuppressWarnings("ReferenceEquality") // an identity
    public final boolean isOf(OpenHandle candidate) {
        return handle == candidate;
    }

    /** The filter, for messages. */
    protected final PortFilter portFilter() {
        return filter;
    }

    /** Whether the client closed it. */
    protected final boolean isClosed() {
        return closed;
    }

    @Override
    final Scope scope() {
        return this;
    }

    @Override
    protected final void requireOpen() {
        if (closed) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this pin of " + filter.id() + " was closed; open it again");
        }
    }

    /** Fails when the device is gone or the pin was closed. From any thread, without the worker. */
    protected final void requireUsable() {
        filter.requirePresent();
        requireOpen();
    }

    void closesHandle(boolean whenClosed) {
        closesHandle = whenClosed;
    }

    /**
     * On the worker: down to STOP, step by step, whatever the driver says, then the stream is
     * closed.
     */
    void tearDown() {
        if (closed) {
            return;
        }
        closed = true;
        boolean _ = stayPaused();
        while (state != KsState.STOP) {
            KsState next = state.stepTowards(KsState.STOP);
            try {
                takeStep(next);
            } catch (IOException | RuntimeException | LinkageError e) {
                logFailure(filter, "go from " + state + " to " + next, e);
                clock.enter(next);
                state = next;
            }
        }
        cancelPending();
        try {
            filter.events().disableAll(this);
        } catch (RuntimeException | LinkageError e) {
            logFailure(filter, "disable events", e);
        }
        try {
            closeStream();
        } catch (IOException | RuntimeException | LinkageError e) {
            logFailure(filter, "close a stream", e);
        }
        releaseSafely();
    }

    private void releaseSafely() {
        try {
            releaseOwn();
        } catch (RuntimeException | LinkageError e) {
            // The next pin, and the driver, are let go all the same.
            LOG.log(Level.ERROR, "A stream of " + filter.id() + " was not let go cleanly", e);
        }
    }

    /** The driver hangs; it is not asked any more. */
    void abandon() {
        closed = true;
        state = KsState.STOP;
        releaseSafely();
    }

    /** Tells the log of what a driver failed to do and what the port goes on without. */
    protected static void logFailure(PortFilter filter, String what, Throwable e) {
        LOG.log(
                Level.WARNING,
                filter.driver()
                        + " failed to "
                        + what
                        + " for "
                        + filter.id()
                        + "; going on without",
                e);
    }

    /** On the worker: from now on the program sees what the miniport's stream is in. */
    private boolean stayPaused() {
        if (asleep) {
            state = KsState.PAUSE;
            asleep = false;
        }
        return true;
    }

    private void walk(KsState target) {
        while (state != target) {
            KsState next = state.stepTowards(target);
            try {
                takeStep(next);
            } catch (IOException e) {
                throw PortFilter.ioError(
                        filter.driver()
                                + " refused to go from "
                                + state
                                + " to "
                                + next
                                + " for "
                                + filter.id(),
                        e);
            } catch (PortClsException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new PortClsException(
                        Status.UNSUCCESSFUL,
                        filter.driver()
                                + " failed to go from "
                                + state
                                + " to "
                                + next
                                + " for "
                                + filter.id()
                                + ": "
                                + e,
                        e);
            }
        }
    }

    private void takeStep(KsState next) throws IOException {
        step(state, next);
        state = next;
    }
}

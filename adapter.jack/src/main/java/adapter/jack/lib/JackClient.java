package adapter.jack.lib;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A client of a JACK server, from the server's arrival until it goes. Opened, given tasks and
 * ports, activated, closed.
 *
 * <p>libjack ends its threads by asynchronous cancellation, wherever they are. So the process
 * thread comes into Java for a cycle and leaves it again (a Java loop around {@code
 * jack_cycle_wait} would have its frames on the stack of a thread that waits for a dead server for
 * ever), and {@link #close} first lets it end by itself: the callback answers 1. Only when no
 * thread of libjack is in Java, and none will come, is the client closed.
 *
 * <p>Methods at PASSIVE may be called by any thread; when the server has gone they do nothing, or
 * fail with a text that says so. A server that hangs keeps the one thread that asks it something:
 * whoever asks next is told so after two seconds, and what asks nothing goes on.
 */
public final class JackClient implements AutoCloseable {
    /** An input: gets sound or MIDI from others. */
    public static final long INPUT = 1;

    /** An output. */
    public static final long OUTPUT = 2;

    /** Belongs to hardware. */
    public static final long PHYSICAL = 4;

    private static final int PLAYBACK_LATENCY = 1;
    private static final int END_THREAD = 1;

    /**
     * A process thread that was told so often to end, and did not, belongs to PipeWire: it is
     * joined.
     */
    private static final int ENOUGH_FAREWELLS = 8;

    private static final long CYCLE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long THREAD_LIMIT_MILLIS = 2_000;
    private static final long REQUEST_LIMIT_MILLIS = 2_000;
    private static final long POLL_NANOS = 100_000;

    /** The thread that told of the end goes with it, but for PipeWire's. */
    private static final long FAREWELL_LIMIT_MILLIS = 200;

    /** Longer than a thread needs from its last Java instruction back into libjack. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int TIMES_BYTES = 32;
    private static final int START_OFFSET = 8;
    private static final int NEXT_OFFSET = 16;
    private static final int PERIOD_OFFSET = 24;

    private final String server;
    private final MasterClock clock;
    private final Runnable onGone;
    private final Arena arena = Arena.ofShared();
    private final long times = arena.allocate(TIMES_BYTES, Long.BYTES).address();

    /** Held while the server is asked something; taken before our monitor. */
    private final ReentrantLock requests = new ReentrantLock();

    private final PortRemoval removal = new PortRemoval(this::unregisterNow);

    // Guarded by this, as are calls into libjack that ask nothing of the server.
    private long handle;
    private boolean active;
    private boolean closed;

    // Written by one thread of libjack, read by ours.
    private volatile boolean inside;
    private volatile long cycles;
    private volatile int farewells;
    private volatile @Nullable Thread processThread;
    private volatile @Nullable Thread farewellThread;
    private volatile @Nullable Throwable broken;
    private volatile boolean gone;
    private final AtomicInteger notifying = new AtomicInteger();
    private final AtomicInteger xruns = new AtomicInteger();

    private volatile boolean closing;
    private volatile CycleTask[] tasks = {};

    // The process thread's own.
    private final Cycle cycle = new Cycle();
    private final ClockRelation relation = new ClockRelation();

    private JackClient(String server, MasterClock clock, Runnable onGone) {
        this.server = server;
        this.clock = clock;
        this.onGone = onGone;
    }

    /**
     * Opens a client. Does not start a server.
     *
     * @param server its name; empty = the one that JACK takes by itself
     * @param name of the client; JACK adds a number when there is one of that name
     * @param onGone told once on any thread when the server went or the process thread broke; must
     *     only wake somebody
     * @return empty when there is no such server now
     */
    @Irql(Level.PASSIVE)
    public static Optional<JackClient> open(
            String server, String name, MasterClock clock, Runnable onGone) {
        JackClient client = new JackClient(server.isEmpty() ? "default" : server, clock, onGone);
        try (Arena call = Arena.ofConfined()) {
            long opened =
                    Jack.clientOpen(
                            call.allocateFrom(name).address(),
                            Jack.NO_START_SERVER | (server.isEmpty() ? 0 : Jack.SERVER_NAME),
                            call.allocate(JAVA_INT).address(),
                            call.allocateFrom(server).address());
            if (opened == 0) {
                client.arena.close();
                return Optional.empty();
            }
            client.adopt(opened);
            return Optional.of(client);
        }
    }

    private synchronized void adopt(long opened) {
        handle = opened;
        Jack.onShutdown(opened, callback("shutDown", void.class, long.class));
        Jack.setXrunCallback(opened, callback("xrun", int.class, long.class));
        Jack.setProcessCallback(opened, callback("process", int.class, int.class, long.class));
    }

    @SuppressWarnings("restricted")
    private long callback(String method, Class<?> result, Class<?>... arguments) {
        try {
            MethodHandle target =
                    MethodHandles.lookup()
                            .bind(this, method, MethodType.methodType(result, arguments));
            FunctionDescriptor signature =
                    arguments.length == 2
                            ? FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG)
                            : result == void.class
                                    ? FunctionDescriptor.ofVoid(JAVA_LONG)
                                    : FunctionDescriptor.of(JAVA_INT, JAVA_LONG);
            return Linker.nativeLinker().upcallStub(target, signature, arena).address();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the method is in this class", e);
        }
    }

    // ---- On threads of libjack. What leaves such a method as an exception ends the JVM.

    @SuppressWarnings("UnusedMethod") // bound by callback
    private int process(int frames, long unused) {
        inside = true;
        try {
            if (processThread == null) {
                processThread = Thread.currentThread();
            }
            if (closing) {
                int answered = farewells;
                farewells = answered + 1;
                return END_THREAD;
            }
            runTasks(frames);
            return 0;
        } catch (Throwable t) {
            broken = t;
            onGone.run();
            return END_THREAD;
        } finally {
            long done = cycles;
            cycles = done + 1;
            inside = false;
        }
    }

    /** The handle does not change while the client is active. */
    @SuppressWarnings("GuardedBy")
    private void runTasks(int frames) {
        long micros = Jack.time();
        relation.observe(micros, clock.getTime());
        int frame = 0;
        boolean known =
                Jack.cycleTimes(
                                handle,
                                times,
                                times + START_OFFSET,
                                times + NEXT_OFFSET,
                                times + PERIOD_OFFSET)
                        == 0;
        if (known) {
            frame = NativeMemory.ALL.get(JAVA_INT, times);
            micros = NativeMemory.ALL.get(JAVA_LONG, times + START_OFFSET);
        }
        cycle.begin(frames, frame, micros, relation.toMaster(micros), xruns.get());
        for (CycleTask task : tasks) {
            task.cycle(cycle);
        }
    }

    @SuppressWarnings("UnusedMethod") // bound by callback
    private int xrun(long unused) {
        notifying.incrementAndGet();
        xruns.incrementAndGet();
        notifying.decrementAndGet();
        return 0;
    }

    @SuppressWarnings("UnusedMethod") // bound by callback
    private void shutDown(long unused) {
        notifying.incrementAndGet();
        try {
            farewellThread = Thread.currentThread();
            gone = true;
            onGone.run();
        } catch (Throwable t) {
            broken = t;
        } finally {
            notifying.decrementAndGet();
        }
    }

    // ---- On ours.

    /** Whether the server went, or threw us out. */
    @Irql(Level.ANY)
    public boolean isGone() {
        return gone;
    }

    /** Whether there is nothing more to be had from it. */
    @Irql(Level.ANY)
    public boolean isOver() {
        return gone || broken != null;
    }

    /** Why it is over, for people. */
    @Irql(Level.PASSIVE)
    public IOException farewell() {
        Throwable cause = broken;
        return cause != null
                ? new IOException(
                        "the process thread of the JACK client broke: server="
                                + server
                                + "; the client is opened again",
                        cause)
                : new IOException(
                        "the JACK server \""
                                + server
                                + "\" went away; its devices come back when it is started again");
    }

    /** Name of the server. */
    public String server() {
        return server;
    }

    /** How often the server told of an xrun. */
    public int xruns() {
        return xruns.get();
    }

    /** Cycles until now. */
    public long cycles() {
        return cycles;
    }

    /** Our name on the server. */
    @Irql(Level.PASSIVE)
    public synchronized String name() throws IOException {
        return Jack.clientName(usable());
    }

    /** Frames per second. */
    @Irql(Level.PASSIVE)
    public synchronized int sampleRate() throws IOException {
        return Jack.sampleRate(usable());
    }

    /** Frames of a cycle, as it is now. */
    @Irql(Level.PASSIVE)
    public synchronized int period() throws IOException {
        return Jack.bufferSize(usable());
    }

    /** Starts the cycles. */
    @Irql(Level.PASSIVE)
    public void activate() throws IOException {
        if (ask(Jack::activate) != 0) {
            throw new IOException(
                    "the JACK server \""
                            + server
                            + "\" refuses to activate a client; its log says why");
        }
        synchronized (this) {
            active = true;
        }
    }

    /**
     * Makes a port.
     *
     * @param name unique on the client
     * @param direction {@link #INPUT} or {@link #OUTPUT}
     */
    @Irql(Level.PASSIVE)
    public JackPort register(String name, PortKind kind, long direction) throws IOException {
        try (Arena call = Arena.ofConfined()) {
            long nameText = call.allocateFrom(name).address();
            long kindText = call.allocateFrom(kind.type()).address();
            long port = ask(client -> Jack.portRegister(client, nameText, kindText, direction));
            if (port == 0) {
                throw new IOException(
                        "the JACK server \""
                                + server
                                + "\" gives no port \""
                                + name
                                + "\"; it may have as many as it can (jackd --port-max)");
            }
            return new JackPort(port, Jack.portName(port));
        }
    }

    /**
     * Takes ports away. No task may use them any more. When the server hangs they go later: this
     * returns within half a second.
     */
    @Irql(Level.PASSIVE)
    public void unregister(Collection<JackPort> ports) {
        if (!gone) {
            removal.remove(ports);
        }
    }

    /** Whether the server may still have a port that was unregistered. */
    @Irql(Level.PASSIVE)
    public boolean isLeaving(JackPort port) {
        return removal.isLeaving(port);
    }

    private void unregisterNow(JackPort port) {
        requests.lock();
        try {
            int _ = Jack.portUnregister(usable(), port.handle());
        } catch (IOException e) {
            // It went with the server or with us.
        } finally {
            requests.unlock();
        }
    }

    /**
     * Names of the ports of the server.
     *
     * @param pattern regular expression for the name; empty = all
     * @param flags what they must be: {@link #INPUT}, {@link #OUTPUT}, {@link #PHYSICAL}
     */
    @Irql(Level.PASSIVE)
    public synchronized List<String> ports(String pattern, PortKind kind, long flags)
            throws IOException {
        List<String> names = new ArrayList<>();
        try (Arena call = Arena.ofConfined()) {
            long list =
                    Jack.ports(
                            usable(),
                            pattern.isEmpty() ? 0 : call.allocateFrom(pattern).address(),
                            call.allocateFrom(kind.type()).address(),
                            flags);
            if (list != 0) {
                long at = list;
                for (long name = NativeMemory.ALL.get(JAVA_LONG, at);
                        name != 0;
                        name = NativeMemory.ALL.get(JAVA_LONG, at)) {
                    names.add(NativeMemory.text(name));
                    at += Long.BYTES;
                }
                Jack.free(list);
            }
        }
        return names;
    }

    /** Connects an output with an input; false when the server did not. */
    @Irql(Level.PASSIVE)
    public boolean connect(String output, String input) throws IOException {
        try (Arena call = Arena.ofConfined()) {
            long outputText = call.allocateFrom(output).address();
            long inputText = call.allocateFrom(input).address();
            return ask(client -> Jack.connect(client, outputText, inputText)) == 0;
        }
    }

    /** Largest latency between an output of ours and what sounds, frames; empty = not known. */
    @Irql(Level.PASSIVE)
    public OptionalLong playbackLatency(JackPort port) {
        return latency(port, PLAYBACK_LATENCY);
    }

    /** Largest latency between what sounds and an input of ours, frames; empty = not known. */
    @Irql(Level.PASSIVE)
    public OptionalLong captureLatency(JackPort port) {
        return latency(port, 0);
    }

    private synchronized OptionalLong latency(JackPort port, int mode) {
        if (closed || gone) {
            return OptionalLong.empty();
        }
        try (Arena call = Arena.ofConfined()) {
            long range = call.allocate(JAVA_INT, 2).address();
            Jack.portLatency(port.handle(), mode, range);
            return OptionalLong.of(
                    Integer.toUnsignedLong(NativeMemory.ALL.get(JAVA_INT, range + Integer.BYTES)));
        }
    }

    private synchronized long usable() throws IOException {
        if (closed || gone) {
            throw farewell();
        }
        return handle;
    }

    /** Something the server is asked. */
    private interface Request {
        long of(long client);
    }

    /** Asks the server; may last as long as it hangs, unless another thread has asked already. */
    private long ask(Request request) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            if (!requests.tryLock(REQUEST_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "the JACK server \"" + server + "\" does not answer; restart it");
            }
        } catch (InterruptedException e) {
            interrupted = true;
            throw new IOException(
                    "interrupted while the JACK server \"" + server + "\" was busy; try again", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            return request.of(usable());
        } finally {
            requests.unlock();
        }
    }

    /** From the next cycle on the task is done. */
    @Irql(Level.PASSIVE)
    public synchronized void add(CycleTask task) {
        List<CycleTask> changed = new ArrayList<>(List.of(tasks));
        changed.add(task.isInput() ? 0 : changed.size(), task);
        tasks = changed.toArray(CycleTask[]::new);
    }

    /** When this returns the task is not being done and will not be. */
    @Irql(Level.PASSIVE)
    public void remove(CycleTask task) throws IOException {
        synchronized (this) {
            List<CycleTask> changed = new ArrayList<>(List.of(tasks));
            changed.remove(task);
            tasks = changed.toArray(CycleTask[]::new);
        }
        leaveCycle();
    }

    /**
     * Waits until the process thread has been out of the tasks: what was written before is what it
     * sees when it comes in again.
     *
     * @throws IOException when it stays in them for a second
     */
    @Irql(Level.PASSIVE)
    public void leaveCycle() throws IOException {
        long seen = cycles;
        long deadline = System.nanoTime() + CYCLE_LIMIT_NANOS;
        while (inside && cycles == seen) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(
                        "the process thread of the JACK client does not come back: server="
                                + server
                                + ", cycles="
                                + seen
                                + "; restart the server");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Ends the process thread, then the client. When the server hangs, lasts as long as that. */
    @Override
    @Irql(Level.PASSIVE)
    public void close() {
        closing = true;
        letThreadsGo();
        requests.lock();
        try {
            long last;
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true; // from here on nobody else calls libjack with it
                last = handle;
            }
            int _ = Jack.clientClose(last);
        } finally {
            requests.unlock();
        }
        Thread process = processThread;
        // A thread that is left over could still come by its way into Java; then that way must
        // stay.
        if (process == null || hasEnded(process, THREAD_LIMIT_MILLIS)) {
            arena.close();
        }
    }

    private void letThreadsGo() {
        boolean wasActive;
        synchronized (this) {
            wasActive = active;
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(THREAD_LIMIT_MILLIS);
        while (wasActive && !isProcessThreadOut() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        Thread last = farewellThread;
        if (last != null) {
            boolean _ = hasEnded(last, FAREWELL_LIMIT_MILLIS);
        }
        while ((inside || notifying.get() != 0) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        LockSupport.parkNanos(GRACE_NANOS);
    }

    /**
     * With a server, the thread ends itself in its next cycle. Without one it waits in libjack
     * where nothing wakes it; there it may be cancelled.
     */
    private boolean isProcessThreadOut() {
        Thread process = processThread;
        return gone
                ? !inside
                : process != null && (!process.isAlive() || farewells > ENOUGH_FAREWELLS);
    }

    private static boolean hasEnded(Thread thread, long millis) {
        boolean interrupted = Thread.interrupted();
        try {
            return thread.join(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            interrupted = true;
            return !thread.isAlive();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

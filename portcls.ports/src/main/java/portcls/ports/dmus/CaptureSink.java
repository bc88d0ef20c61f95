package portcls.ports.dmus;

import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IMXF;
import portcls.ports.filter.StreamClock;
import portcls.ports.music.Allocator;
import portcls.ports.music.CaptureParser;
import portcls.ports.music.EventPool;
import portcls.ports.music.KernelEvent;
import portcls.ports.time.Dispatcher;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * The capture sink: the stage behind a miniport's capture stream. Raw bytes are parsed, whole
 * messages pass straight; what comes out lies in a ring for the client. On the dispatch thread.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer; others only read
final class CaptureSink implements IMXF {
    private static final int MESSAGES = 4096;
    private static final int BUFFERS = 256;

    /** Of the events that a driver has, so many may wait for a client; the others are for it. */
    private static final int MOST_WAITING = MESSAGES / 2;

    /** Groups whose raw bytes can be told apart. */
    private static final int MOST_GROUPS = 256;

    private static final int STATUS = 0x80;

    /** For what is made of raw bytes. */
    private final EventPool pool = new EventPool(MESSAGES, MESSAGES, BUFFERS, BUFFERS);

    /** The ring has room for all that there can be of both kinds. */
    private final SpscAtomicArrayQueue<KernelEvent> arrived =
            new SpscAtomicArrayQueue<>(MESSAGES * 2);

    private final StreamClock clock;
    private final Dispatcher dispatcher;
    private final Allocator allocator;
    private volatile CaptureParser[] parsers = {};
    private int[] groups = {};
    private volatile boolean flowing;
    private volatile long bytes;
    private volatile long messages;
    private volatile long stray;
    private volatile long lost;

    CaptureSink(StreamClock clock, Dispatcher dispatcher, Allocator allocator) {
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.allocator = allocator;
    }

    /** The events of a miniport that captures: all at once, it takes them at DISPATCH. */
    static EventPool newPool(Object family) {
        return new EventPool(family, MESSAGES, MESSAGES, BUFFERS, BUFFERS);
    }

    /** Lets events through, or throws them away. */
    @Irql(Level.ANY)
    void flow(boolean open) {
        flowing = open;
    }

    @Override
    public void putMessage(@Nullable DMusKernelEvent event) {
        if (!dispatcher.isCurrent()) {
            throw new IllegalStateException(
                    "the capture sink takes events at DISPATCH alone: notify the port, and give"
                            + " them within putMessage(null)");
        }
        KernelEvent current = event == null ? null : EventPool.ours(event);
        while (current != null) {
            current.unpack();
            KernelEvent following = current.next();
            current.setNext(null);
            take(current);
            current = following;
        }
    }

    /** The next one that came; for the client's thread. */
    @Irql(Level.ANY)
    @Nullable KernelEvent poll() {
        return arrived.poll();
    }

    /** Breaks off what is being received. For STOP. */
    @Irql(Level.DISPATCH)
    void reset() {
        for (CaptureParser parser : parsers) {
            parser.reset();
        }
    }

    /** For tests of leaks: events that the port has made of bytes and that are out. */
    EventPool pool() {
        return pool;
    }

    long messages() {
        return messages + sum(CaptureParser::messages);
    }

    long bytes() {
        return bytes;
    }

    long stray() {
        return stray + sum(CaptureParser::strayBytes);
    }

    long undefined() {
        return sum(CaptureParser::undefined);
    }

    long aborted() {
        return sum(CaptureParser::abortedSysEx);
    }

    long lost() {
        return lost + sum(CaptureParser::lost);
    }

    private void take(KernelEvent event) {
        bytes += event.length();
        if (!flowing || event.length() == 0) {
            allocator.putMessage(event);
            return;
        }
        long time = clock.ofMaster(event.presentationTime100ns());
        CaptureParser parser = event.isIncomplete() ? parser(event.channelGroup()) : null;
        if (parser != null) {
            for (int i = 0; i < event.length(); i++) {
                parser.parse(time, event.byteAt(i));
            }
            allocator.putMessage(event);
        } else if (event.isIncomplete() || event.byteAt(0) < STATUS) {
            stray += event.length();
            allocator.putMessage(event);
        } else if (arrived.size() > MOST_WAITING) {
            lost++;
            allocator.putMessage(event);
        } else {
            messages++;
            event.setPresentationTime100ns(time);
            arrive(event);
        }
    }

    /** The parser of a group; null when there are too many. */
    private @Nullable CaptureParser parser(int group) {
        CaptureParser[] known = parsers;
        for (int i = 0; i < known.length; i++) {
            if (groups[i] == group) {
                return known[i];
            }
        }
        if (known.length == MOST_GROUPS) {
            return null;
        }
        CaptureParser made =
                new CaptureParser(
                        pool,
                        event -> {
                            event.setChannelGroup(group);
                            arrive(event);
                        });
        groups = Arrays.copyOf(groups, known.length + 1);
        groups[known.length] = group;
        CaptureParser[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = made;
        parsers = more;
        return made;
    }

    private void arrive(KernelEvent event) {
        if (!arrived.offer(event)) {
            // Only events of other streams, put here by a driver, can be too many.
            lost++;
            event.release();
        }
    }

    private long sum(ToLongFunction<CaptureParser> value) {
        return Arrays.stream(parsers).mapToLong(value).sum();
    }
}

package adapter.jack.wave;

import adapter.jack.lib.Cycle;
import adapter.jack.lib.CycleTask;
import adapter.jack.lib.JackClient;
import adapter.jack.lib.JackPort;
import adapter.jack.lib.PortKind;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A stream: ports on our client, one for each channel, and a cyclic buffer between which the
 * process thread moves frames. What is common to both directions.
 */
abstract class JackStream implements WaveEngineStream, CycleTask {
    /** JACK moves a period at once, so there must be another one to work in. */
    private static final int LEAST_PERIODS = 2;

    /** More than six minutes at 192 kHz. */
    private static final int MOST_FRAMES = 1 << 26;

    final JackClient client;
    final SampleFormat samples;
    final int sampleBytes;
    final int mask;
    final JackPort[] ports;

    private final int stride;
    private final String portPrefix;

    /** Addresses of the ports' data in this cycle. */
    private final long[] data;

    private volatile @Nullable CyclicBuffer buffer;
    private volatile boolean running;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean stuck;

    // The process thread's own; others touch it only while the stream does not run.
    private long frame;
    private boolean moved;

    JackStream(JackClient client, WaveFormat format, String portPrefix) {
        this.client = client;
        this.portPrefix = portPrefix;
        samples = SampleFormat.of(format);
        mask = SampleFormat.mask(format);
        sampleBytes = format.bitsPerSample() / Byte.SIZE;
        stride = format.blockAlign();
        ports = new JackPort[format.channels()];
        data = new long[format.channels()];
    }

    /** Makes the ports, and connects them with physical ones. */
    final void open(List<String> physical) throws IOException {
        try {
            for (int i = 0; i < ports.length; i++) {
                own(
                        i,
                        client.register(
                                portPrefix + (i + 1),
                                PortKind.AUDIO,
                                isInput() ? JackClient.INPUT : JackClient.OUTPUT));
            }
            begin();
            connect(physical);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private synchronized void own(int channel, JackPort port) throws IOException {
        ports[channel] = port;
        if (closed) {
            client.unregister(List.of(port));
            throw ended();
        }
    }

    private synchronized void begin() throws IOException {
        if (closed) {
            throw ended();
        }
        client.add(this);
    }

    private IOException ended() {
        return client.isOver()
                ? client.farewell()
                : new IOException("the stream has ended; open a new one");
    }

    /** Connects the ports; what the server refuses stays open and can be connected by hand. */
    abstract void connect(List<String> physical) throws IOException;

    /** What goes on while the stream does not move. Process thread. */
    abstract void idle(long[] portData, int frames);

    /**
     * Moves the frames of a cycle.
     *
     * @return how many of them went through the buffer
     */
    abstract int move(CyclicBuffer between, long first, long[] portData, int frames);

    @Override
    public final void cycle(Cycle cycle) {
        int frames = cycle.frames();
        for (int i = 0; i < data.length; i++) {
            data[i] = ports[i].buffer(frames);
        }
        CyclicBuffer between = buffer;
        if (!running || between == null) {
            moved = false;
            idle(data, frames);
            return;
        }
        try {
            if (moved && cycle.isAfterXrun()) {
                between.xrun(cycle.lostFrames());
            }
            moved = true;
            frame += move(between, frame, data, frames);
            between.advance(frame, cycle.time100ns());
        } catch (RuntimeException e) {
            running = false;
            idle(data, frames);
            fail(new IOException("the stream broke at frame=" + frame, e));
        }
    }

    /** How many frames are next in one piece. */
    static int piece(CyclicBuffer between, long first, int wanted) {
        int piece = Math.min(wanted, between.contiguous(first));
        if (piece <= 0) {
            throw new IllegalStateException(
                    "the buffer has no room at frame=" + first + ", contiguous=" + piece);
        }
        return piece;
    }

    final int stride() {
        return stride;
    }

    @Override
    public final int shape(int frames, int packets) throws IOException {
        int period = client.period();
        long packet = Math.ceilDiv(Math.ceilDiv((long) Math.max(1, frames), packets), period);
        if (packet * packets < LEAST_PERIODS) {
            packet = Math.ceilDiv(LEAST_PERIODS, packets);
        }
        long size = packet * period * packets;
        if (size > MOST_FRAMES || size * stride > Integer.MAX_VALUE) {
            throw new IOException(
                    "the buffer would be too large: frames="
                            + frames
                            + ", packets="
                            + packets
                            + "; a packet is a multiple of the JACK server's period="
                            + period
                            + " frames, a buffer at most "
                            + Math.min(MOST_FRAMES, Integer.MAX_VALUE / stride)
                            + " frames");
        }
        return (int) size;
    }

    @Override
    public final void prepare(CyclicBuffer newBuffer) {
        buffer = newBuffer;
    }

    @Override
    public final void start() throws IOException {
        if (closed || failed.get() || client.isOver()) {
            throw ended();
        }
        running = true;
    }

    @Override
    public final void pause() throws IOException {
        running = false;
        client.leaveCycle();
    }

    @Override
    public final void stop() throws IOException {
        pause();
        frame = 0;
    }

    /** Tells the owner that the stream does not go on; nothing when it was told already. */
    final void fail(IOException why) {
        CyclicBuffer between = buffer;
        if (between != null && !closed && failed.compareAndSet(false, true)) {
            running = false;
            between.failed(why);
        }
    }

    final boolean isClosed() {
        return closed;
    }

    /** Whether it is closed and the names of its ports are free. */
    final boolean isAway() {
        return closed
                && !stuck
                && Stream.of(ports).noneMatch(port -> port != null && client.isLeaving(port));
    }

    /** Of all ports, the largest. */
    final long most(ToLongFunction<JackPort> latency) {
        long most = 0;
        for (JackPort port : ports) {
            most = Math.max(most, latency.applyAsLong(port));
        }
        return most;
    }

    @Override
    public final synchronized void close() {
        if (closed) {
            return;
        }
        running = false;
        try {
            client.remove(this);
        } catch (IOException e) {
            stuck = true; // the process thread stays in the cycle: so must its ports
        }
        buffer = null;
        closed = true;
        if (!stuck) {
            client.unregister(Stream.of(ports).filter(Objects::nonNull).toList());
        }
    }
}

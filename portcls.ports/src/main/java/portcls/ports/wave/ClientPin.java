package portcls.ports.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.diag.Counter;
import portcls.api.drm.DrmContent;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.device.Device;
import portcls.ports.drm.ContentBearer;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.WaveStream;
import portcls.ports.port.PortHouse;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.HouseClock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * A pin that carries sound, of any wave port: what a client's stream needs of it. The kinds differ
 * in who moves the frames between the client's buffer and the device, and who says in the registers
 * how many have moved; states, counting, waking and holding are the same.
 */
public abstract class ClientPin extends OpenPin implements WaveStream, ContentBearer {
    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);

    // Not the device: it leads to the adapter, and clients may hold a pin that is long gone.
    private final HouseClock masterClock;
    private final Dispatcher dispatcher;
    private final PortHouse house;
    private final StreamMemory memory;
    private final boolean capture;
    private final WaveFormat waveFormat;
    private final ClockEstimate estimate;
    private final PacketEnds packetEnds;
    private volatile @Nullable ClientStream client;
    private volatile boolean released;

    /** A pin in STOP, without its buffer. */
    protected ClientPin(
            OpenHandle handle,
            int pinId,
            WaveDataFormat format,
            Device device,
            PortHouse house,
            StreamMemory memory,
            boolean capture) {
        super(handle, pinId, format, device);
        masterClock = device.clock();
        dispatcher = device.dispatcher();
        this.house = house;
        this.memory = memory;
        this.capture = capture;
        waveFormat = format.format();
        estimate = new ClockEstimate(waveFormat.samplesPerSecond());
        GlitchTeller glitches =
                new GlitchTeller(
                        handle.filter(),
                        memory,
                        waveFormat.blockAlign(),
                        house.devices().threads());
        packetEnds =
                new PacketEnds(
                        memory.registers(),
                        estimate,
                        memory.events(),
                        dispatcher.newDpc(glitches::tell));
    }

    /**
     * Makes the client's buffer, which may be larger than wished. It lies in memory from the
     * stream's {@link StreamMemory}; when that is the memory of a held client, it is the same place
     * and size. On the worker, once, in STOP.
     *
     * @param bytes whole frames, a multiple of the number of packets
     * @throws PortClsException when there can be no such buffer; nothing is left of it then
     */
    protected abstract void makeBuffer(int bytes, int packets) throws IOException;

    /** The client's buffer; fails before {@link #makeBuffer}. From any thread. */
    public abstract MemorySegment buffer();

    /** What {@link StreamMemory#take} gave for the buffer. */
    protected abstract MemorySegment pages();

    /** Tells the miniport's stream of a step. On the worker. */
    protected abstract void enter(KsState from, KsState to) throws IOException;

    /**
     * The step was taken, presentation time is told. On the worker; after STOP the port sets the
     * registers back, and nothing may publish in them any more.
     */
    protected void entered(KsState to) {}

    /**
     * From now on the dispatch thread must not enter the miniport's stream. From any thread, twice
     * perhaps.
     */
    protected abstract void quiet();

    /** Forgets the miniport's stream. Never calls the driver. */
    protected abstract void forget();

    /**
     * Whether the device waits when nothing is handed over, instead of going on through the buffer:
     * then the program is never too late for the packet that the device waits for.
     */
    protected boolean waits() {
        return false;
    }

    /** What the client gets of what it wishes: the same or more. */
    protected Buffer fit(Buffer wish) {
        return wish;
    }

    /** The client handed over a packet, or more. On its thread; neither blocks nor allocates. */
    protected void handedOver() {}

    /** Delays behind the buffer. */
    public HwLatency latency() {
        return HwLatency.NONE;
    }

    @Override
    public final WavePin begin(Buffer asked) {
        Buffer wish = fit(asked);
        int packets = wish.packets();
        long frames = wish.framesAt(waveFormat.samplesPerSecond());
        long whole = (frames + packets - 1) / packets * packets;
        allocate(whole * waveFormat.blockAlign(), packets);
        memory.keep(pages());
        ClientStream owner = new ClientStream(this, house, wish, memory);
        client = owner;
        if (released) {
            owner.deviceWent(this);
        }
        return owner;
    }

    /** Makes the buffer that a client wishes. From any thread. */
    final void allocate(long bytes, int packets) {
        if (bytes > Integer.MAX_VALUE) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "a cyclic buffer is smaller than 2 GiB; wish for a shorter one: bytes="
                            + bytes);
        }
        onWorker(
                () -> {
                    makeBuffer((int) bytes, packets);
                    return true;
                });
    }

    @Override
    public final void bears(DrmContent content) {
        memory.content(content);
    }

    /**
     * Tells the miniport's stream what content the held client's stream carries. From any thread.
     *
     * @throws PortClsException NOT_IMPLEMENTED when it cannot keep to its rights
     */
    final void protectAgain() {
        DrmContent content = memory.content();
        if (!content.equals(DrmContent.DEFAULT)) {
            onWorker(
                    () -> {
                        house.contents().forwardTo(stream(), content);
                        return true;
                    });
        }
    }

    /** Whether sound comes from the device. */
    public final boolean isCapture() {
        return capture;
    }

    /** Format of the client's frames. */
    public final WaveFormat waveFormat() {
        return waveFormat;
    }

    /** Size of the client's buffer in frames; fails before {@link #makeBuffer}. */
    public final int frames() {
        return (int) (buffer().byteSize() / waveFormat.blockAlign());
    }

    @Override
    public final void detach() {
        ClientStream owner = client;
        if (owner != null) {
            owner.deviceGoes(this);
        }
        quiet();
        memory.events().wake();
    }

    @Override
    public List<Counter> counters() {
        String owner = portFilter().id() + (capture ? " in" : " out");
        StreamRegisters now = memory.registers();
        return List.of(
                new Counter(owner, "wave.frames", "frames moved", "frames", now.transferred()),
                new Counter(owner, "wave.glitches", "glitches", "", now.glitches()),
                new Counter(owner, "wave.lost", "frames lost in glitches", "frames", now.lost()),
                new Counter(owner, "wave.latency", "latency", "µs", latencyMicros()));
    }

    @Override
    protected final void step(KsState from, KsState to) throws IOException {
        if (to == KsState.RUN) {
            MemorySegment _ = buffer();
            estimate.restart();
            // So that nothing the streaming thread queues has to start the dispatch thread.
            flushDispatcher();
        }
        if (from == KsState.RUN) {
            clock().enter(to);
        }
        try {
            enter(from, to);
        } catch (IOException | RuntimeException e) {
            if (from == KsState.RUN) {
                clock().enter(from);
            }
            throw e;
        }
        clock().enter(to);
        entered(to);
        if (to == KsState.STOP) {
            StreamRegisters now = memory.registers();
            now.commit(StreamRegisters.UNTRACKED);
            now.end(StreamRegisters.UNTRACKED);
            now.publish(0, 0, 0);
        }
        ClientStream owner = client;
        if (owner != null) {
            owner.stepped(this, to);
        }
        memory.events().wake();
    }

    @Override
    protected final void releaseOwn() {
        released = true;
        forget();
        ClientStream owner = client;
        if (owner != null) {
            owner.deviceWent(this);
        }
        memory.events().wake();
    }

    @Override
    protected final void woke(long duration100ns) {
        ClientStream owner = client;
        if (owner != null) {
            owner.woke(this, duration100ns);
        }
    }

    /** Memory and registers of the client's stream. */
    protected final StreamMemory memory() {
        return memory;
    }

    /** What a port that keeps the registers itself tells packet ends to. */
    protected final PacketEnds packetEnds() {
        return packetEnds;
    }

    /** The master clock. */
    protected final HouseClock masterClock() {
        return masterClock;
    }

    /** The device's dispatcher. */
    protected final Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Waits until what runs on the dispatch thread has ended. */
    protected final void flushDispatcher() {
        dispatcher.runAndWait(() -> {}, DISPATCH_LIMIT);
    }

    /** Whether the miniport's stream was let go. */
    final boolean isReleased() {
        return released;
    }

    /** Frames between the buffer and the connector. */
    final long latencyFrames() {
        HwLatency now = latency();
        long delay = now.chipsetDelay100ns() + now.codecDelay100ns();
        return now.fifoSize() / waveFormat.blockAlign()
                + delay * waveFormat.samplesPerSecond() / 10_000_000;
    }

    final ClockEstimate estimate() {
        return estimate;
    }

    final long masterTime() {
        return masterClock.getTime();
    }

    final void client(ClientStream owner) {
        client = owner;
    }

    /** Fails when the device is gone or the pin was closed. */
    final void requireAlive() {
        requireUsable();
    }

    private long latencyMicros() {
        ClientStream owner = client;
        long inBuffer = owner == null ? 0 : owner.packetFrames();
        return (inBuffer + latencyFrames()) * 1_000_000 / waveFormat.samplesPerSecond();
    }
}

package portcls.ports.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.diag.Counter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.AudioBuffer;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.EngineEvent;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.HwRegister;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.IMiniportWaveRTStreamNotification;
import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.device.Device;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.WaveStream;
import portcls.ports.port.PortHouse;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.HouseClock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream over one miniport's stream. It makes and frees the buffer, walks the states, counts, and
 * learns from the device's notifications where it is; data never passes through it.
 */
final class WaveRtPin extends OpenPin implements WaveStream {
    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);

    // Not the device: it leads to the adapter, and clients may hold a pin that is long gone.
    private final HouseClock masterClock;
    private final Dispatcher dispatcher;
    private final PortHouse house;
    private final WaveRtPort port;
    private final StreamMemory memory;
    private final PortStream portStream;
    private final boolean capture;
    private final WaveFormat waveFormat;
    private final ClockEstimate estimate;
    private final PacketSignal signal;
    private final List<NotificationEvent> clientEvents = new ArrayList<>();
    private volatile @Nullable IMiniportWaveRTStream stream;
    private volatile @Nullable RtBuffer buffer;
    private volatile HwLatency latency = HwLatency.NONE;
    private volatile @Nullable PositionPoll poll;
    private volatile @Nullable ClientStream client;
    private long toldGlitches;
    private boolean positionMapped;
    private boolean clockMapped;

    /** The cyclic buffer of this stream: what the miniport gave, and how. */
    record RtBuffer(
            AudioBuffer audio, MemorySegment memory, int packets, boolean withNotification) {
        int bytes() {
            return audio.actualSize();
        }
    }

    WaveRtPin(
            OpenHandle handle,
            int pinId,
            DataFormat format,
            Device device,
            PortHouse house,
            WaveRtPort port,
            StreamMemory memory,
            PortStream portStream,
            boolean capture,
            IMiniportWaveRTStream stream) {
        super(handle, pinId, format, device);
        masterClock = device.clock();
        dispatcher = device.dispatcher();
        this.house = house;
        this.port = port;
        this.memory = memory;
        this.portStream = portStream;
        this.capture = capture;
        this.stream = stream;
        waveFormat = ((WaveDataFormat) format).format();
        estimate = new ClockEstimate(waveFormat.samplesPerSecond());
        signal =
                new PacketSignal(
                        memory.registers(),
                        estimate,
                        memory.events(),
                        dispatcher.newDpc(this::glitched),
                        dispatcher.newDpc(this::askPosition));
    }

    @Override
    public WavePin begin(Buffer wish) {
        int packets = wish.packets();
        long frames = wish.framesAt(waveFormat.samplesPerSecond());
        long whole = (frames + packets - 1) / packets * packets;
        allocate(whole * waveFormat.blockAlign(), packets);
        RtBuffer made = requireBuffer();
        memory.keep(portStream.pagesOf(made.audio().mdl()));
        ClientStream owner = new ClientStream(this, house, wish, memory);
        client = owner;
        if (isReleased()) {
            owner.deviceWent(this);
        }
        return owner;
    }

    /**
     * Makes the buffer that a client wishes: with notification where the driver can. From any
     * thread.
     */
    void allocate(long bytes, int packets) {
        if (bytes > Integer.MAX_VALUE) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "a cyclic buffer is smaller than 2 GiB; wish for a shorter one: bytes="
                            + bytes);
        }
        onWorker(
                () -> {
                    boolean notifies = stream() instanceof IMiniportWaveRTStreamNotification;
                    RtBuffer made = allocateNow((int) bytes, notifies ? packets : 0);
                    requireEqualPackets(made, packets);
                    poll =
                            new PositionPoll(
                                    masterClock,
                                    dispatcher,
                                    stream(),
                                    memory.registers(),
                                    signal,
                                    new PositionPoll.Shape(
                                            waveFormat, frames(), frames() / packets, capture),
                                    notifies,
                                    this::failedAtDispatch);
                    return true;
                });
    }

    /**
     * Makes the cyclic buffer. On the worker.
     *
     * @param packets 0 = without notification
     */
    RtBuffer allocateNow(int requestedBytes, int packets) throws IOException {
        if (buffer != null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this stream has its cyclic buffer; open another pin for another one");
        }
        if (requestedBytes < waveFormat.blockAlign()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a cyclic buffer holds at least one frame of "
                            + waveFormat.blockAlign()
                            + " bytes: requestedBufferSize="
                            + requestedBytes);
        }
        AudioBuffer audio;
        if (packets > 0) {
            audio = notifying().allocateBufferWithNotification(packets, requestedBytes);
        } else {
            audio = stream().allocateAudioBuffer(requestedBytes);
        }
        buffer = new RtBuffer(audio, MemorySegment.NULL, Math.max(1, packets), packets > 0);
        try {
            return use(audio, requestedBytes, packets);
        } catch (RuntimeException e) {
            freeBuffer();
            throw e;
        }
    }

    private RtBuffer use(AudioBuffer audio, int requestedBytes, int packets) {
        if (audio.actualSize() < requestedBytes) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    portFilter().driver()
                            + " gave a smaller buffer than was asked for; ask for less: requested="
                            + requestedBytes
                            + " bytes, actual="
                            + audio.actualSize());
        }
        MemorySegment pages = portStream.pagesOf(audio.mdl());
        long end = (long) audio.offsetFromFirstPage() + audio.actualSize();
        if (audio.actualSize() % waveFormat.blockAlign() != 0 || end > pages.byteSize()) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    portFilter().driver()
                            + " gave a buffer that is no whole frames, or does not lie in its"
                            + " memory of "
                            + pages.byteSize()
                            + " bytes: "
                            + audio);
        }
        RtBuffer made =
                new RtBuffer(
                        audio,
                        pages.asSlice(audio.offsetFromFirstPage(), audio.actualSize()),
                        Math.max(1, packets),
                        packets > 0);
        if (!memory.isKept(pages)) {
            Silence.fill(made.memory(), waveFormat);
        }
        latency = stream().getHWLatency();
        if (packets > 0) {
            notifying().registerNotificationEvent(signal);
        }
        buffer = made;
        return made;
    }

    private void requireEqualPackets(RtBuffer made, int packets) {
        if (made.bytes() % (waveFormat.blockAlign() * packets) != 0) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    portFilter().driver()
                            + " gave a buffer that has no "
                            + packets
                            + " equal packets; ask for another number of packets: frames="
                            + frames());
        }
    }

    RtBuffer requireBuffer() {
        RtBuffer current = buffer;
        if (current == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "make the cyclic buffer first (KSPROPERTY_RTAUDIO_BUFFER)");
        }
        return current;
    }

    boolean isCapture() {
        return capture;
    }

    WaveFormat waveFormat() {
        return waveFormat;
    }

    int frames() {
        return requireBuffer().bytes() / waveFormat.blockAlign();
    }

    HwLatency latency() {
        return latency;
    }

    /** Frames between the buffer and the connector. */
    long latencyFrames() {
        HwLatency now = latency;
        long delay = now.chipsetDelay100ns() + now.codecDelay100ns();
        return now.fifoSize() / waveFormat.blockAlign()
                + delay * waveFormat.samplesPerSecond() / 10_000_000;
    }

    ClockEstimate estimate() {
        return estimate;
    }

    StreamRegisters registers() {
        return memory.registers();
    }

    long masterTime() {
        return masterClock.getTime();
    }

    boolean virtualTime() {
        return masterClock.isVirtual();
    }

    void client(ClientStream owner) {
        client = owner;
    }

    /** Fails when the device is gone or the pin was closed. */
    void requireAlive() {
        requireUsable();
    }

    /** A register is mapped once per pin. On the worker. */
    HwRegister mapRegister(boolean clockRegister) {
        if (clockRegister ? clockMapped : positionMapped) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "this pin has mapped that register already; the mapping ends with the pin");
        }
        Optional<HwRegister> told =
                clockRegister ? stream().getClockRegister() : stream().getPositionRegister();
        HwRegister register =
                told.orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.NOT_SUPPORTED,
                                        "this device has no such register; ask for"
                                                + " KSPROPERTY_AUDIO_POSITION instead"));
        if (clockRegister) {
            clockMapped = true;
        } else {
            positionMapped = true;
        }
        return register;
    }

    /** On the worker. */
    void registerEvent(NotificationEvent event) {
        requireBuffer();
        notifying().registerNotificationEvent(event);
        clientEvents.add(event);
    }

    /** On the worker. */
    void unregisterEvent(NotificationEvent event) {
        notifying().unregisterNotificationEvent(event);
        clientEvents.remove(event);
    }

    AudioPosition position() {
        AudioPosition position = new AudioPosition();
        stream().getPosition(position);
        return position;
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

    private long latencyMicros() {
        RtBuffer current = buffer;
        long inBuffer = current == null ? 0 : (long) frames() / current.packets();
        return (inBuffer + latencyFrames()) * 1_000_000 / waveFormat.samplesPerSecond();
    }

    @Override
    public IMiniportWaveRTStream stream() {
        IMiniportWaveRTStream current = stream;
        if (current == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return current;
    }

    /** The stream if its device tells of packet ends. */
    IMiniportWaveRTStreamNotification notifying() {
        if (stream() instanceof IMiniportWaveRTStreamNotification notifying) {
            return notifying;
        }
        throw new PortClsException(
                Status.NOT_SUPPORTED,
                portFilter().driver()
                        + " does not tell of packet ends; poll the position instead"
                        + " (KSPROPERTY_AUDIO_POSITION)");
    }

    /** Whether the miniport's stream was let go. */
    boolean isReleased() {
        return stream == null;
    }

    @Override
    public void detach() {
        ClientStream owner = client;
        if (owner != null) {
            owner.deviceGoes(this);
        }
        PositionPoll polling = poll;
        if (polling != null) {
            polling.close();
        }
        memory.events().wake();
    }

    @Override
    protected void step(KsState from, KsState to) throws IOException {
        if (to == KsState.RUN) {
            if (buffer == null) {
                throw new PortClsException(
                        Status.INVALID_DEVICE_STATE,
                        "a stream runs only with its cyclic buffer; make it first");
            }
            estimate.restart();
            // So that nothing the streaming thread queues has to start the dispatch thread.
            dispatcher.runAndWait(() -> {}, DISPATCH_LIMIT);
        }
        if (from == KsState.RUN) {
            clock().enter(to);
        }
        PositionPoll polling = poll;
        try {
            stream().setState(to);
        } catch (IOException | RuntimeException e) {
            if (from == KsState.RUN) {
                clock().enter(from);
                // Nobody knows whether the device still moves data.
                memory.taint();
            }
            throw e;
        }
        clock().enter(to);
        if (polling != null) {
            polling.running(to == KsState.RUN);
        }
        if (to == KsState.STOP) {
            StreamRegisters now = memory.registers();
            now.commit(StreamRegisters.UNTRACKED);
            now.end(StreamRegisters.UNTRACKED);
            now.publish(0, 0, 0);
            signal.restart();
            if (polling != null) {
                polling.restart();
            }
        }
        ClientStream owner = client;
        if (owner != null) {
            owner.stepped(this, to);
        }
        memory.events().wake();
    }

    @Override
    protected void changeFormat(DataFormat newFormat) throws IOException {
        stream().setFormat(newFormat);
    }

    @Override
    protected void closeStream() throws IOException {
        IMiniportWaveRTStream current = stream();
        PositionPoll polling = poll;
        if (polling != null) {
            polling.end();
        }
        try {
            unregisterAll(current);
        } finally {
            try {
                freeBuffer();
            } finally {
                closeAndTakeBack(current);
            }
        }
    }

    private void closeAndTakeBack(IMiniportWaveRTStream current) throws IOException {
        try {
            current.close();
        } finally {
            int left = portStream.takeBack();
            if (left > 0) {
                memory.taint();
                port.left(portFilter().driver(), left);
            }
        }
    }

    @Override
    protected void releaseOwn() {
        stream = null;
        buffer = null;
        poll = null;
        clientEvents.clear();
        ClientStream owner = client;
        if (owner != null) {
            owner.deviceWent(this);
        }
        memory.events().wake();
    }

    private void unregisterAll(IMiniportWaveRTStream current) {
        if (!(current instanceof IMiniportWaveRTStreamNotification notifying)) {
            return;
        }
        List<NotificationEvent> events = new ArrayList<>(clientEvents);
        clientEvents.clear();
        RtBuffer had = buffer;
        if (had != null && had.withNotification()) {
            events.add(signal);
        }
        for (NotificationEvent event : events) {
            try {
                notifying.unregisterNotificationEvent(event);
            } catch (RuntimeException e) {
                logFailure(portFilter(), "unregister a notification event", e);
            }
        }
    }

    private void freeBuffer() {
        RtBuffer had = buffer;
        buffer = null;
        if (had == null) {
            return;
        }
        if (had.withNotification()) {
            notifying().freeBufferWithNotification(had.audio().mdl(), had.bytes());
        } else {
            stream().freeAudioBuffer(had.audio().mdl(), had.bytes());
        }
    }

    /** At DISPATCH: a packet ended and the driver does not keep the registers. */
    private void askPosition() {
        PositionPoll asking = poll;
        if (asking != null && !memory.registers().hasFailed()) {
            asking.ask();
        }
    }

    private void failedAtDispatch(RuntimeException cause) {
        port.failed("getPosition of a stream of " + portFilter().id(), cause);
    }

    /** At DISPATCH: a glitch was counted on the streaming thread. */
    private void glitched() {
        StreamRegisters now = memory.registers();
        memory.events().tellDropped(portFilter().id());
        if (now.glitches() == toldGlitches) {
            return;
        }
        toldGlitches = now.glitches();
        int frameBytes = waveFormat.blockAlign();
        MiniportEngineEvent.write(
                portFilter().id(),
                EngineEvent.GLITCH_REPORT,
                now.transferred() * frameBytes,
                Math.max(0, now.committed()) * frameBytes,
                EngineEvent.UNDER_RUN,
                0);
        for (OncePending listener : memory.events().glitchListeners()) {
            if (listener.claim()) {
                house.devices().threads().execute(listener);
            }
        }
    }
}

package portcls.ports.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavert.AudioBuffer;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.HwRegister;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.IMiniportWaveRTStreamNotification;
import portcls.api.wavert.NotificationEvent;
import portcls.ports.device.Device;
import portcls.ports.filter.OpenHandle;
import portcls.ports.port.PortHouse;
import portcls.ports.wave.ClientPin;
import portcls.ports.wave.Silence;
import portcls.ports.wave.StreamMemory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream over one miniport's stream. It makes and frees the buffer, walks the states, counts, and
 * learns from the device's notifications where it is; data never passes through it.
 */
final class WaveRtPin extends ClientPin {
    private final WaveRtPort port;
    private final PortStream portStream;
    private final PacketSignal signal;
    private final List<NotificationEvent> clientEvents = new ArrayList<>();
    private volatile @Nullable IMiniportWaveRTStream stream;
    private volatile @Nullable RtBuffer buffer;
    private volatile HwLatency latency = HwLatency.NONE;
    private volatile @Nullable PositionPoll poll;
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
            WaveDataFormat format,
            Device device,
            PortHouse house,
            WaveRtPort port,
            StreamMemory memory,
            PortStream portStream,
            boolean capture,
            IMiniportWaveRTStream stream) {
        super(handle, pinId, format, device, house, memory, capture);
        this.port = port;
        this.portStream = portStream;
        this.stream = stream;
        signal =
                new PacketSignal(
                        memory.registers(), packetEnds(), dispatcher().newDpc(this::askPosition));
    }

    @Override
    protected void makeBuffer(int bytes, int packets) throws IOException {
        boolean notifies = stream() instanceof IMiniportWaveRTStreamNotification;
        RtBuffer made = allocateNow(bytes, notifies ? packets : 0);
        requireEqualPackets(made, packets);
        poll =
                new PositionPoll(
                        masterClock(),
                        dispatcher(),
                        stream(),
                        memory().registers(),
                        signal,
                        new PositionPoll.Shape(
                                waveFormat(), frames(), frames() / packets, isCapture()),
                        notifies,
                        this::failedAtDispatch);
    }

    @Override
    public MemorySegment buffer() {
        return requireMade().memory();
    }

    @Override
    protected MemorySegment pages() {
        return portStream.pagesOf(requireMade().audio().mdl());
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
        if (requestedBytes < waveFormat().blockAlign()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a cyclic buffer holds at least one frame of "
                            + waveFormat().blockAlign()
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
        if (audio.actualSize() % waveFormat().blockAlign() != 0 || end > pages.byteSize()) {
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
        if (!memory().isKept(pages)) {
            Silence.fill(made.memory(), waveFormat());
        }
        latency = stream().getHWLatency();
        if (packets > 0) {
            notifying().registerNotificationEvent(signal);
        }
        buffer = made;
        return made;
    }

    private void requireEqualPackets(RtBuffer made, int packets) {
        if (made.bytes() % (waveFormat().blockAlign() * packets) != 0) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    portFilter().driver()
                            + " gave a buffer that has no "
                            + packets
                            + " equal packets; ask for another number of packets: frames="
                            + frames());
        }
    }

    /** What the miniport made; fails before. */
    RtBuffer requireMade() {
        RtBuffer current = buffer;
        if (current == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "make the cyclic buffer first (KSPROPERTY_RTAUDIO_BUFFER)");
        }
        return current;
    }

    @Override
    public HwLatency latency() {
        return latency;
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
        requireMade();
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

    @Override
    protected void quiet() {
        PositionPoll polling = poll;
        if (polling != null) {
            polling.close();
        }
    }

    @Override
    protected void enter(KsState from, KsState to) throws IOException {
        try {
            stream().setState(to);
        } catch (IOException | RuntimeException e) {
            if (from == KsState.RUN) {
                // Nobody knows whether the device still moves data.
                memory().taint();
            }
            throw e;
        }
    }

    @Override
    protected void entered(KsState to) {
        PositionPoll polling = poll;
        if (polling != null) {
            polling.running(to == KsState.RUN);
        }
        if (to == KsState.STOP) {
            signal.restart();
            if (polling != null) {
                polling.restart();
            }
        }
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
                memory().taint();
                port.left(portFilter().driver(), left);
            }
        }
    }

    @Override
    protected void forget() {
        stream = null;
        buffer = null;
        poll = null;
        clientEvents.clear();
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
        if (asking != null && !memory().registers().hasFailed()) {
            asking.ask();
        }
    }

    private void failedAtDispatch(RuntimeException cause) {
        port.failed("getPosition of a stream of " + portFilter().id(), cause);
    }
}

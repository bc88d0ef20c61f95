package portcls.ports.wavecyclic;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.api.wavecyclic.NotificationFrequency;
import portcls.api.wavecyclic.WaveCyclicStream;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.device.Device;
import portcls.ports.filter.OpenHandle;
import portcls.ports.port.PortHouse;
import portcls.ports.wave.ClientPin;
import portcls.ports.wave.Silence;
import portcls.ports.wave.StreamMemory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * A stream over one miniport's stream. The client works in a buffer of the port's; each time the
 * device tells that it has moved on, the port copies once between it and the cyclic buffer.
 */
final class WaveCyclicPin extends ClientPin {
    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);

    /** What the port asks devices for, ms. */
    private static final int NOTIFICATION_MILLIS = 10;

    /**
     * What a client must be able to have handed over beside the packet that is played: what is
     * played until the next notification, and as much again for one that comes late.
     */
    private static final long LEAST_AHEAD_100NS = 20 * ReferenceTime.MILLISECOND;

    private final WaveCyclicPort port;
    private final IDmaChannel channel;
    private final List<IDmaChannel> ofStream;
    private final IServiceGroup group;
    private final IServiceSink sink = this::served;
    private volatile @Nullable IMiniportWaveCyclicStream stream;
    private volatile @Nullable CyclicBuffer buffer;
    private volatile boolean runs;
    private volatile boolean quiet;

    /** The client's buffer and what copies between it and the device's. */
    private record CyclicBuffer(MemorySegment memory, CyclicCopy copy, long packetFrames) {}

    WaveCyclicPin(
            OpenHandle handle,
            int pinId,
            WaveDataFormat format,
            Device device,
            PortHouse house,
            StreamMemory memory,
            boolean capture,
            WaveCyclicPort port,
            WaveCyclicStream made,
            List<IDmaChannel> ofStream) {
        super(handle, pinId, format, device, house, memory, capture);
        this.port = port;
        stream = made.stream();
        channel = made.dmaChannel();
        group = made.serviceGroup();
        this.ofStream = ofStream;
        group.addMember(sink);
    }

    @Override
    protected void makeBuffer(int bytes, int packets) {
        if (buffer != null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this stream has its buffer; open another pin for another one");
        }
        IMiniportWaveCyclicStream driver = stream();
        int cyclicBytes = shapeCyclicBuffer(driver);
        int wanted = Math.max(bytes, leastBytes(packets));
        MemorySegment client = memory().take(wanted);
        try {
            CyclicCopy copy = newCopy(client, cyclicBytes, waveFormat());
            if (!memory().isKept(client)) {
                Silence.fill(client, waveFormat());
            }
            long frames = wanted / waveFormat().blockAlign();
            buffer = new CyclicBuffer(client, copy, frames / packets);
        } catch (RuntimeException | Error e) {
            memory().giveBack(client);
            throw e;
        }
    }

    private CyclicCopy newCopy(MemorySegment client, int cyclicBytes, WaveFormat format) {
        CyclicCopy.Between between =
                new CyclicCopy.Between(
                        stream(),
                        channel,
                        channel.systemAddress(),
                        cyclicBytes,
                        client,
                        format,
                        memory().registers());
        CyclicCopy copy = isCapture() ? new CaptureCopy(between) : new RenderCopy(between);
        copy.restart();
        return copy;
    }

    @Override
    public MemorySegment buffer() {
        return requireMade().memory();
    }

    @Override
    protected MemorySegment pages() {
        return requireMade().memory();
    }

    @Override
    public IMiniportWaveCyclicStream stream() {
        IMiniportWaveCyclicStream current = stream;
        if (current == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return current;
    }

    /**
     * Where the stream is: the device's converter and the last byte copied. A client that does not
     * hand over packets works in a looped buffer, and offsets lie in it. On the worker.
     */
    AudioPosition position() {
        CyclicCopy copy = requireMade().copy();
        AudioPosition position = new AudioPosition();
        dispatcher()
                .runAndWait(
                        () -> {
                            if (quiet) {
                                return;
                            }
                            long device = copy.position.peek();
                            if (isLooped()) {
                                position.set(
                                        device % copy.clientBytes, copy.copied % copy.clientBytes);
                            } else {
                                position.set(device, copy.copied);
                            }
                        },
                        DISPATCH_LIMIT);
        return position;
    }

    @Override
    protected void enter(KsState from, KsState to) throws IOException {
        CyclicBuffer made = buffer;
        if (to == KsState.RUN && made != null) {
            long now = masterClock().getTime();
            dispatcher().runAndWait(() -> made.copy().prime(now), DISPATCH_LIMIT);
            runs = true;
        }
        try {
            stream().setState(to);
        } catch (IOException | RuntimeException e) {
            runs = from == KsState.RUN && !quiet;
            throw e;
        }
        if (from == KsState.RUN) {
            // What moved since the last notification.
            dispatcher().runAndWait(this::served, DISPATCH_LIMIT);
            runs = false;
            // A notification may have come just before: it is over then.
            flushDispatcher();
        }
    }

    @Override
    protected void entered(KsState to) {
        CyclicBuffer made = buffer;
        if (to == KsState.STOP && made != null) {
            dispatcher().runAndWait(made.copy()::restart, DISPATCH_LIMIT);
        }
    }

    @Override
    protected void quiet() {
        quiet = true;
        runs = false;
    }

    @Override
    protected void changeFormat(DataFormat newFormat) throws IOException {
        int block = waveFormat().blockAlign();
        if (!(newFormat instanceof WaveDataFormat wave) || wave.format().blockAlign() != block) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED,
                    "a stream keeps the size of its frames, blockAlign="
                            + block
                            + "; open another pin: format="
                            + newFormat);
        }
        if (state() != KsState.STOP) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "the format of a stream changes in STOP; stop it first: state=" + state());
        }
        stream().setFormat(newFormat);
        CyclicBuffer made = buffer;
        if (made != null) {
            CyclicCopy copy = newCopy(made.memory(), shapeCyclicBuffer(stream()), wave.format());
            buffer = new CyclicBuffer(made.memory(), copy, made.packetFrames());
        }
    }

    @Override
    protected void closeStream() throws IOException {
        IMiniportWaveCyclicStream current = stream();
        // A driver that refused a step on the way to STOP may still be served.
        quiet();
        group.removeMember(sink);
        flushDispatcher();
        try {
            current.close();
        } finally {
            port.freed(ofStream);
            giveBack();
        }
    }

    @Override
    protected void forget() {
        quiet();
        stream = null;
        if (buffer != null) {
            // Its driver was abandoned: should it come back after all, it may still copy.
            memory().taint();
        }
        giveBack();
    }

    private void giveBack() {
        CyclicBuffer had = buffer;
        buffer = null;
        if (had != null) {
            memory().giveBack(had.memory());
        }
    }

    /** At DISPATCH: the stream's group was notified. */
    private void served() {
        CyclicBuffer made = buffer;
        if (!runs || quiet || made == null) {
            return;
        }
        CyclicCopy copy = made.copy();
        long packetsBefore = copy.reachedFrames() / made.packetFrames();
        try {
            if (copy.serve(masterClock().getTime())) {
                if (copy.reachedFrames() / made.packetFrames() != packetsBefore) {
                    packetEnds().told();
                } else {
                    packetEnds().learn();
                }
            }
        } catch (RuntimeException | Error e) {
            quiet();
            port.failed("a notification of a stream of " + portFilter().id(), e);
        }
    }

    /** As many whole notification intervals as the channel's buffer holds. */
    private int shapeCyclicBuffer(IMiniportWaveCyclicStream driver) {
        NotificationFrequency told = driver.setNotificationFreq(NOTIFICATION_MILLIS);
        int block = waveFormat().blockAlign();
        int allocated = channel.allocatedBufferSize() / block * block;
        int frame = told.frameSize();
        if (frame < 1 || allocated < 2 * block) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    portFilter().driver()
                            + " gave a cyclic buffer that cannot be used: allocated="
                            + channel.allocatedBufferSize()
                            + " bytes, frameSize="
                            + frame);
        }
        boolean whole = frame % block == 0 && allocated >= 2 * frame;
        int used = whole ? allocated / frame * frame : allocated;
        channel.setBufferSize(used);
        return used;
    }

    private int leastBytes(int packets) {
        long frames = LEAST_AHEAD_100NS * waveFormat().samplesPerSecond() / ReferenceTime.SECOND;
        // Of the packets all but the one that is played can be handed over.
        long packetFrames = (frames + Math.max(1, packets - 1) - 1) / Math.max(1, packets - 1);
        return Math.toIntExact(packetFrames * packets * waveFormat().blockAlign());
    }

    private boolean isLooped() {
        return memory().registers().committed() == StreamRegisters.UNTRACKED;
    }

    private CyclicBuffer requireMade() {
        CyclicBuffer current = buffer;
        if (current == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this stream has no buffer (yet); open the pin with one");
        }
        return current;
    }
}

package miniport.wavert;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.ContentProtection;
import portcls.api.adapter.EngineLatency;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.drm.DrmRights;
import portcls.api.drm.IDrmAudioStream;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.wavert.AudioBuffer;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.HwRegister;
import portcls.api.wavert.IMiniportWaveRTStreamNotification;
import portcls.api.wavert.Mdl;
import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.PresentationPosition;
import portcls.api.wavert.StreamRegisters;

import java.io.IOException;
import java.util.Optional;

/**
 * A stream over a stream of the engine: states, buffer, positions, packet events. What only render
 * or only capture streams have is in the classes below it.
 *
 * <p>A device that broke lets the stream be walked down and closed; every other call fails with
 * IO_DEVICE_ERROR and says what the device said.
 */
abstract class WaveStream implements IMiniportWaveRTStreamNotification, IDrmAudioStream {
    private static final System.Logger LOG = System.getLogger("miniport.wavert");

    /** What a stream is made of. */
    record Parts(
            String name,
            WaveEngineStream engine,
            WaveFormat format,
            BufferMemory memory,
            StreamRegisters registers) {}

    private final String name;
    private final WaveEngineStream engine;
    private final WaveFormat format;
    private final boolean capture;
    private final BufferMemory memory;
    private final StreamRegisters registers;
    private final PacketEvents events = new PacketEvents();
    private volatile @Nullable EngineBuffer buffer;
    private volatile KsState state = KsState.STOP;
    private volatile @Nullable IOException failure;
    private boolean moved;
    private boolean closed;

    WaveStream(Parts parts, boolean capture) {
        this.name = parts.name();
        this.engine = parts.engine();
        this.format = parts.format();
        this.memory = parts.memory();
        this.registers = parts.registers();
        this.capture = capture;
    }

    @Override
    public final AudioBuffer allocateAudioBuffer(int requestedSize) throws IOException {
        int frames = wishedFrames(requestedSize);
        int shaped;
        int packets = 1;
        try {
            shaped = engine.shape(frames, packets);
        } catch (IOException whole) {
            // Nobody is told of packets here: as many as the device needs.
            packets = 2;
            try {
                shaped = engine.shape(frames, packets);
            } catch (IOException halves) {
                if (halves != whole) {
                    whole.addSuppressed(halves);
                }
                throw whole;
            }
        }
        return allocate(shaped, packets, false);
    }

    @Override
    public final AudioBuffer allocateBufferWithNotification(
            int notificationCount, int requestedSize) throws IOException {
        if (notificationCount < 1) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a buffer has 1 packet or more: notificationCount=" + notificationCount);
        }
        int frames = wishedFrames(requestedSize);
        int shaped;
        try {
            shaped = engine.shape(frames, notificationCount);
        } catch (IOException e) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    name
                            + " has no buffer of that many packets: notificationCount="
                            + notificationCount
                            + ": "
                            + e.getMessage(),
                    e);
        }
        return allocate(shaped, notificationCount, true);
    }

    @Override
    public final void freeAudioBuffer(@Nullable Mdl mdl, int bufferSize) {
        free(mdl, false);
    }

    @Override
    public final void freeBufferWithNotification(Mdl mdl, int bufferSize) {
        free(mdl, true);
    }

    @Override
    public final void registerNotificationEvent(NotificationEvent event) {
        events.add(event);
    }

    @Override
    public final void unregisterNotificationEvent(NotificationEvent event) {
        events.remove(event);
    }

    @Override
    public final void setContentId(int contentId, DrmRights drmRights) {
        try {
            if (engine instanceof ContentProtection protecting) {
                protecting.protect(drmRights);
            } else if (drmRights.isRestricted()) {
                throw new IOException("it has no content protection");
            }
        } catch (IOException e) {
            throw new PortClsException(
                    Status.NOT_IMPLEMENTED,
                    name + " cannot keep to " + drmRights + ": " + e.getMessage(),
                    e);
        }
    }

    /** The engine's own stream. */
    final WaveEngineStream engine() {
        return engine;
    }

    @Override
    public final void setState(KsState to) throws IOException {
        KsState from = state;
        if (to.value() > from.value()) {
            requireWorking();
        }
        if (to == KsState.RUN && from != KsState.RUN) {
            start();
        } else if (from == KsState.RUN && to != KsState.RUN) {
            down(engine::pause);
            requireBuffer().running(false);
        }
        if (to == KsState.STOP && moved) {
            down(engine::stop);
            moved = false;
            EngineBuffer now = buffer;
            if (now != null) {
                now.restart();
            }
        }
        state = to;
    }

    @Override
    public void getPosition(AudioPosition position) {
        requireWorking();
        EngineBuffer now = buffer;
        long offset = now == null ? 0 : now.offset(registers.transferred());
        position.set(offset, offset);
    }

    @Override
    public final HwLatency getHWLatency() {
        EngineLatency latency = engine.latency();
        return new HwLatency(
                latency.fifoFrames() * format.blockAlign(),
                latency.chipsetDelay100ns(),
                latency.codecDelay100ns());
    }

    @Override
    public final Optional<HwRegister> getPositionRegister() {
        int accuracy = requireBuffer().packetFrames() * format.blockAlign();
        return Optional.of(new HwRegister(registers.positionRegister(), Long.SIZE, 1, 1, accuracy));
    }

    @Override
    public final Optional<HwRegister> getClockRegister() {
        long accuracy =
                requireBuffer().packetFrames() * ReferenceTime.SECOND / format.samplesPerSecond();
        return Optional.of(
                new HwRegister(
                        registers.clockRegister(),
                        Long.SIZE,
                        ReferenceTime.SECOND,
                        1,
                        (int) Math.min(accuracy, Integer.MAX_VALUE)));
    }

    @Override
    public void close() throws IOException {
        try {
            closeEngine();
        } finally {
            if (memory.isAllocated()) {
                memory.free();
            }
        }
    }

    /** Lets go of the device and of nothing else; harmless when done already. */
    final void closeEngine() throws IOException {
        if (!closed) {
            closed = true;
            engine.close();
        }
    }

    final boolean isClosed() {
        return closed;
    }

    final boolean isRunning() {
        return state == KsState.RUN;
    }

    final StreamRegisters registers() {
        return registers;
    }

    final WaveFormat format() {
        return format;
    }

    /**
     * The buffer.
     *
     * @throws PortClsException INVALID_DEVICE_STATE when it was not made yet, or was freed
     */
    final EngineBuffer requireBuffer() {
        EngineBuffer now = buffer;
        if (now == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this stream of " + name + " has no buffer; ask for one first");
        }
        return now;
    }

    /** The buffer, or null. */
    final @Nullable EngineBuffer bufferIfAny() {
        return buffer;
    }

    /** Fails when the device broke. */
    final void requireWorking() {
        IOException why = failure;
        if (why != null) {
            throw new PortClsException(
                    Status.IO_DEVICE_ERROR,
                    name + " does not go on; open the stream anew: " + why.getMessage(),
                    why);
        }
    }

    /** Asks the device how many frames lie between the buffer and the connector now. */
    final int askDelay() {
        EngineLatency latency = engine.latency();
        long way100ns = latency.chipsetDelay100ns() + latency.codecDelay100ns();
        long frames =
                latency.fifoFrames() + way100ns * format.samplesPerSecond() / ReferenceTime.SECOND;
        int delay = (int) Math.min(frames, Integer.MAX_VALUE);
        EngineBuffer now = buffer;
        if (now != null) {
            now.delay(delay);
        }
        return delay;
    }

    /** What is heard, or, of a capture stream, recorded; never ahead of what has moved. */
    final PresentationPosition presentation() {
        requireWorking();
        StreamRegisters.Reading reading = new StreamRegisters.Reading();
        registers.read(reading);
        long heard = reading.frames() - (capture ? 0 : askDelay());
        return new PresentationPosition(Math.max(0, heard), reading.time100ns());
    }

    private void start() throws IOException {
        EngineBuffer now = requireBuffer();
        now.running(true);
        try {
            moved = true;
            engine.start();
            askDelay();
        } catch (IOException | RuntimeException e) {
            now.running(false);
            throw e;
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    /** What a broken device says when it is stopped is no news. */
    private void down(Step step) throws IOException {
        try {
            step.take();
        } catch (IOException e) {
            if (failure == null) {
                throw e;
            }
        }
    }

    private void broke(IOException why) {
        if (failure == null) {
            failure = why;
            // Who plays learns it from the stream; this is for whoever looks for the cause.
            LOG.log(INFO, "{0} does not go on: {1}", name, why.getMessage());
            LOG.log(DEBUG, "why " + name + " does not go on", why);
        }
        registers.fail();
        events.signal(); // whoever waits for a packet looks, and learns it
    }

    private int wishedFrames(int requestedSize) {
        requireWorking();
        if (memory.isAllocated()) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this stream of " + name + " has its buffer already; there is one per stream");
        }
        if (requestedSize < format.blockAlign()) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "a buffer holds at least one frame of "
                            + format.blockAlign()
                            + " bytes: requestedSize="
                            + requestedSize);
        }
        return Math.ceilDiv(requestedSize, format.blockAlign());
    }

    private AudioBuffer allocate(int frames, int packets, boolean notifying) throws IOException {
        if (frames < packets || frames % packets != 0) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "the engine of "
                            + name
                            + " shaped a buffer that has no "
                            + packets
                            + " equal packets: frames="
                            + frames);
        }
        long bytes = (long) frames * format.blockAlign();
        if (bytes > Integer.MAX_VALUE) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "a buffer has at most "
                            + Integer.MAX_VALUE
                            + " bytes; ask for a smaller one: bytes="
                            + bytes);
        }
        AudioBuffer made = memory.allocate((int) bytes, notifying);
        EngineBuffer fresh =
                new EngineBuffer(
                        memory.mapped(),
                        format,
                        capture,
                        frames,
                        packets,
                        registers,
                        events,
                        this::broke);
        registers.publish(0, 0, 0);
        try {
            engine.prepare(fresh);
        } catch (IOException | RuntimeException e) {
            memory.free();
            throw e;
        }
        buffer = fresh;
        return made;
    }

    private void free(@Nullable Mdl mdl, boolean notifying) {
        memory.requireMatch(mdl, notifying);
        if (isRunning()) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "the device works in this buffer; stop the stream of " + name + " first");
        }
        buffer = null;
        memory.free();
    }
}

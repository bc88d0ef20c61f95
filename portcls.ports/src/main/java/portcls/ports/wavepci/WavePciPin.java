package portcls.ports.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.BusMemory;
import portcls.api.client.Buffer;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.wavepci.IMiniportWavePciStream;
import portcls.api.wavert.AudioPosition;
import portcls.ports.device.Device;
import portcls.ports.dma.BusBuffer;
import portcls.ports.filter.OpenHandle;
import portcls.ports.port.PortHouse;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dpc;
import portcls.ports.wave.ClientPin;
import portcls.ports.wave.Silence;
import portcls.ports.wave.StreamMemory;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * A stream over one miniport's stream. The client's buffer is the memory that the device works in;
 * the port hands it out piece by piece and counts what comes back.
 */
final class WavePciPin extends ClientPin {
    private static final Logger LOG = System.getLogger(WavePciPin.class.getName());
    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);

    /** How often the port looks after a stream by itself ({@code nf-…-newstream}). */
    static final long TICK_100NS = 20 * ReferenceTime.MILLISECOND;

    private static final int LEAST_PACKETS = 3;
    private static final long LEAST_100NS = 30 * ReferenceTime.MILLISECOND;

    private final WavePciPort port;
    private final PortHouse house;
    private final PciStream portStream;
    private final @Nullable BusMemory bus;
    private final @Nullable IServiceGroup group;
    private final IServiceSink sink = this::serve;
    private final Dpc moved;
    private final DispatchTimer tick;
    private volatile @Nullable IMiniportWavePciStream stream;
    private volatile @Nullable PciBuffer buffer;

    /** Whether the stream runs: only then it is served. */
    private volatile boolean runs;

    /** Whether the dispatch thread may tell the stream of new pieces. */
    private volatile boolean tells;

    private volatile boolean quiet;

    /** A notification came before the stream had come to RUN. */
    private volatile boolean missed;

    /** The client's buffer. */
    private record PciBuffer(
            MemorySegment pages,
            MemorySegment memory,
            BusBuffer mapped,
            MappingQueue queue,
            Progress progress) {}

    WavePciPin(
            OpenHandle handle,
            int pinId,
            WaveDataFormat format,
            Device device,
            PortHouse house,
            StreamMemory memory,
            boolean capture,
            WavePciPort port,
            PciStream portStream,
            IMiniportWavePciStream stream,
            @Nullable IServiceGroup group,
            @Nullable BusMemory bus) {
        super(handle, pinId, format, device, house, memory, capture);
        this.port = port;
        this.house = house;
        this.portStream = portStream;
        this.stream = stream;
        this.group = group;
        this.bus = bus;
        moved = dispatcher().newDpc(this::look);
        tick = dispatcher().newTimer(this::ticked);
        if (group != null) {
            group.addMember(sink);
        }
    }

    /**
     * A device without a buffer of its own goes on from packet to packet: three of 10 ms bridge
     * what holds a program up ({@code performance-issues-for-a-wavepci-miniport-driver}).
     */
    @Override
    protected Buffer fit(Buffer wish) {
        int rate = waveFormat().samplesPerSecond();
        int least = (int) (LEAST_100NS * rate / ReferenceTime.SECOND);
        int packets = Math.max(LEAST_PACKETS, wish.packets());
        int frames = Math.max(least, wish.framesAt(rate));
        return new Buffer(frames, wish.duration(), packets, wish.hold());
    }

    @Override
    protected void makeBuffer(int bytes, int packets) {
        if (buffer != null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this stream has its buffer; open another pin for another one");
        }
        long whole = (bytes + MappingQueue.PAGE - 1L) / MappingQueue.PAGE * MappingQueue.PAGE;
        MemorySegment pages = memory().take(whole);
        MemorySegment made = pages.asSlice(0, bytes);
        if (!memory().isKept(pages)) {
            Silence.fill(made, waveFormat());
        }
        BusBuffer mapped;
        try {
            mapped = new BusBuffer(pages, bus);
        } catch (RuntimeException e) {
            memory().giveBack(pages);
            throw e;
        }
        MappingQueue queue =
                new MappingQueue(
                        made,
                        mapped.busAddress(),
                        packets,
                        waveFormat(),
                        isCapture(),
                        memory().registers());
        int frameBytes = waveFormat().blockAlign();
        Progress progress =
                new Progress(
                        queue,
                        memory().registers(),
                        packetEnds(),
                        masterClock(),
                        new Progress.Shape(
                                frameBytes,
                                bytes / frameBytes,
                                bytes / frameBytes / packets,
                                waveFormat().samplesPerSecond()));
        buffer = new PciBuffer(pages, made, mapped, queue, progress);
        portStream.begin(stream(), queue, this::cameBack);
    }

    @Override
    public MemorySegment buffer() {
        return requireMade().memory();
    }

    @Override
    protected MemorySegment pages() {
        return requireMade().pages();
    }

    @Override
    protected boolean waits() {
        return true;
    }

    @Override
    public IMiniportWavePciStream stream() {
        IMiniportWavePciStream current = stream;
        if (current == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return current;
    }

    /** Where the stream is, bytes since its start. On the worker. */
    AudioPosition position() {
        AudioPosition position = new AudioPosition();
        long play = stream().getPosition();
        MappingQueue queue = requireMade().queue();
        position.set(
                play,
                isCapture() ? queue.releasedTo() : portStream.writePosition(play, queue.givenTo()));
        return position;
    }

    @Override
    protected void handedOver() {
        PciBuffer has = buffer;
        if (has != null && has.queue().isRefused()) {
            moved.queue();
        }
    }

    @Override
    protected void quiet() {
        quiet = true;
        runs = false;
        tells = false;
        tick.close();
    }

    @Override
    protected void enter(KsState from, KsState to) throws IOException {
        boolean ran = runs;
        boolean told = tells;
        runs = false;
        tells = false;
        missed = false;
        tick.cancel();
        // Nothing of the driver's stream runs at DISPATCH while it changes its state.
        flushDispatcher();
        PciBuffer has = buffer;
        long position = to == KsState.STOP && isCapture() ? stream().getPosition() : 0;
        if (from == KsState.STOP && has != null) {
            has.queue().openUp();
        }
        try {
            stream().setState(to);
        } catch (IOException | RuntimeException e) {
            if (from == KsState.RUN) {
                // Nobody knows whether the device still moves data.
                memory().taint();
            }
            if (from == KsState.STOP && has != null) {
                has.queue().shut();
            }
            goOn(ran, told);
            throw e;
        }
        if (to == KsState.STOP && has != null) {
            stop(has, position);
        } else if (from == KsState.RUN) {
            dispatcher().runAndWait(this::tell, DISPATCH_LIMIT);
        }
    }

    @Override
    protected void entered(KsState to) {
        goOn(to == KsState.RUN, to != KsState.STOP);
    }

    @Override
    protected void changeFormat(DataFormat newFormat) throws IOException {
        stream().setFormat(newFormat);
    }

    @Override
    protected void closeStream() throws IOException {
        IMiniportWavePciStream current = stream();
        quiet();
        IServiceGroup member = group;
        if (member != null) {
            member.removeMember(sink);
        }
        flushDispatcher();
        PciBuffer has = buffer;
        try {
            if (has != null) {
                // A driver that refused a step on the way to STOP still has pieces.
                has.queue().shut();
                revoke(current, has.queue());
                has.queue().revoked();
            }
        } finally {
            try {
                current.close();
            } finally {
                giveBack();
            }
        }
    }

    @Override
    protected void forget() {
        quiet();
        portStream.end();
        stream = null;
        PciBuffer left = buffer;
        buffer = null;
        if (left != null) {
            // The driver was abandoned. The device's view of memory is not the driver's: what it
            // still shows is taken away, by a thread that may hang in it.
            house.devices().threads().execute(left.mapped()::unmap);
        }
    }

    private void giveBack() {
        portStream.end();
        PciBuffer had = buffer;
        buffer = null;
        if (had != null) {
            had.mapped().unmap();
            memory().giveBack(had.pages());
        }
    }

    private PciBuffer requireMade() {
        PciBuffer current = buffer;
        if (current == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this stream has no buffer (yet); open the pin with one");
        }
        return current;
    }

    /** On the worker: the driver's stream is in STOP. */
    private void stop(PciBuffer has, long position) {
        has.queue().shut();
        revoke(stream(), has.queue());
        if (isCapture()) {
            portStream.terminateAll(has.queue(), position);
        }
        has.queue().revoked();
        dispatcher().runAndWait(this::tell, DISPATCH_LIMIT);
        has.queue().restart();
        has.progress().restart();
        portStream.restart();
    }

    /** Takes back what the device has; at DISPATCH, as the driver expects it. */
    private void revoke(IMiniportWavePciStream driver, MappingQueue queue) {
        if (queue.open() == 0) {
            return;
        }
        Revocation call = new Revocation(driver, queue);
        if (!dispatcher().runAndWait(call, DISPATCH_LIMIT) || call.failure != null) {
            memory().taint();
        }
        Throwable failure = call.failure;
        if (failure != null) {
            logFailure(portFilter(), "let go of the pieces of a stream", failure);
        } else if (call.returned != call.open) {
            LOG.log(
                    Level.WARNING,
                    "{0} says that it had {1} piece(s) of a stream when they were revoked; the port"
                            + " counts {2} and goes by its own books",
                    portFilter().driver(),
                    call.returned,
                    call.open);
        }
    }

    /** One call of revokeMappings and what came of it. */
    private static final class Revocation implements Runnable {
        private final IMiniportWavePciStream driver;
        private final MappingQueue queue;
        private volatile @Nullable Throwable failure;
        private volatile int returned;
        private volatile int open;

        Revocation(IMiniportWavePciStream driver, MappingQueue queue) {
            this.driver = driver;
            this.queue = queue;
        }

        @Override
        public void run() {
            open = queue.open();
            try {
                if (open > 0) {
                    returned = driver.revokeMappings(queue.firstTag(), queue.lastTag());
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    private void goOn(boolean running, boolean telling) {
        runs = running && !quiet;
        tells = telling && !quiet;
        if (tells) {
            moved.queue();
        }
        if (runs) {
            tick.set(masterClock().getTime() + TICK_100NS);
        }
    }

    /** At DISPATCH: the stream's group was notified. */
    private void serve() {
        IMiniportWavePciStream driver = stream;
        if (!runs || driver == null) {
            missed = true;
            return;
        }
        try {
            driver.service();
        } catch (Throwable t) {
            failed("service", t);
        }
    }

    /** At DISPATCH: the port looks after the stream by itself. */
    private void ticked() {
        if (!runs) {
            return;
        }
        if (group == null) {
            serve();
        }
        look();
        if (runs) {
            tick.set(masterClock().getTime() + TICK_100NS);
        }
    }

    /** Pieces came back, on whatever thread. */
    private void cameBack() {
        if (dispatcher().isCurrent()) {
            tell();
            PciBuffer has = buffer;
            if (has == null || !has.queue().isAvailable() || !has.queue().isRefused()) {
                return;
            }
        }
        moved.queue();
    }

    /** At DISPATCH: tells the client what came back, and the driver that there is more. */
    private void look() {
        tell();
        if (missed && runs) {
            missed = false;
            serve();
        }
        PciBuffer has = buffer;
        IMiniportWavePciStream driver = stream;
        if (tells && has != null && driver != null && has.queue().takeRefusal()) {
            try {
                driver.mappingAvailable();
            } catch (Throwable t) {
                failed("mappingAvailable", t);
            }
            tell();
        }
    }

    /** At DISPATCH. */
    private void tell() {
        PciBuffer has = buffer;
        if (has != null) {
            has.progress().tell(runs);
        }
    }

    private void failed(String call, Throwable cause) {
        quiet();
        port.failed(call + " of a stream of " + portFilter().id(), cause);
    }
}

package adapter.virtual.wave;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.EngineLatency;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;

import java.io.IOException;

/**
 * What render and capture streams have in common: their life, and where they are on the clock of
 * their device. Its owner calls it at PASSIVE; the part below is the streaming thread's.
 */
abstract class EngineStream implements WaveEngineStream {
    private static final System.Logger LOG = System.getLogger(EngineStream.class.getName());

    /** Shortest packet: so many in a second. */
    private static final int PACKETS_PER_SECOND = 2_000;

    private static final int LARGEST_BYTES = 1 << 28;

    private final Pacer pacer;
    private final WaveEndpoint endpoint;
    private final WaveFormat format;
    private @Nullable CyclicBuffer buffer;

    /** The streaming thread touches nothing of a stream that does not move. */
    private volatile boolean moving;

    // The owner's while it does not move, the streaming thread's while it does.
    private long frame;
    private long join;
    private boolean joined;
    private long offset;
    private boolean stalled;
    private boolean inBlock;

    EngineStream(Pacer pacer, WaveEndpoint endpoint, WaveFormat format) {
        this.pacer = pacer;
        this.endpoint = endpoint;
        this.format = format;
    }

    /** What moves it. */
    final Pacer pacer() {
        return pacer;
    }

    /** The connector that it belongs to. */
    final WaveEndpoint endpoint() {
        return endpoint;
    }

    final WaveFormat format() {
        return format;
    }

    @Override
    public final int shape(int frames, int packets) throws IOException {
        long shortest = Math.ceilDiv(format.samplesPerSecond(), PACKETS_PER_SECOND);
        long most = LARGEST_BYTES / format.blockAlign();
        if (packets < 1 || packets * shortest > most) {
            throw new IOException(
                    pacer.device()
                            + " cannot have a buffer of packets="
                            + packets
                            + " at "
                            + format.text()
                            + "; use 1 to "
                            + most / shortest);
        }
        long packet = Math.max(shortest, Math.ceilDiv((long) frames, packets));
        return (int) (Math.min(packet, most / packets) * packets);
    }

    @Override
    public final void prepare(CyclicBuffer newBuffer) throws IOException {
        if (!Samples.same(newBuffer.format(), format)) {
            throw new IOException(
                    "the buffer of a stream has its format: buffer="
                            + newBuffer.format().text()
                            + ", stream="
                            + format.text());
        }
        buffer = newBuffer;
    }

    @Override
    public final void start() throws IOException {
        if (buffer == null) {
            throw new IOException(
                    "a stream of "
                            + pacer.device()
                            + " cannot start without a buffer; call prepare first");
        }
        if (!moving) {
            aboutToStart();
            pacer.start(this);
        }
    }

    @Override
    public final void pause() throws IOException {
        pacer.pause(this);
    }

    @Override
    public final void stop() throws IOException {
        pacer.pause(this);
        frame = 0;
        stalled = false;
        rewound();
    }

    @Override
    public EngineLatency latency() {
        return EngineLatency.NONE;
    }

    @Override
    public final void close() throws IOException {
        try {
            pacer.pause(this);
        } finally {
            pacer.release(this);
            rewound();
        }
    }

    /** Its owner wants it to run; it does not move yet. */
    void aboutToStart() throws IOException {}

    /** It does not move, and begins at frame 0 when it does again. */
    void rewound() {}

    // The pacer, on its owner's behalf.

    /** Lets it move from a frame of the device's clock on. */
    final void joinAt(long deviceFrame) {
        join = deviceFrame;
        joined = false;
        moving = true;
    }

    /** From now on the streaming thread begins nothing new with it. */
    final void leave() {
        moving = false;
    }

    // The streaming thread.

    final boolean isMoving() {
        return moving;
    }

    /** The next frame. */
    final long frame() {
        return frame;
    }

    final CyclicBuffer buffer() {
        CyclicBuffer known = buffer;
        if (known == null) {
            throw new IllegalStateException("a stream moves without a buffer");
        }
        return known;
    }

    /**
     * Device frame at which it goes on. When it is late by more than its buffer the rest is lost.
     */
    final long admit(long done, long due) {
        if (!moving || stalled) {
            return Long.MAX_VALUE;
        }
        if (!joined) {
            offset = Math.max(join, done) - frame;
            joined = true;
        }
        long lost = due - (offset + frame) - buffer().frames();
        if (lost > 0) {
            lose(lost);
        }
        return moving ? offset + frame : Long.MAX_VALUE;
    }

    /** How long a block may be that begins at a device frame. */
    final int limit(long deviceFrame, int frames, Faults faults) {
        if (!moving || stalled) {
            return frames;
        }
        long ahead = offset + frame - deviceFrame;
        return (int) Math.min(frames, ahead > 0 ? ahead : faults.framesUntilNext(frame));
    }

    /** Device frame at which somebody may wait for it: the end of its packet. */
    final long nextStop() {
        if (!moving || stalled) {
            return Long.MAX_VALUE;
        }
        int packet = packet();
        return (joined ? offset + frame : join) + packet - frame % packet;
    }

    /** Takes part in a block when its turn has come. */
    final void move(long deviceFrame, int frames, Mix mix) {
        inBlock = moving && !stalled && offset + frame == deviceFrame;
        if (inBlock) {
            try {
                moveFrames(frames, mix);
            } catch (IOException e) {
                fail(e);
            } catch (RuntimeException e) {
                fail(broken(e));
            }
        }
    }

    /** Puts frames into the mix, or takes them out of it. */
    abstract void moveFrames(int frames, Mix mix) throws IOException;

    /** Tells how far it is; the last thing in a block. */
    final void tell(int frames, long time100ns, Faults faults) {
        if (!inBlock || !moving) {
            return;
        }
        frame += frames;
        try {
            buffer().advance(frame, time100ns);
            if (moving && frame % faults.frames() == 0) {
                suffer(faults);
            }
        } catch (RuntimeException e) {
            fail(broken(e));
        }
    }

    /** Tells that it goes on no more. */
    final void fail(IOException why) {
        if (!moving) {
            return;
        }
        moving = false;
        try {
            buffer().failed(why);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "the owner of a stream of {0} failed: {1}", pacer.device(), e);
        }
    }

    private void suffer(Faults faults) {
        if (faults.has(WaveFault.STALL)) {
            stalled = true;
        }
        if (faults.has(WaveFault.XRUN)) {
            lose(packet());
        }
        if (faults.has(WaveFault.GONE)) {
            pacer.breakDown(frame);
        }
    }

    /** Time passes without it. */
    private void lose(long frames) {
        offset += frames;
        try {
            buffer().xrun(frames);
        } catch (RuntimeException e) {
            fail(broken(e));
        }
    }

    private int packet() {
        return buffer().frames() / buffer().packets();
    }

    private IOException broken(RuntimeException cause) {
        IOException why =
                new IOException(
                        "a stream of "
                                + pacer.device()
                                + " was ended at frame="
                                + frame
                                + ", since its buffer failed: "
                                + cause,
                        cause);
        LOG.log(ERROR, why.getMessage());
        LOG.log(DEBUG, "cause", cause);
        return why;
    }
}

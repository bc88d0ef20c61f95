package portcls.ports.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMXF;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.ports.dmus.RawStage;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The stage behind a raw MIDI stream: reads what there is and hands it on as raw bytes with the
 * master time at which they were read. The stage behind it must give each event back before it
 * returns: the two have but a few between them.
 */
final class RawMidiCapture implements RawStage {
    /** Events that it needs at a time, with as many buffers. */
    static final int EVENTS = 2;

    private static final int READ_BYTES = 256;

    /** So much is read at a time before others on the dispatch thread have their turn. */
    private static final int READS_PER_SERVICE = 64;

    private final IMasterClock clock;
    private final IAllocatorMXF allocator;
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private boolean hasMore;
    private volatile @Nullable IMiniportMidiStream stream;
    private volatile IMXF output;
    private volatile boolean detached;

    RawMidiCapture(IMiniportMidiStream stream, IMasterClock clock, IAllocatorMXF allocator) {
        this.stream = stream;
        this.clock = clock;
        this.allocator = allocator;
        output = allocator;
    }

    @Override
    public void putMessage(@Nullable DMusKernelEvent event) throws IOException {
        if (event != null) {
            allocator.putMessage(event);
            return;
        }
        IMiniportMidiStream source = stream;
        if (source == null) {
            return;
        }
        hasMore = false;
        for (int i = 0; i < READS_PER_SERVICE && !detached; i++) {
            in.clear();
            int count = source.read(in);
            if (count <= 0) {
                return;
            }
            handOn(count);
        }
        hasMore = true;
    }

    @Override
    public boolean hasMore() {
        return hasMore;
    }

    @Override
    public void connectOutput(IMXF sink) {
        output = sink;
    }

    @Override
    public void disconnectOutput(IMXF sink) {
        output = allocator;
    }

    @Override
    public void setState(KsState state) throws IOException {
        IMiniportMidiStream told = stream;
        if (told != null) {
            told.setState(state);
        }
    }

    @Override
    public Object stream() {
        IMiniportMidiStream known = stream;
        if (known == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return known;
    }

    @Override
    public void setFormat(DataFormat format) throws IOException {
        IMiniportMidiStream told = stream;
        if (told != null) {
            told.setFormat(format);
        }
    }

    @Override
    public void detach() {
        detached = true;
    }

    @Override
    public void close() throws IOException {
        IMiniportMidiStream closing = stream;
        if (closing != null) {
            closing.close();
        }
    }

    @Override
    public void release() {
        detach();
        stream = null;
        output = allocator;
    }

    private void handOn(int count) throws IOException {
        DMusKernelEvent event = allocator.getMessage();
        if (event == null || !allocator.getBuffer(event)) {
            throw new IllegalStateException("the sink kept an event of raw bytes");
        }
        event.setPresentationTime100ns(clock.getTime());
        event.setFlags(DMusKernelEvent.INCOMPLETE);
        event.set(in, 0, count);
        output.putMessage(event);
    }
}

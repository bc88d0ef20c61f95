package miniport.dmus.uart;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMXF;
import portcls.api.ks.KsState;
import portcls.mpu401.ByteRing;
import portcls.mpu401.UartInterrupt;

import java.io.IOException;

/**
 * MIDI in. The interrupt fills a ring as long as the stream runs; on the dispatch thread the bytes
 * go out of it as raw events, which the port parses. What the ring holds in PAUSE still goes out.
 */
final class UartCapture implements IMXF {
    /**
     * The documented sample counts the group of its events from 1, though the documents number
     * groups from 0.
     */
    static final int CHANNEL_GROUP = 1;

    private final String device;
    private final UartInterrupt interrupt;
    private final IAllocatorMXF allocator;
    private final Runnable onClose;
    private volatile ByteRing ring = new ByteRing();
    private volatile IMXF output;
    private volatile boolean flowing;
    private long lostAndTold;

    UartCapture(String device, UartInterrupt interrupt, IAllocatorMXF allocator, Runnable onClose) {
        this.device = device;
        this.interrupt = interrupt;
        this.allocator = allocator;
        this.onClose = onClose;
        output = allocator;
    }

    /**
     * Sends what came in as one chain. When all events are out the bytes wait for the next time.
     */
    @Override
    public void putMessage(@Nullable DMusKernelEvent event) throws IOException {
        if (event != null) {
            allocator.putMessage(event); // nothing goes into a capture stream
            return;
        }
        if (!flowing) {
            return;
        }
        DMusKernelEvent first = takeOut(ring);
        if (first != null) {
            output.putMessage(first);
        }
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
    public void setState(KsState state) {
        flowing = state == KsState.RUN || state == KsState.PAUSE;
        interrupt.deliverTo(state == KsState.RUN ? ring : null);
        tellWhatWasLost();
        if (!flowing) {
            ring = new ByteRing(); // the dispatch thread may just be taking from the old one
            lostAndTold = 0;
        }
    }

    @Override
    public void close() {
        interrupt.deliverTo(null);
        onClose.run();
    }

    private @Nullable DMusKernelEvent takeOut(ByteRing source) {
        int left = source.available();
        if (left == 0) {
            return null;
        }
        long time = source.burst100ns();
        DMusKernelEvent first = null;
        DMusKernelEvent last = null;
        while (left > 0) {
            DMusKernelEvent event = allocator.getMessage();
            if (event == null) {
                break;
            }
            int count = Math.min(left, DMusKernelEvent.INLINE_BYTES);
            for (int i = 0; i < count; i++) {
                event.append(source.take());
            }
            left -= count;
            event.setPresentationTime100ns(time);
            event.setChannelGroup(CHANNEL_GROUP);
            event.setFlags(DMusKernelEvent.INCOMPLETE);
            if (last == null) {
                first = event;
            } else {
                last.setNext(event);
            }
            last = event;
        }
        return first;
    }

    private void tellWhatWasLost() {
        long lost = ring.lost() - lostAndTold;
        if (lost > 0) {
            lostAndTold += lost;
            System.getLogger("miniport.dmus")
                    .log(
                            WARNING,
                            device
                                    + " lost "
                                    + lost
                                    + " bytes of MIDI input: they came faster than the port"
                                    + " fetched them; give the machine less to do");
        }
    }
}

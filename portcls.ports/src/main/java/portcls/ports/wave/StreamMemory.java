package portcls.ports.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.drm.DrmContent;
import portcls.api.wavert.IPortWaveRTStream;
import portcls.api.wavert.StreamRegisters;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The memory of one client's stream: registers and cyclic buffer. It outlives the driver's stream,
 * so that a held client keeps its mapping. The collector frees it when neither client nor device
 * can reach it any more: a device that was abandoned while it moved data never writes into foreign
 * memory.
 */
public final class StreamMemory {
    private final StreamRegisters registers =
            new StreamRegisters(
                    Arena.ofAuto().allocate(StreamRegisters.BYTES, StreamRegisters.BYTES));
    private final StreamEvents events = new StreamEvents();
    private volatile DrmContent content = DrmContent.DEFAULT;
    private @Nullable MemorySegment kept;
    private boolean inUse;
    private boolean tainted;

    /** Shared by device and client. */
    public StreamRegisters registers() {
        return registers;
    }

    /** Who is to be told. */
    public StreamEvents events() {
        return events;
    }

    /** What its sound must not be used for; the next driver is told, too. */
    DrmContent content() {
        return content;
    }

    void content(DrmContent newContent) {
        content = newContent;
    }

    /** A client works in these pages: the next driver gets them, too. */
    synchronized void keep(MemorySegment pages) {
        kept = pages;
        inUse = true;
    }

    /** Whether a client works, or worked, in these pages: what lies there is its own. */
    public synchronized boolean isKept(MemorySegment pages) {
        return pages.equals(kept);
    }

    /** Whether the driver gave the client's pages back, so that another may have them. */
    synchronized boolean isFree() {
        return !inUse && !tainted;
    }

    /**
     * The driver did not let go in good order: its device may still move data. No other driver gets
     * this memory.
     */
    public synchronized void taint() {
        tainted = true;
    }

    /** Whole pages; those of the client when they are free and of that size. */
    public synchronized MemorySegment take(long bytes) {
        MemorySegment pages = kept;
        if (pages != null && !inUse && pages.byteSize() == bytes) {
            inUse = true;
            return pages;
        }
        return Arena.ofAuto().allocate(bytes, IPortWaveRTStream.PAGE_SIZE);
    }

    /** A driver, or its port, lets go of what {@link #take} gave. */
    public synchronized void giveBack(MemorySegment pages) {
        if (pages.equals(kept)) {
            inUse = false;
        }
    }
}

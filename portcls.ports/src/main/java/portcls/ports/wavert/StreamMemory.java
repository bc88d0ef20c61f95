package portcls.ports.wavert;

import org.jspecify.annotations.Nullable;

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
final class StreamMemory {
    private final StreamRegisters registers =
            new StreamRegisters(
                    Arena.ofAuto().allocate(StreamRegisters.BYTES, StreamRegisters.BYTES));
    private final StreamEvents events = new StreamEvents();
    private @Nullable MemorySegment pages;
    private boolean inUse;

    StreamRegisters registers() {
        return registers;
    }

    StreamEvents events() {
        return events;
    }

    /** Whether the driver gave the buffer back, so that another may have it. */
    synchronized boolean isFree() {
        return !inUse;
    }

    /** Whole pages; the same as last time when they are free again and of that size. */
    synchronized MemorySegment take(long bytes) {
        MemorySegment kept = pages;
        if (kept != null && !inUse && kept.byteSize() == bytes) {
            inUse = true;
            return kept;
        }
        MemorySegment fresh = Arena.ofAuto().allocate(bytes, IPortWaveRTStream.PAGE_SIZE);
        if (kept == null) {
            pages = fresh;
            inUse = true;
        }
        return fresh;
    }

    synchronized void giveBack(MemorySegment memory) {
        if (memory.equals(pages)) {
            inUse = false;
        }
    }
}

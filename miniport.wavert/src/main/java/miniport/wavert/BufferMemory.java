package miniport.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.wavert.AudioBuffer;
import portcls.api.wavert.CacheType;
import portcls.api.wavert.IPortWaveRTStream;
import portcls.api.wavert.Mdl;

import java.lang.foreign.MemorySegment;

/**
 * The memory of one stream's buffer: allocated and mapped through the port's stream, unmapped and
 * freed once ({@code nn-portcls-iportwavertstream}).
 */
final class BufferMemory {
    private final IPortWaveRTStream port;
    private @Nullable Block block;

    /** What there is now. */
    private record Block(Mdl mdl, MemorySegment mapped, int bytes, boolean notifying) {}

    BufferMemory(IPortWaveRTStream port) {
        this.port = port;
    }

    boolean isAllocated() {
        return block != null;
    }

    /**
     * Allocates and maps.
     *
     * @param notifying whether the buffer is to be freed by freeBufferWithNotification
     * @throws PortClsException INSUFFICIENT_RESOURCES
     */
    AudioBuffer allocate(int bytes, boolean notifying) {
        Mdl mdl =
                port.allocatePagesForMdl(Long.MAX_VALUE, bytes)
                        .orElseThrow(() -> tooLittle(bytes, 0));
        if (mdl.byteCount() < bytes) {
            long had = mdl.byteCount();
            port.freePagesFromMdl(mdl);
            throw tooLittle(bytes, had);
        }
        MemorySegment mapped;
        try {
            mapped = port.mapAllocatedPages(mdl, CacheType.CACHED);
        } catch (RuntimeException e) {
            port.freePagesFromMdl(mdl);
            throw e;
        }
        block = new Block(mdl, mapped, bytes, notifying);
        return new AudioBuffer(mdl, bytes, 0, CacheType.CACHED);
    }

    /** The buffer's bytes, without the rest of the last page. */
    MemorySegment mapped() {
        Block now = require();
        return now.mapped().asSlice(0, now.bytes());
    }

    /**
     * Whether this is the memory that is to be freed, in the way that fits its allocation.
     *
     * @param mdl null stands for the only one there is
     * @throws PortClsException INVALID_PARAMETER when not, INVALID_DEVICE_STATE when there is none
     */
    void requireMatch(@Nullable Mdl mdl, boolean notifying) {
        Block now = require();
        if (mdl != null && mdl != now.mdl()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER, "this is not the buffer of this stream: mdl=" + mdl);
        }
        if (notifying != now.notifying()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    now.notifying()
                            ? "this buffer has notifications; free it by freeBufferWithNotification"
                            : "this buffer has no notifications; free it by freeAudioBuffer");
        }
    }

    /** Unmaps and frees. */
    void free() {
        Block now = require();
        block = null;
        port.unmapAllocatedPages(now.mapped(), now.mdl());
        port.freePagesFromMdl(now.mdl());
    }

    private Block require() {
        Block now = block;
        if (now == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE, "this stream has no buffer, or it was freed");
        }
        return now;
    }

    private static PortClsException tooLittle(int bytes, long had) {
        return new PortClsException(
                Status.INSUFFICIENT_RESOURCES,
                "there is not enough memory for the buffer; ask for a smaller one: bytes="
                        + bytes
                        + ", available="
                        + had);
    }
}

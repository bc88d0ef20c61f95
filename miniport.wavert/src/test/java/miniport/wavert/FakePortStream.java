package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;

import portcls.api.wavert.CacheType;
import portcls.api.wavert.IPortWaveRTStream;
import portcls.api.wavert.Mdl;
import portcls.api.wavert.StreamRegisters;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The port's half of a stream: memory that is kept account of. */
final class FakePortStream implements IPortWaveRTStream {
    /** What was asked, in order. */
    final List<String> events = new ArrayList<>();

    final StreamRegisters registers =
            new StreamRegisters(Arena.ofAuto().allocate(StreamRegisters.BYTES, 64));

    /** Most that is given. */
    long available = Long.MAX_VALUE;

    private final List<Pages> given = new ArrayList<>();

    private static final class Pages implements Mdl {
        final MemorySegment memory;
        @Nullable MemorySegment mapped;

        Pages(long bytes) {
            memory = Arena.ofAuto().allocate(bytes, PAGE_SIZE);
        }

        @Override
        public long byteCount() {
            return memory.byteSize();
        }
    }

    @Override
    public Optional<Mdl> allocatePagesForMdl(long highAddress, long totalBytes) {
        assertEquals(Long.MAX_VALUE, highAddress);
        events.add("allocate " + totalBytes);
        long whole = Math.ceilDiv(Math.min(totalBytes, available), PAGE_SIZE) * PAGE_SIZE;
        if (whole == 0) {
            return Optional.empty();
        }
        Pages pages = new Pages(whole);
        given.add(pages);
        return Optional.of(pages);
    }

    @Override
    public MemorySegment mapAllocatedPages(Mdl memory, CacheType cacheType) {
        events.add("map");
        Pages pages = known(memory);
        pages.mapped = pages.memory;
        return pages.memory;
    }

    @Override
    public void unmapAllocatedPages(MemorySegment baseAddress, Mdl memory) {
        events.add("unmap");
        Pages pages = known(memory);
        assertSame(pages.mapped, baseAddress);
        pages.mapped = null;
    }

    @Override
    public void freePagesFromMdl(Mdl memory) {
        events.add("free");
        Pages pages = known(memory);
        assertFalse(pages.mapped != null, "freed while mapped");
        given.remove(pages);
    }

    @Override
    public Optional<Mdl> allocateContiguousPagesForMdl(
            long lowAddress, long highAddress, long totalBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getPhysicalPagesCount(Mdl memory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getPhysicalPageAddress(Mdl memory, int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StreamRegisters registers() {
        return registers;
    }

    /** The memory behind what was given out. */
    MemorySegment memory(Mdl mdl) {
        return known(mdl).memory;
    }

    int pieces() {
        return given.size();
    }

    private Pages known(Mdl mdl) {
        assertTrue(mdl instanceof Pages pages && given.contains(pages), "not given, or freed");
        return (Pages) mdl;
    }
}

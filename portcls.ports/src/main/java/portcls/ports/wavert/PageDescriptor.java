package portcls.ports.wavert;

import portcls.api.wavert.Mdl;

import java.lang.foreign.MemorySegment;

/** Pages that a {@link PortStream} gave out. */
final class PageDescriptor implements Mdl {
    private final MemorySegment pages;
    boolean mapped;
    boolean freed;

    PageDescriptor(MemorySegment pages) {
        this.pages = pages;
    }

    MemorySegment pages() {
        return pages;
    }

    @Override
    public long byteCount() {
        return pages.byteSize();
    }

    @Override
    public String toString() {
        return pages.byteSize() + " bytes";
    }
}

package miniport.dmus.uart;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An event as an allocator hands it out, as far as a UART needs it. For one thread. */
final class FakeEvent implements DMusKernelEvent {
    final List<Integer> bytes = new ArrayList<>();
    boolean out = true;
    private long time;
    private int group;
    private int flags;
    private @Nullable DMusKernelEvent next;
    private @Nullable DMusKernelEvent packaged;

    @Override
    public long presentationTime100ns() {
        return time;
    }

    @Override
    public void setPresentationTime100ns(long time100ns) {
        time = time100ns;
    }

    @Override
    public long bytePosition() {
        return NO_BYTE_POSITION;
    }

    @Override
    public void setBytePosition(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int channelGroup() {
        return group;
    }

    @Override
    public void setChannelGroup(int newGroup) {
        group = newGroup;
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public void setFlags(int newFlags) {
        flags = newFlags;
    }

    @Override
    public @Nullable DMusKernelEvent next() {
        return next;
    }

    @Override
    public void setNext(@Nullable DMusKernelEvent event) {
        next = event;
    }

    @Override
    public @Nullable DMusKernelEvent packaged() {
        return packaged;
    }

    @Override
    public void setPackaged(DMusKernelEvent first) {
        packaged = first;
        flags |= PACKAGE;
    }

    @Override
    public int length() {
        return bytes.size();
    }

    @Override
    public int capacity() {
        return INLINE_BYTES;
    }

    @Override
    public int byteAt(int position) {
        return bytes.get(position);
    }

    @Override
    public boolean append(int value) {
        return bytes.size() < INLINE_BYTES && bytes.add(value);
    }

    @Override
    public void set(byte[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void set(ByteBuffer source, int index, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setShort(int message, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int shortMessage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int copyTo(ByteBuffer target, int from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        throw new UnsupportedOperationException();
    }
}

package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;

import java.nio.ByteBuffer;

/** An event as the port's, with a buffer that is always there. */
public final class FakeEvent implements DMusKernelEvent {
    final byte[] bytes = new byte[FakeAllocator.BUFFER_BYTES];
    private long time;
    private long position = NO_BYTE_POSITION;
    private int group;
    private int flags;
    private int length;
    private @Nullable DMusKernelEvent next;
    private @Nullable DMusKernelEvent packaged;
    boolean free = true;

    void clean() {
        time = 0;
        position = NO_BYTE_POSITION;
        group = 0;
        flags = COMPLETE;
        length = 0;
        next = null;
        packaged = null;
    }

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
        return position;
    }

    @Override
    public void setBytePosition(long newPosition) {
        position = newPosition;
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
        return length;
    }

    @Override
    public int capacity() {
        return bytes.length;
    }

    @Override
    public int byteAt(int index) {
        return bytes[index] & 0xFF;
    }

    @Override
    public boolean append(int value) {
        if (length == bytes.length) {
            return false;
        }
        bytes[length++] = (byte) value;
        return true;
    }

    @Override
    public void set(byte[] source, int offset, int count) {
        System.arraycopy(source, offset, bytes, 0, count);
        length = count;
    }

    @Override
    public void set(ByteBuffer source, int index, int count) {
        source.get(index, bytes, 0, count);
        length = count;
    }

    @Override
    public void setShort(int message, int count) {
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (message >> 8 * i);
        }
        length = count;
    }

    @Override
    public int shortMessage() {
        int message = 0;
        for (int i = Math.min(length, Integer.BYTES) - 1; i >= 0; i--) {
            message = message << 8 | bytes[i] & 0xFF;
        }
        return message;
    }

    @Override
    public int copyTo(ByteBuffer target, int from) {
        int count = Math.min(target.remaining(), length - from);
        target.put(bytes, from, count);
        return count;
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, length);
    }
}

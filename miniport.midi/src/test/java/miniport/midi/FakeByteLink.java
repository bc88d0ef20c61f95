package miniport.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.ByteLink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A byte link whose other end is the test. For one thread. */
final class FakeByteLink implements ByteLink {
    final Deque<Integer> input = new ArrayDeque<>();
    final List<Integer> sent = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    boolean broken;

    /** Never runs dry. */
    boolean endless;

    @Nullable Runnable listener;

    private final boolean writable;
    private final boolean readable;

    FakeByteLink(boolean writable, boolean readable) {
        this.writable = writable;
        this.readable = readable;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public boolean isReadable() {
        return readable;
    }

    @Override
    public int write(ByteBuffer bytes) {
        int count = Math.min(room, bytes.remaining());
        for (int i = 0; i < count; i++) {
            sent.add(bytes.get() & 0xFF);
        }
        room -= count;
        return count;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        if (broken) {
            throw new IOException("the other end is gone");
        }
        if (endless) {
            int filled = buffer.remaining();
            buffer.position(buffer.limit());
            return filled;
        }
        int count = Math.min(input.size(), buffer.remaining());
        for (int i = 0; i < count; i++) {
            buffer.put(input.remove().byteValue());
        }
        return count;
    }

    @Override
    public void onReadable(@Nullable Runnable newListener) {
        listener = newListener;
    }

    @Override
    public String description() {
        return "test link";
    }
}

package portcls.wav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** A file in memory, on a disk that may be full, and whose reads are counted. */
final class MemoryFile implements SeekableByteChannel {
    private byte[] content;
    private int size;
    private long position;
    private boolean open = true;

    /** Bytes that the disk has. */
    int room = Integer.MAX_VALUE;

    /** Calls of read. */
    int reads;

    MemoryFile(byte... content) {
        this.content = content;
        size = content.length;
    }

    byte[] bytes() {
        return Arrays.copyOf(content, size);
    }

    /** The same file, opened again. */
    MemoryFile again() {
        MemoryFile file = new MemoryFile(bytes());
        file.room = room;
        return file;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        check();
        reads++;
        int count = (int) Math.min(bytes.remaining(), size - position);
        if (count <= 0) {
            return -1;
        }
        bytes.put(content, (int) position, count);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        check();
        int count = (int) Math.min(bytes.remaining(), room - position);
        if (count <= 0) {
            throw new IOException("No space left on device");
        }
        int end = (int) position + count;
        if (end > content.length) {
            content = Arrays.copyOf(content, Math.max(end, 2 * content.length));
        }
        bytes.get(content, (int) position, count);
        position = end;
        size = Math.max(size, end);
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        check();
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SeekableByteChannel truncate(long newSize) throws IOException {
        check();
        size = (int) Math.min(size, newSize);
        position = Math.min(position, size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    private void check() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}

package adapter.alsa.lib;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * An open file of the kind that has no size, such as a raw MIDI node: nothing waits but {@link
 * #await}. One thread reads, one writes and one waits, all at a time if need be; {@link #close}
 * only when none of them is inside.
 */
public final class Node implements AutoCloseable {
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final short POLLIN = 1;
    private static final int POLLERR_POLLHUP_POLLNVAL = 0x38;
    private static final int CHUNK = 256;

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN =
            Call.libcErrno("open", int.class, long.class, int.class);
    private static final MethodHandle READ =
            Call.libcErrno("read", long.class, int.class, long.class, long.class);
    private static final MethodHandle WRITE =
            Call.libcErrno("write", long.class, int.class, long.class, long.class);
    private static final MethodHandle POLL =
            Call.libcErrno("poll", int.class, long.class, long.class, int.class);
    private static final Call CLOSE = Call.libc("close", int.class, int.class);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment readState = arena.allocate(STATE);
    private final MemorySegment writeState = arena.allocate(STATE);
    private final MemorySegment pollState = arena.allocate(STATE);
    private final MemorySegment readBytes = arena.allocate(CHUNK);
    private final MemorySegment writeBytes = arena.allocate(CHUNK);
    private final MemorySegment request = arena.allocate(ValueLayout.JAVA_LONG);
    private final Path path;
    private final int descriptor;

    private Node(Path path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /**
     * Opens one.
     *
     * @throws AlsaException when it is not there, not allowed, or in use
     */
    public static Node open(Path path, boolean read, boolean write) throws AlsaException {
        int mode = O_NONBLOCK | O_CLOEXEC | (write ? read ? O_RDWR : O_WRONLY : 0);
        try (Arena once = Arena.ofConfined()) {
            MemorySegment state = once.allocate(STATE);
            int opened =
                    (int)
                            OPEN.invokeExact(
                                    state, once.allocateFrom(path.toString()).address(), mode);
            if (opened < 0) {
                throw AlsaException.of(path + " cannot be opened", errno(state));
            }
            return new Node(path, opened);
        } catch (AlsaException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Reads what is there; 0 when there is nothing, −1 at the end. */
    public int read(ByteBuffer buffer) throws IOException {
        int total = 0;
        while (buffer.hasRemaining()) {
            int wanted = Math.min(CHUNK, buffer.remaining());
            int got = (int) transfer(READ, readState, readBytes, wanted);
            if (got == Errno.EAGAIN) {
                break;
            } else if (got == 0 || got == Errno.ENODEV) {
                return total > 0 ? total : -1;
            } else if (got < 0) {
                throw AlsaException.of(path + " cannot be read", got);
            }
            for (int i = 0; i < got; i++) {
                buffer.put(readBytes.get(ValueLayout.JAVA_BYTE, i));
            }
            total += got;
            if (got < wanted) {
                break;
            }
        }
        return total;
    }

    /** Writes what can be written now; returns how many bytes. */
    public int write(ByteBuffer bytes) throws IOException {
        int total = 0;
        while (bytes.hasRemaining()) {
            int wanted = Math.min(CHUNK, bytes.remaining());
            for (int i = 0; i < wanted; i++) {
                writeBytes.set(ValueLayout.JAVA_BYTE, i, bytes.get(bytes.position() + i));
            }
            int put = (int) transfer(WRITE, writeState, writeBytes, wanted);
            if (put == Errno.EAGAIN) {
                break;
            } else if (put < 0) {
                throw AlsaException.of(path + " cannot be written", put);
            }
            bytes.position(bytes.position() + put);
            total += put;
            if (put < wanted) {
                break;
            }
        }
        return total;
    }

    /**
     * Waits until something can be read.
     *
     * @return whether it can, or the end came; {@code false} when nothing came in that time
     */
    public boolean await(int milliseconds) {
        request.set(ValueLayout.JAVA_INT, 0, descriptor);
        request.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
        request.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
        try {
            int ready = (int) POLL.invokeExact(pollState, request.address(), 1L, milliseconds);
            return ready > 0;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Whether the last {@link #await} found that the other side is gone for good. */
    public boolean isBroken() {
        return (request.get(ValueLayout.JAVA_SHORT, 6) & POLLERR_POLLHUP_POLLNVAL) != 0;
    }

    /** Closes it. */
    @Override
    public void close() {
        CLOSE.i(descriptor);
        arena.close();
    }

    private long transfer(
            MethodHandle function, MemorySegment state, MemorySegment data, long size) {
        try {
            long result;
            do {
                result = (long) function.invokeExact(state, descriptor, data.address(), size);
            } while (result < 0 && errno(state) == Errno.EINTR);
            return result < 0 ? errno(state) : result;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static int errno(MemorySegment state) {
        return -(int) ERRNO.get(state, 0L);
    }
}

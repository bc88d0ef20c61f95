package portcls.logind.lib;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What came over the bus. It is read from front to back. Descriptors in it are closed with it. Of
 * the thread of its bus, which it may outlive.
 */
public final class Message implements AutoCloseable {
    private final Functions functions;
    private final MemorySegment handle;

    Message(Functions functions, MemorySegment handle) {
        this.functions = functions;
        this.handle = handle;
    }

    /** Whether it is that signal. */
    public boolean isSignal(String type, String member) {
        try (Arena arena = Arena.ofConfined()) {
            return functions.i(
                            Function.SD_BUS_MESSAGE_IS_SIGNAL,
                            handle,
                            arena.allocateFrom(type),
                            arena.allocateFrom(member))
                    > 0;
        }
    }

    /** Who sent it, as the bus says: a name that nobody else can have; "" when it does not say. */
    public String sender() {
        return Functions.text(functions.pointer(Function.SD_BUS_MESSAGE_GET_SENDER, handle));
    }

    /** Reads a text. */
    public String text() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return Functions.text(read('s', arena).get(ValueLayout.ADDRESS, 0));
        }
    }

    /** Reads a truth value. */
    public boolean flag() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return read('b', arena).get(ValueLayout.JAVA_INT, 0) != 0;
        }
    }

    /** Reads a number of 64 bits without a sign. */
    public long number() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return read('t', arena).get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /** Makes sure that a descriptor comes next, and stays open as long as the message. */
    public void descriptor() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            read('h', arena);
        }
    }

    /** Goes into a value of any type, which is this one. */
    public Message value(String type) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            check(
                    functions.i(
                            Function.SD_BUS_MESSAGE_ENTER_CONTAINER,
                            handle,
                            (byte) 'v',
                            arena.allocateFrom(type)),
                    "v(" + type + ")");
            return this;
        }
    }

    private MemorySegment read(char type, Arena arena) throws IOException {
        MemorySegment value = arena.allocate(Long.BYTES, Long.BYTES);
        check(
                functions.i(Function.SD_BUS_MESSAGE_READ_BASIC, handle, (byte) type, value),
                String.valueOf(type));
        return value;
    }

    private void check(int result, String type) throws RefusedException {
        if (result <= 0) {
            throw new RefusedException(
                    "a message of "
                            + sender()
                            + " is not as it should be: type="
                            + type
                            + (result < 0 ? " (" + functions.error(result) + ")" : " (it ends)"));
        }
    }

    @Override
    public void close() {
        functions.run(Function.SD_BUS_MESSAGE_UNREF, handle);
    }
}

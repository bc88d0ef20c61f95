package portcls.logind.lib;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A connection to the system bus; the variable {@code DBUS_SYSTEM_BUS_ADDRESS} says where that is
 * when it is not where it always is. Of the thread that opened it. An {@link IOException} that is
 * no {@link RefusedException} means that the connection is lost.
 */
public final class Bus implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(2);
    private static final Duration FOR_EVER = Duration.ofDays(1);

    /** ECHILD, ECONNRESET, ENOTCONN, ESHUTDOWN, ETIMEDOUT: nobody answered. */
    private static final Set<Integer> LOST = Set.of(-10, -104, -107, -108, -110);

    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    /** {@code sd_bus_error}: name, message, and whether to free them. */
    private static final long ERROR_BYTES = POINTER.byteSize() * 3;

    private static final long MICRO = 1_000;

    private final Functions functions;
    private final Bell bell;
    private final MemorySegment handle;

    private Bus(Functions functions, Bell bell, MemorySegment handle) {
        this.functions = functions;
        this.bell = bell;
        this.handle = handle;
    }

    /**
     * Connects.
     *
     * @param bell ends every wait but that for an answer
     * @return empty when it rang meanwhile
     */
    public static Optional<Bus> open(Functions functions, Bell bell) throws IOException {
        Bus bus;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(POINTER);
            int result = functions.i(Function.SD_BUS_OPEN_SYSTEM, out);
            if (result < 0) {
                throw new IOException("there is no system bus (" + functions.error(result) + ")");
            }
            bus = new Bus(functions, bell, out.get(POINTER, 0));
        }
        try {
            if (bus.awaitReady()) {
                return Optional.of(bus);
            }
        } catch (Throwable e) {
            bus.close();
            throw e;
        }
        bus.close();
        return Optional.empty();
    }

    private boolean awaitReady() throws IOException {
        long begin = System.nanoTime();
        while (functions.i(Function.SD_BUS_IS_READY, handle) == 0) {
            Duration left = CONNECT_LIMIT.minusNanos(System.nanoTime() - begin);
            if (left.isNegative()) {
                throw new IOException(
                        "the system bus does not answer since " + CONNECT_LIMIT.toSeconds() + " s");
            }
            Optional<Message> early = process();
            if (early.isPresent()) {
                early.get().close();
            } else if (await(left)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Calls somebody and waits for the answer, two seconds at most. Nobody is started for it.
     *
     * @param texts the arguments
     * @throws RefusedException when it is refused, also when nobody is there
     */
    public Message call(Address to, String member, String... texts) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(POINTER);
            check(
                    functions.i(
                            Function.SD_BUS_MESSAGE_NEW_METHOD_CALL,
                            handle,
                            out,
                            arena.allocateFrom(to.service()),
                            arena.allocateFrom(to.path()),
                            arena.allocateFrom(to.type()),
                            arena.allocateFrom(member)),
                    member);
            MemorySegment call = out.get(POINTER, 0);
            try {
                check(functions.i(Function.SD_BUS_MESSAGE_SET_AUTO_START, call, 0), member);
                for (String text : texts) {
                    check(
                            functions.i(
                                    Function.SD_BUS_MESSAGE_APPEND_BASIC,
                                    call,
                                    (byte) 's',
                                    arena.allocateFrom(text)),
                            member);
                }
                return send(call, to.service() + "." + member, arena);
            } finally {
                functions.run(Function.SD_BUS_MESSAGE_UNREF, call);
            }
        }
    }

    private Message send(MemorySegment call, String what, Arena arena) throws IOException {
        MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
        MemorySegment reply = arena.allocate(POINTER);
        int result =
                functions.i(
                        Function.SD_BUS_CALL,
                        handle,
                        call,
                        CALL_LIMIT.toNanos() / MICRO,
                        error,
                        reply);
        if (result >= 0) {
            return new Message(functions, reply.get(POINTER, 0));
        }
        String said = Functions.text(error.get(POINTER, POINTER.byteSize()));
        functions.run(Function.SD_BUS_ERROR_FREE, error);
        String text = what + " failed: " + (said.isEmpty() ? functions.error(result) : said);
        throw LOST.contains(result) ? new IOException(text) : new RefusedException(text);
    }

    /** Waits for the next message; empty when the bell rang. */
    public Optional<Message> next() throws IOException {
        while (true) {
            Optional<Message> message = process();
            if (message.isPresent()) {
                return message;
            }
            if (await(FOR_EVER)) {
                return Optional.empty();
            }
        }
    }

    /** Does all that can be done now; the first message of others. */
    private Optional<Message> process() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(POINTER);
            int result;
            do {
                result = functions.i(Function.SD_BUS_PROCESS, handle, out);
                if (result < 0) {
                    throw new IOException(
                            "the system bus went away (" + functions.error(result) + ")");
                }
                MemorySegment message = out.get(POINTER, 0);
                if (!message.equals(MemorySegment.NULL)) {
                    return Optional.of(new Message(functions, message));
                }
            } while (result > 0);
            return Optional.empty();
        }
    }

    /** Waits until there is something to process; whether the bell rang. */
    private boolean await(Duration limit) throws IOException {
        int events = functions.i(Function.SD_BUS_GET_EVENTS, handle);
        check(events, "sd_bus_get_events");
        int descriptor = functions.i(Function.SD_BUS_GET_FD, handle);
        check(descriptor, "sd_bus_get_fd");
        Duration own = untilTimeout();
        return bell.await(descriptor, events, own.compareTo(limit) < 0 ? own : limit);
    }

    /** How long libsystemd itself would wait; its clock is that of {@link System#nanoTime}. */
    private Duration untilTimeout() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            check(functions.i(Function.SD_BUS_GET_TIMEOUT, handle, out), "sd_bus_get_timeout");
            long at = out.get(ValueLayout.JAVA_LONG, 0);
            if (at < 0) {
                return FOR_EVER; // UINT64_MAX
            }
            long left = at - System.nanoTime() / MICRO;
            return Duration.ofNanos(Math.max(0, left) * MICRO);
        }
    }

    private void check(int result, String what) throws IOException {
        if (result < 0) {
            throw new IOException(
                    "the system bus went away: " + what + ": " + functions.error(result));
        }
    }

    @Override
    public void close() {
        functions.run(Function.SD_BUS_CLOSE_UNREF, handle);
    }
}

package portcls.logind.lib;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.util.Locale;

/** The C functions that are called; each has the name of its constant. */
enum Function {
    SD_BUS_OPEN_SYSTEM(JAVA_INT, ADDRESS),
    SD_BUS_CLOSE_UNREF(ADDRESS, ADDRESS),
    SD_BUS_IS_READY(JAVA_INT, ADDRESS),
    SD_BUS_GET_FD(JAVA_INT, ADDRESS),
    SD_BUS_GET_EVENTS(JAVA_INT, ADDRESS),
    /** Where the time of the monotonic clock goes, in microseconds. */
    SD_BUS_GET_TIMEOUT(JAVA_INT, ADDRESS, ADDRESS),
    SD_BUS_PROCESS(JAVA_INT, ADDRESS, ADDRESS),
    /** Bus, message, microseconds, error, reply. */
    SD_BUS_CALL(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
    SD_BUS_ERROR_FREE(null, ADDRESS),

    /** Bus, message, destination, path, interface, member. */
    SD_BUS_MESSAGE_NEW_METHOD_CALL(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
    SD_BUS_MESSAGE_SET_AUTO_START(JAVA_INT, ADDRESS, JAVA_INT),
    SD_BUS_MESSAGE_APPEND_BASIC(JAVA_INT, ADDRESS, JAVA_BYTE, ADDRESS),
    SD_BUS_MESSAGE_READ_BASIC(JAVA_INT, ADDRESS, JAVA_BYTE, ADDRESS),
    SD_BUS_MESSAGE_ENTER_CONTAINER(JAVA_INT, ADDRESS, JAVA_BYTE, ADDRESS),
    SD_BUS_MESSAGE_IS_SIGNAL(JAVA_INT, ADDRESS, ADDRESS, ADDRESS),
    SD_BUS_MESSAGE_GET_SENDER(ADDRESS, ADDRESS),
    SD_BUS_MESSAGE_UNREF(ADDRESS, ADDRESS),

    STRERROR(ADDRESS, JAVA_INT),
    EVENTFD(JAVA_INT, JAVA_INT, JAVA_INT),
    READ(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
    WRITE(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
    CLOSE(JAVA_INT, JAVA_INT),
    POLL(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    /** Immutable, though not marked so. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final FunctionDescriptor type;

    Function(@Nullable MemoryLayout result, MemoryLayout... arguments) {
        type =
                result == null
                        ? FunctionDescriptor.ofVoid(arguments)
                        : FunctionDescriptor.of(result, arguments);
    }

    String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    FunctionDescriptor type() {
        return type;
    }

    /** Whether it is one of libsystemd's; else it is one of libc's. */
    boolean isSystemd() {
        return name().startsWith("SD_");
    }
}

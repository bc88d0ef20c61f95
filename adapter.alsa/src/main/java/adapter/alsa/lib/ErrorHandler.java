package adapter.alsa.lib;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Where libasound calls instead of printing. There is one such place per process, and the JDK's own
 * sound library takes it as well, to keep its messages off the console: so what was there before is
 * put back, and whoever came later is left there. Any thread.
 */
final class ErrorHandler {
    static final ErrorHandler SHARED = new ErrorHandler();

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** Longer than a thread of C needs from reading the place to calling what is there. */
    private static final Duration GRACE = Duration.ofMillis(20);

    private final Call set = Call.asound("snd_lib_error_set_handler", int.class, long.class);

    /** Address of the variable; 0 in a library that does not show it. */
    private final long place = Call.asoundVariable("snd_lib_error");

    // Guarded by this.
    private int users;
    private long before;
    private @Nullable MemorySegment stub;
    private Arena arena = Arena.global();

    private ErrorHandler() {}

    /** Takes the place, unless it is taken. */
    synchronized void take() {
        if (users++ == 0) {
            before = current();
            arena = Arena.ofShared();
            MemorySegment made = stub(arena);
            stub = made;
            set.i(made.address());
        }
    }

    /** Gives it back when nobody of ours needs it any more. */
    synchronized void giveBack() {
        MemorySegment ours = stub;
        if (--users > 0 || ours == null) {
            return;
        }
        stub = null;
        if (place == 0 || current() == ours.address()) {
            set.i(before);
        }
        long begin = System.nanoTime();
        do {
            LockSupport.parkNanos(GRACE.toNanos());
        } while (ErrorLog.Message.isWriting() && System.nanoTime() - begin < LIMIT.toNanos());
        if (!ErrorLog.Message.isWriting()) { // else C would return to what is gone
            arena.close();
        }
    }

    private long current() {
        return place == 0 ? 0 : Memory.longAt(place);
    }

    /**
     * The C type of the callback has more arguments behind the format, "…". On the processors that
     * {@link ErrorLog} names a function that is called so and looks at the first five alone finds
     * them where they always are.
     */
    @SuppressWarnings("restricted")
    private static MemorySegment stub(Arena arena) {
        MethodHandle target;
        try {
            target =
                    MethodHandles.lookup()
                            .findStatic(
                                    ErrorLog.Message.class,
                                    "log",
                                    MethodType.methodType(
                                            void.class,
                                            long.class,
                                            int.class,
                                            long.class,
                                            int.class,
                                            long.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
        return Linker.nativeLinker()
                .upcallStub(
                        target,
                        FunctionDescriptor.ofVoid(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG),
                        arena);
    }
}

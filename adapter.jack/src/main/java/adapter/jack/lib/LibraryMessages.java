package adapter.jack.lib;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What libjack would print. It comes on any thread, also on those of libjack, and is kept until
 * somebody writes it to the log.
 */
public final class LibraryMessages {
    /** More than libjack says about one failure; the rest is dropped. */
    private static final int CAPACITY = 64;

    private static final BlockingQueue<String> KEPT = new ArrayBlockingQueue<>(CAPACITY);

    // Guarded by the class.
    private static int users;
    private static @Nullable Arena arena;

    private LibraryMessages() {}

    /** Begins to listen. To be paired with {@link #release()}. */
    public static synchronized void keep() {
        if (users++ == 0) {
            Arena opened = Arena.ofShared();
            arena = opened;
            Jack.setMessageFunction(stub(opened));
        }
    }

    /** Ends listening when nobody else listens. To be called when one's clients are closed. */
    public static synchronized void release() {
        if (--users == 0 && arena != null) {
            Jack.setMessageFunction(0);
            arena.close();
            arena = null;
        }
    }

    /** Writes what was said to the log, as DEBUG. */
    public static void writeTo(Logger log) {
        String message = KEPT.poll();
        while (message != null) {
            log.log(Level.DEBUG, "libjack: {0}", message);
            message = KEPT.poll();
        }
    }

    @SuppressWarnings("restricted")
    private static long stub(Arena owner) {
        try {
            MethodHandle said =
                    MethodHandles.lookup()
                            .findStatic(
                                    LibraryMessages.class,
                                    "said",
                                    MethodType.methodType(void.class, long.class));
            return Linker.nativeLinker()
                    .upcallStub(said, FunctionDescriptor.ofVoid(JAVA_LONG), owner)
                    .address();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the method is in this class", e);
        }
    }

    /** Called by libjack. What leaves this method as an exception ends the JVM. */
    @SuppressWarnings("UnusedMethod") // bound by stub
    private static void said(long text) {
        try {
            // When the queue is full the newest is dropped: the first remarks are the cause.
            boolean _ = KEPT.offer(NativeMemory.text(text).strip());
        } catch (Throwable t) {
            // A text that is no UTF-8, or no memory left: not worth ending the JVM for.
        }
    }
}

package adapter.alsa.lib;

import static java.lang.System.Logger.Level.DEBUG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;

/**
 * Takes the messages that libasound would print on the console. Each is followed by an error that
 * somebody gets, so they are for the curious: level DEBUG. There is one such log per process.
 */
interface ErrorLog extends AutoCloseable {
    /** Leaves the messages where they are. */
    ErrorLog NONE = () -> {};

    @Override
    void close();

    /**
     * Begins to take them. The C type of the callback has more arguments behind the format, "…". On
     * the two processors named here a function that is called so and looks at the first five alone
     * finds them where they always are; elsewhere the messages stay on the console.
     */
    @SuppressWarnings("restricted")
    static ErrorLog install() {
        if (!Set.of("amd64", "x86_64", "aarch64").contains(System.getProperty("os.arch"))) {
            return NONE;
        }
        Call set = Call.asound("snd_lib_error_set_handler", int.class, long.class);
        MethodHandle target;
        try {
            target =
                    MethodHandles.lookup()
                            .findStatic(
                                    Message.class,
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
        Arena arena = Arena.ofShared();
        MemorySegment stub =
                Linker.nativeLinker()
                        .upcallStub(
                                target,
                                FunctionDescriptor.ofVoid(
                                        ValueLayout.JAVA_LONG,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_LONG,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_LONG),
                                arena);
        set.i(stub.address());
        return () -> {
            set.i(0L); // its own again
            arena.close();
        };
    }

    /** One message. */
    final class Message {
        private static final System.Logger LOG = System.getLogger("adapter.alsa.lib");

        private Message() {}

        /** What C calls. Nothing may be thrown back at it. */
        static void log(long file, int line, long function, int error, long format) {
            try {
                if (LOG.isLoggable(DEBUG)) {
                    LOG.log(
                            DEBUG,
                            "{0}: {1} (error={2}, {3}:{4})",
                            Memory.string(function),
                            Memory.string(format).strip(),
                            error,
                            Memory.string(file),
                            line);
                }
            } catch (Throwable e) {
                lost(e);
            }
        }

        private static void lost(Throwable why) {
            try {
                System.err.println("a message of ALSA was lost: " + why);
            } catch (Throwable e) {
                // There is nothing left to say it with, and the process would end.
            }
        }
    }
}

package adapter.alsa.lib;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the messages that libasound would print on the console. Each is followed by an error that
 * somebody gets, so they are for the curious: level DEBUG.
 */
interface ErrorLog extends AutoCloseable {
    /** Leaves the messages where they are. */
    ErrorLog NONE = () -> {};

    @Override
    void close();

    /** Begins to take them; on processors that are not known here they stay on the console. */
    static ErrorLog install() {
        if (!Set.of("amd64", "x86_64", "aarch64").contains(System.getProperty("os.arch"))) {
            return NONE;
        }
        ErrorHandler.SHARED.take();
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (!closed.getAndSet(true)) {
                ErrorHandler.SHARED.giveBack();
            }
        };
    }

    /** One message. */
    final class Message {
        private static final System.Logger LOG = System.getLogger("adapter.alsa.lib");

        private static final AtomicInteger WRITING = new AtomicInteger();

        private Message() {}

        /** Whether a thread of C is here. */
        static boolean isWriting() {
            return WRITING.get() > 0;
        }

        /** What C calls. Nothing may be thrown back at it. */
        static void log(long file, int line, long function, int error, long format) {
            WRITING.incrementAndGet();
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
            } finally {
                WRITING.decrementAndGet();
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

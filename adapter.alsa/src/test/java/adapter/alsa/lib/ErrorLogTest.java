package adapter.alsa.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.Parts;
import adapter.alsa.pcm.PcmEngine;
import adapter.alsa.pcm.PcmSource;

import org.junit.jupiter.api.Test;

import portcls.testkit.RealClock;

import java.lang.foreign.Arena;
import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class ErrorLogTest {
    private static final Logger LOGGER = Logger.getLogger("adapter.alsa.lib");

    private final List<String> log = new CopyOnWriteArrayList<>();

    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord told) {
                    log.add(MessageFormat.format(told.getMessage(), told.getParameters()));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @Test
    void whatAlsaWouldPrintComesIntoTheLogAsLongAsSomebodyHoldsIt() {
        LOGGER.addHandler(handler);
        LOGGER.setLevel(Level.FINE);
        handler.setLevel(Level.FINE);
        try {
            for (int i = 0; i < 3; i++) {
                try (var alsa = closing(Parts.alsa())) {
                    assertTrue(alsa.isThere());
                    log.clear();
                    AlsaException refused =
                            assertThrows(AlsaException.class, ErrorLogTest::openNonsense);
                    assertEquals(Errno.ENOENT, refused.error());
                    assertTrue(
                            log.stream().anyMatch(line -> line.contains("Unknown PCM")),
                            log.toString());
                }
            }
        } finally {
            LOGGER.removeHandler(handler);
            LOGGER.setLevel(null);
        }
    }

    @Test
    void nothingIsThrownBackAtC() {
        Filter before = LOGGER.getFilter();
        LOGGER.setLevel(Level.FINE);
        LOGGER.setFilter(
                told -> {
                    throw new AssertionError("a log that is broken");
                });
        try (Arena arena = Arena.ofConfined()) {
            long text = arena.allocateFrom("text").address();
            ErrorLog.Message.log(text, 1, text, 0, text);
        } finally {
            LOGGER.setFilter(before);
            LOGGER.setLevel(null);
        }
    }

    @Test
    void whoTookTheMessagesBeforeOrLaterKeepsThem() {
        Parts.alsa().close();
        long place = Call.asoundVariable("snd_lib_error");
        long itself = Memory.longAt(place);
        Call set = Call.asound("snd_lib_error_set_handler", int.class, long.class);
        // Nothing is said here, so that none of these is called.
        long other = Call.asoundVariable("snd_strerror");
        try {
            set.i(other);
            ErrorLog log = ErrorLog.install();
            ErrorLog second = ErrorLog.install();
            long ours = Memory.longAt(place);
            assertNotEquals(other, ours);
            log.close();
            log.close();
            assertEquals(ours, Memory.longAt(place), "somebody needs it still");
            second.close();
            assertEquals(other, Memory.longAt(place), "who was there before has it again");

            set.i(0L);
            assertEquals(itself, Memory.longAt(place));
            try (var _ = ErrorLog.install()) {
                set.i(other);
            }
            assertEquals(other, Memory.longAt(place), "who came later keeps it");
        } finally {
            set.i(0L);
        }
    }

    private static void openNonsense() throws AlsaException {
        PcmEngine.probe(PcmSource.of("nonsense", "nonsense", 1, 0), new RealClock(), why -> {});
    }

    private record Closing(Alsa alsa) implements AutoCloseable {
        boolean isThere() {
            return alsa.isThere();
        }

        @Override
        public void close() {
            alsa.close();
        }
    }

    private static Closing closing(Alsa alsa) {
        return new Closing(alsa);
    }
}

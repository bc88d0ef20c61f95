package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.jack.lib.Library;

import org.junit.jupiter.api.Test;

import portcls.testkit.FakeFramework;
import portcls.testkit.RealClock;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class NoLibraryTest {
    private static final class Kept extends Handler {
        final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void aMissingLibraryIsToldOnceAndCostsNothing() {
        FakeFramework framework = new FakeFramework();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Logger logger = Logger.getLogger("adapter.jack");
        Kept kept = new Kept();
        logger.addHandler(kept);
        logger.setUseParentHandlers(false);
        try {
            for (String server : List.of("default", "other")) {
                JackComponent component =
                        new JackComponent(
                                framework.context(),
                                new RealClock(),
                                FakeFramework.settings(
                                        JackSettings.class, Map.of("server", server)),
                                () -> Library.find("libno-such-jack.so.7"));
                component.start();
                assertTrue(before.containsAll(Thread.getAllStackTraces().keySet()));
                component.stop();
            }
        } finally {
            logger.removeHandler(kept);
            logger.setUseParentHandlers(true);
        }
        assertEquals(List.of(), framework.devices);
        assertEquals(1, kept.records.size());
        assertEquals(Level.INFO, kept.records.get(0).getLevel());
        assertEquals(
                "libno-such-jack.so.7 was not found, so there are no JACK devices. To have them"
                    + " install JACK (Debian: jackd2) or PipeWire's JACK (Debian: pipewire-jack),"
                    + " then restart this bundle; else nothing needs to be done.",
                kept.records.get(0).getMessage());
    }

    @Test
    void aLibraryThatLacksFunctionsIsRefusedWithTheirNames() {
        String standard = System.mapLibraryName("jvm"); // some library that is there
        Library found = Library.find(System.getProperty("java.home") + "/lib/server/" + standard);
        String why = assertInstanceOf(Library.Missing.class, found).why();
        assertTrue(why.contains(" lacks jack_activate, jack_client_close, "), why);
        assertTrue(why.contains("Install JACK2 1.9.8 or newer"), why);
    }
}

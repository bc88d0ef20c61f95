package portcls.logind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.logind.lib.Library;

import java.util.List;
import java.util.Set;

class LibraryTest {
    @Test
    void aMissingLibraryIsToldOnceAndCostsNothing() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Kept kept = new Kept()) {
            for (int i = 0; i < 2; i++) {
                SleepComponent component =
                        new SleepComponent(
                                new FakePower().manager(),
                                () -> Library.find("libno-such-systemd.so.7"));
                component.start();
                assertTrue(before.containsAll(Thread.getAllStackTraces().keySet()));
                component.stop();
            }
            assertEquals(
                    List.of(
                            "INFO the devices do not sleep with the machine, since"
                                + " libno-such-systemd.so.7 was not found; install libsystemd"
                                + " (Debian: libsystemd0), then restart this bundle. Whoever lets"
                                + " it sleep can tell them: `power suspend` before and `power"
                                + " resume` after it; else nothing needs to be done."),
                    kept.lines());
        }
    }

    @Test
    void aLibraryThatLacksAFunctionIsRefusedWithItsName() {
        String other = System.getProperty("java.home") + "/lib/" + System.mapLibraryName("net");
        String why = assertInstanceOf(Library.Missing.class, Library.find(other)).why();
        assertTrue(why.contains(" lacks sd_bus_open_system; install that of systemd"), why);
    }
}

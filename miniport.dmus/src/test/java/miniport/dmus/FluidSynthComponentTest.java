package miniport.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import miniport.dmus.fluidsynth.FluidLibrary;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class FluidSynthComponentTest {
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

    private final List<String> devices = new CopyOnWriteArrayList<>();

    @Test
    void aMissingLibraryIsToldOnceAndOffersNothing() {
        Logger logger = Logger.getLogger(FluidSynthComponent.class.getName());
        Kept kept = new Kept();
        logger.addHandler(kept);
        logger.setUseParentHandlers(false);
        try {
            for (int i = 0; i < 2; i++) {
                FluidSynthComponent component =
                        component(Map.of(), FluidLibrary.find("libno-such-fluidsynth.so.7"));
                component.start();
                component.stop();
            }
        } finally {
            logger.removeHandler(kept);
            logger.setUseParentHandlers(true);
        }
        assertEquals(List.of(), devices);
        assertEquals(1, kept.records.size());
        assertEquals(Level.INFO, kept.records.getFirst().getLevel());
        assertEquals(
                "libno-such-fluidsynth.so.7 was not found, so there is no device"
                        + " synth:fluidsynth. To have it install FluidSynth 2 (Debian:"
                        + " libfluidsynth3, and timgm6mb-soundfont for instruments; macOS: brew"
                        + " install fluid-synth), then restart this bundle; else nothing needs to"
                        + " be done.",
                kept.records.getFirst().getMessage());
    }

    @Test
    void aLibraryThatLacksFunctionsIsRefusedWithTheirNames() {
        String jvm =
                System.getProperty("java.home") + "/lib/server/" + System.mapLibraryName("jvm");
        String why = assertInstanceOf(FluidLibrary.Missing.class, FluidLibrary.find(jvm)).why();
        assertTrue(why.contains(" lacks delete_fluid_settings, "), why);
    }

    @Test
    void theDeviceIsThereWhileTheComponentIs() {
        FluidSynthComponent component =
                component(Map.of(), new FluidLibrary.Found("any", _ -> Optional.empty()));
        component.start();
        assertEquals(List.of("synth:fluidsynth"), devices);
        component.stop();
        assertEquals(List.of(), devices);
    }

    @Test
    void aRateThatTheLibraryCannotIsRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> component(Map.of("sampleRate", 8_000), new FluidLibrary.Missing("")));
        assertEquals("sampleRate must lie in 22050 … 96000: sampleRate=8000", e.getMessage());
    }

    private FluidSynthComponent component(Map<String, Object> values, FluidLibrary library) {
        return new FluidSynthComponent(
                context(), Settings.of(FluidSynthSettings.class, values), () -> library);
    }

    private BundleContext context() {
        return (BundleContext)
                Proxy.newProxyInstance(
                        BundleContext.class.getClassLoader(),
                        new Class<?>[] {BundleContext.class},
                        (proxy, method, arguments) -> {
                            assertEquals("registerService", method.getName());
                            devices.add(
                                    (String) ((Dictionary<?, ?>) arguments[2]).get("portcls.id"));
                            return registration();
                        });
    }

    private ServiceRegistration<?> registration() {
        return (ServiceRegistration<?>)
                Proxy.newProxyInstance(
                        ServiceRegistration.class.getClassLoader(),
                        new Class<?>[] {ServiceRegistration.class},
                        (proxy, method, arguments) -> {
                            assertEquals("unregister", method.getName());
                            devices.clear();
                            return null;
                        });
    }
}

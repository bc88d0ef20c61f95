package adapter.virtual.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.gervill.Gervill;
import portcls.testkit.Await;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The bundle's class loader can go when the bundle stops, whatever the Java platform started. */
@Timeout(120)
class NothingStaysTest {
    @TempDir Path folder = Path.of("");

    @Test
    void a_class_loader_that_sounded_can_be_collected() throws Exception {
        WeakReference<ClassLoader> loader = sound();
        Await.until(
                "the class loader is collected",
                () -> {
                    System.gc();
                    return loader.refersTo(null);
                });
    }

    private WeakReference<ClassLoader> sound() throws Exception {
        try (BundleLoader loader = new BundleLoader()) {
            Class<?> moduleType = loader.loadClass(SoundModule.class.getName());
            Class<?> configType = loader.loadClass(SoundConfig.class.getName());
            Class<?> finderType = loader.loadClass(FilterFinder.class.getName());
            assertNotSame(SoundModule.class, moduleType);
            Constructor<?> config = configType.getConstructor(String.class, Path.class);
            Constructor<?> module =
                    moduleType.getConstructor(
                            String.class, MasterClock.class, configType, finderType);
            TestClock clock = new TestClock();
            Object nobody =
                    Proxy.newProxyInstance(
                            loader, new Class<?>[] {finderType}, (_, _, _) -> Optional.empty());
            Object sounding =
                    module.newInstance(
                            "virtual:test",
                            clock,
                            config.newInstance(SoundConfig.WAV, null),
                            nobody);
            Recording recording = ((Recordable) sounding).record(folder.resolve("leak.wav"));
            clock.advance(ReferenceTime.SECOND);
            recording.close();
            assertEquals(44_100, recording.frames());
            ((AutoCloseable) sounding).close();
            return new WeakReference<>(loader);
        }
    }

    /** Loads the bundle's classes anew, and everything else from where it is. */
    private static final class BundleLoader extends URLClassLoader {
        private static final List<String> BUNDLE = List.of("adapter.virtual.", "portcls.gervill.");

        BundleLoader() throws IOException {
            super(
                    new URL[] {locationOf(SoundModule.class), locationOf(Gervill.class)},
                    SoundModule.class.getClassLoader());
        }

        private static URL locationOf(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (BUNDLE.stream().noneMatch(name::startsWith)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}

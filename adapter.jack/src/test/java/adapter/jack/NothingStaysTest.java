package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;
import portcls.testkit.Await;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestBuffer;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;

/** The bundle's class loader can go when the bundle stops, whatever libjack called. */
class NothingStaysTest {
    @Test
    void aClassLoaderThatPlayedCanBeCollected() throws Exception {
        try (JackServer server = JackServer.start(256)) {
            WeakReference<ClassLoader> loader = play(server);
            Await.until(
                    "the class loader is collected",
                    () -> {
                        System.gc();
                        return loader.refersTo(null);
                    });
        }
    }

    private static WeakReference<ClassLoader> play(JackServer server) throws Exception {
        FakeFramework framework = new FakeFramework();
        try (BundleLoader loader = new BundleLoader()) {
            Class<?> type = loader.loadClass(JackComponent.class.getName());
            assertNotSame(JackComponent.class, type);
            Class<? extends Annotation> settings =
                    loader.loadClass(JackSettings.class.getName()).asSubclass(Annotation.class);
            Object component =
                    type.getConstructor(BundleContext.class, MasterClock.class, settings)
                            .newInstance(
                                    framework.context(),
                                    new RealClock(),
                                    FakeFramework.settings(
                                            settings, Map.of("server", server.name())));
            call(component, "start");
            Await.until("two devices", () -> framework.devices.size() == 2);
            WaveEngine engine = (WaveEngine) framework.devices.get(0).resources().get(0);
            WaveFormat format = WaveFormat.float32(JackServer.SAMPLE_RATE, 2);
            TestBuffer buffer = new TestBuffer(format, 1_024, 2);
            try (WaveEngineStream stream = engine.open(engine.endpoints().get(0), format)) {
                stream.prepare(buffer);
                stream.start();
                Await.until("it plays", () -> buffer.position > 0);
            }
            call(component, "stop");
            return new WeakReference<>(loader);
        }
    }

    private static void call(Object component, String name) throws ReflectiveOperationException {
        Method method = component.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        method.invoke(component);
    }

    /** Loads the bundle's classes anew, and everything else from where it is. */
    private static final class BundleLoader extends URLClassLoader {
        private static final String BUNDLE = "adapter.jack.";

        BundleLoader() throws IOException {
            super(
                    new URL[] {
                        JackComponent.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    JackComponent.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(BUNDLE)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}

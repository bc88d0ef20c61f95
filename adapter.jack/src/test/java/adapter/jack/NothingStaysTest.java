package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;
import portcls.testkit.Await;
import portcls.testkit.BundleLoader;
import portcls.testkit.FakeFramework;
import portcls.testkit.RealClock;
import portcls.testkit.TestBuffer;

import java.lang.annotation.Annotation;
import java.lang.ref.WeakReference;
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
        try (BundleLoader loader = new BundleLoader(JackComponent.class)) {
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
            BundleLoader.call(component, "start");
            Await.until("two devices", () -> framework.devices.size() == 2);
            WaveEngine engine = (WaveEngine) framework.devices.get(0).resources().get(0);
            WaveFormat format = WaveFormat.float32(JackServer.SAMPLE_RATE, 2);
            TestBuffer buffer = new TestBuffer(format, 1_024, 2);
            try (WaveEngineStream stream = engine.open(engine.endpoints().get(0), format)) {
                stream.prepare(buffer);
                stream.start();
                Await.until("it plays", () -> buffer.position > 0);
            }
            BundleLoader.call(component, "stop");
            return new WeakReference<>(loader);
        }
    }
}

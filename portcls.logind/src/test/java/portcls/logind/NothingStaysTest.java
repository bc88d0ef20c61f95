package portcls.logind;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;

import portcls.api.power.PowerManager;
import portcls.testkit.Await;
import portcls.testkit.BundleLoader;

import java.lang.ref.WeakReference;

/** The bundle's class loader can go when the bundle stops, though libsystemd stays. */
class NothingStaysTest {
    @Test
    void aClassLoaderThatListenedCanBeCollected() throws Exception {
        Daemon bus = Daemon.bus();
        Daemon logind = Daemon.logind();
        try (bus;
                logind) {
            WeakReference<ClassLoader> loader = listen(logind);
            Await.until(
                    "the class loader is collected",
                    () -> {
                        System.gc();
                        return loader.refersTo(null);
                    });
        }
    }

    private static WeakReference<ClassLoader> listen(Daemon logind) throws Exception {
        FakePower power = new FakePower();
        try (BundleLoader loader = new BundleLoader(SleepComponent.class)) {
            Class<?> type = loader.loadClass(SleepComponent.class.getName());
            assertNotSame(SleepComponent.class, type);
            Object component = type.getConstructor(PowerManager.class).newInstance(power.manager());
            BundleLoader.call(component, "start");
            Await.until("it listens", () -> logind.ask("held").equals("1"));
            logind.ask("sleep");
            Await.until("the devices sleep", () -> !power.told.isEmpty());
            BundleLoader.call(component, "stop");
            return new WeakReference<>(loader);
        }
    }
}

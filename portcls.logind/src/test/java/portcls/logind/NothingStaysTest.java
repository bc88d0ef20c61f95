package portcls.logind;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;

import portcls.api.power.PowerManager;
import portcls.testkit.Await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;

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
        try (BundleLoader loader = new BundleLoader()) {
            Class<?> type = loader.loadClass(SleepComponent.class.getName());
            assertNotSame(SleepComponent.class, type);
            Object component = type.getConstructor(PowerManager.class).newInstance(power.manager());
            call(component, "start");
            Await.until("it listens", () -> logind.ask("held").equals("1"));
            logind.ask("sleep");
            Await.until("the devices sleep", () -> !power.told.isEmpty());
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
        private static final String BUNDLE = "portcls.logind.";

        BundleLoader() throws IOException {
            super(
                    new URL[] {
                        SleepComponent.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    SleepComponent.class.getClassLoader());
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

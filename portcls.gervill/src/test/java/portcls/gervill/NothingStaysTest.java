package portcls.gervill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Each bundle that embeds these classes has its own; all work, and all can go. */
@Timeout(120)
class NothingStaysTest {
    @Test
    void classLoadersThatSoundedTogetherCanBeCollected() throws Exception {
        WeakReference<?>[] loaders = sound();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (WeakReference<?> loader : loaders) {
            while (!loader.refersTo(null)) {
                assertTrue(System.nanoTime() < deadline, "the class loader is collected");
                System.gc();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    private static WeakReference<?>[] sound() throws Exception {
        try (EmbeddingBundle first = new EmbeddingBundle();
                EmbeddingBundle second = new EmbeddingBundle();
                AutoCloseable one = first.synth();
                AutoCloseable two = second.synth()) {
            assertNotSame(one.getClass(), two.getClass());
            for (AutoCloseable synth : new AutoCloseable[] {one, two}) {
                synth.getClass().getMethod("loadDefault").invoke(synth);
                synth.getClass()
                        .getMethod("send", long.class, int.class)
                        .invoke(synth, 0, 0x7F4590);
                float[] out = new float[20_000];
                synth.getClass()
                        .getMethod("render", float[].class, int.class, int.class)
                        .invoke(synth, out, 0, 10_000);
                assertTrue(new Sound(0, out).peak() > 0.01);
                assertEquals(1, synth.getClass().getMethod("activeVoices").invoke(synth));
            }
            return new WeakReference<?>[] {new WeakReference<>(first), new WeakReference<>(second)};
        }
    }

    /** Loads these classes anew, and everything else from where it is. */
    private static final class EmbeddingBundle extends URLClassLoader {
        EmbeddingBundle() {
            super(
                    new URL[] {
                        GervillSynth.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    GervillSynth.class.getClassLoader());
        }

        AutoCloseable synth() throws Exception {
            Class<?> options = loadClass(GervillOptions.class.getName());
            Object synth =
                    loadClass(GervillSynth.class.getName())
                            .getMethod("open", options)
                            .invoke(null, options.getField("DEFAULT").get(null));
            if (synth instanceof AutoCloseable closeable) {
                return closeable;
            }
            throw new IOException("no synthesizer: " + synth);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("portcls.gervill.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}

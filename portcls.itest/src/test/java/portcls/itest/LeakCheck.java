package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

import portcls.api.client.Filter;

import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Installs and uninstalls a bundle many times and looks whether anything of it stays. */
final class LeakCheck {
    /** Threads that the ports borrow; a cached pool keeps those that were used at the same time. */
    private static final int MOST_POOLED = 8;

    private static final String POOLED = "portcls-worker-";

    /** Threads of the machine itself that carry virtual threads; there once one was started. */
    private static final List<String> CARRIERS = List.of("ForkJoinPool-1-", "VirtualThread-");

    private final BundleContext context;
    private final Services services;
    private final String filterId;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    /** What clients forgot to let go. */
    private final List<Object> stale = new ArrayList<>();

    /** Does what clients do, each time something else, and forgets things in all states. */
    interface Use {
        void of(Filter filter, int number, List<Object> stale) throws Exception;
    }

    LeakCheck(BundleContext context, Services services, String filterId) {
        this.context = context;
        this.services = services;
        this.filterId = filterId;
    }

    void assertNothingLeft(String bundle, int cycles, Use use) throws Exception {
        services.bundle(bundle).uninstall();
        byte[] jar = Files.readAllBytes(Containers.jar(bundle));
        cycle(jar, 0, use);
        TreeSet<String> threads = threads();
        for (int i = 1; i < cycles; i++) {
            cycle(jar, i, use);
        }
        assertEquals(cycles, loaders.size());
        assertTrue("clients hold something", stale.size() >= cycles);
        awaitCollected();
        assertThreads(threads);
    }

    private void cycle(byte[] jar, int number, Use use) throws Exception {
        Bundle bundle = context.installBundle("cycle:" + number, new ByteArrayInputStream(jar));
        bundle.start();
        loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
        Filter filter = services.filter(filterId);
        use.of(filter, number, stale);
        stale.add(filter);
        bundle.stop();
        bundle.uninstall();
        assertFalse("a filter is left", services.hasFilter(filterId));
    }

    private void awaitCollected() throws Exception {
        try {
            Await.until(
                    "all class loaders are collected",
                    () -> {
                        System.gc();
                        return loaders.stream().allMatch(loader -> loader.refersTo(null));
                    });
        } catch (AssertionError e) {
            // Without its cause, which Pax Exam would show in place of the explanation.
            throw new AssertionError(e.getMessage() + "; " + Reach.explain(stale, loaders));
        }
    }

    private static void assertThreads(TreeSet<String> before) throws Exception {
        Await.until(
                "no thread is left; at first there were " + before + ", now " + threads(),
                () -> {
                    TreeSet<String> more = threads();
                    more.removeAll(before);
                    return more.stream().allMatch(name -> name.startsWith(POOLED))
                            && more.size() <= MOST_POOLED;
                });
    }

    private static TreeSet<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(Objects::nonNull)
                .filter(name -> CARRIERS.stream().noneMatch(name::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

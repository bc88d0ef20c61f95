package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.time.ReferenceTime;

import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.inject.Inject;

/** Nothing of a bundle stays behind, however often it comes and whatever clients hold on to. */
@RunWith(PaxExam.class)
public class LeakIT {
    private static final String ID = "virtual:leak";

    /** Threads that the ports borrow; a cached pool keeps those that were used at the same time. */
    private static final int MOST_POOLED = 8;

    private static final String POOLED = "portcls-worker-";

    @Inject BundleContext context;

    private Services services;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    /** What clients forgot to let go. */
    private final List<Object> stale = new ArrayList<>();

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.house()};
    }

    @Before
    public void configure() throws Exception {
        services = new Services(context);
        services.configure(
                "adapter.virtual.mpu401", Map.of("name", "leak", "connector", "loop-back"));
        services.filter(ID);
    }

    @Test
    public void nothing_of_a_driver_is_left_after_two_hundred_cycles() throws Exception {
        assertNothingLeft("miniport.midi", 200);
    }

    @Test
    public void nothing_of_a_device_is_left_after_fifty_cycles() throws Exception {
        assertNothingLeft("adapter.virtual", 50);
    }

    private void assertNothingLeft(String bundle, int cycles) throws Exception {
        services.bundle(bundle).uninstall();
        byte[] jar = Files.readAllBytes(Containers.jar(bundle));
        cycle(jar, 0);
        TreeSet<String> threads = threads();
        for (int i = 1; i < cycles; i++) {
            cycle(jar, i);
        }
        assertEquals(cycles, loaders.size());
        assertTrue("clients hold something", stale.size() >= cycles);
        awaitCollected();
        assertThreads(threads);
    }

    private void cycle(byte[] jar, int number) throws Exception {
        Bundle bundle = context.installBundle("cycle:" + number, new ByteArrayInputStream(jar));
        bundle.start();
        loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
        use(services.filter(ID), number);
        bundle.stop();
        bundle.uninstall();
        assertFalse("a filter is left", services.hasFilter(ID));
    }

    /** Does what clients do, each time something else, and forgets things in all states. */
    private void use(Filter filter, int number) throws Exception {
        switch (number % 8) {
            case 0 -> stale.add(filter);
            case 1 -> {
                try (MidiPin pin = play(filter)) {
                    stale.add(pin);
                }
            }
            case 2 -> stale.add(play(filter));
            case 3 -> {
                MidiPin pin = play(filter);
                long later = pin.now() + ReferenceTime.seconds(60);
                pin.send(later, MidiMessages.noteOff(0, 60));
                pin.send(later, new byte[600], 0, 600);
                stale.add(pin);
            }
            case 4 -> {
                MidiCapturePin pin = filter.openMidiCapture();
                pin.run();
                stale.add(pin);
            }
            case 5 -> {
                FilterHandle handle = filter.open();
                stale.add(handle.openMidi(handle.firstMidiPin(false)));
                stale.add(handle);
            }
            case 6 -> {
                stale.add(filter.onRemoval(removal -> {}));
                stale.add(filter.descriptor());
            }
            default -> stale.add(play(filter).counters());
        }
        stale.add(filter);
    }

    private static MidiPin play(Filter filter) throws Exception {
        MidiPin pin = filter.openMidi();
        pin.run();
        pin.send(MidiMessages.noteOn(0, 60, 100));
        assertTrue(pin.awaitDrained(Duration.ofSeconds(30)));
        return pin;
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
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

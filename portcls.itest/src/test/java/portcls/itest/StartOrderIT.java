package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/**
 * Whatever starts, stops, comes or goes first. Nothing in here may use the API's classes: the test
 * bundle would be wired to a bundle that it uninstalls.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StartOrderIT {
    private static final String ID = "virtual:mpu401";
    private static final String FILTER = "portcls.api.client.Filter";

    @Inject BundleContext context;

    private final Map<String, Bundle> installed = new LinkedHashMap<>();

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.bare()};
    }

    @After
    public void uninstall() throws Exception {
        if (installed.isEmpty()) {
            return;
        }
        for (Bundle bundle : installed.values()) {
            bundle.uninstall();
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(
                        installed.values(),
                        event -> {
                            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                                refreshed.countDown();
                            }
                        });
        refreshed.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
        installed.clear();
    }

    @Test
    @Rule({"SUB-17", "DYN-9"})
    public void the_filter_comes_whatever_starts_first_and_goes_whatever_stops_first()
            throws Exception {
        List<List<String>> orders = orders(List.of(Containers.HOUSE));
        assertEquals(24, orders.size());
        for (int i = 0; i < orders.size(); i++) {
            install();
            for (String name : orders.get(i)) {
                installed.get(name).start();
            }
            Await.until("a filter after the start of " + orders.get(i), () -> filter() != null);
            assertProperties(filter());

            // Each order of stopping once, too, and another one than that of starting.
            List<String> stops = orders.get((i + 7) % orders.size());
            for (String name : stops) {
                installed.get(name).stop();
                if (!name.equals("portcls.api")) {
                    assertNull("a filter is left after the stop of " + name, filter());
                }
            }
            uninstall();
        }
    }

    @Test
    public void each_part_can_go_alone_and_the_rest_binds_again_when_it_is_back() throws Exception {
        install();
        for (Bundle bundle : installed.values()) {
            bundle.start();
        }
        for (String alone : List.of("portcls.ports", "adapter.virtual", "miniport.midi")) {
            Await.until("a filter before the stop of " + alone, () -> filter() != null);
            for (int i = 0; i < 3; i++) {
                installed.get(alone).stop();
                assertNull("a filter is left without " + alone, filter());
                installed.get(alone).start();
                Await.until("a filter with " + alone, () -> filter() != null);
                assertProperties(filter());
            }
        }
    }

    private void install() throws BundleException {
        for (String name : Containers.HOUSE) {
            installed.put(name, context.installBundle(Containers.jar(name).toUri().toString()));
        }
    }

    private ServiceReference<?> filter() throws Exception {
        ServiceReference<?>[] found =
                context.getAllServiceReferences(FILTER, "(portcls.id=" + ID + ")");
        return found == null ? null : found[0];
    }

    private void assertProperties(ServiceReference<?> filter) {
        Bundle driver = installed.get("miniport.midi");
        assertEquals(ID, filter.getProperty("portcls.id"));
        assertEquals("Virtual MPU-401 with sound module", filter.getProperty("portcls.name"));
        assertEquals("midi", filter.getProperty("portcls.kind"));
        assertEquals(ID, filter.getProperty("portcls.device"));
        assertEquals("", filter.getProperty("portcls.subdevice"));
        assertEquals(
                List.of("AUDIO", "RENDER", "CAPTURE"),
                List.of((String[]) filter.getProperty("category")));
        assertEquals("miniport.midi " + driver.getVersion(), filter.getProperty("portcls.driver"));
    }

    /** All orders of these. */
    private static List<List<String>> orders(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> all = new ArrayList<>();
        for (String first : names) {
            List<String> rest = new ArrayList<>(names);
            rest.remove(first);
            for (List<String> order : orders(rest)) {
                List<String> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            }
        }
        return all;
    }
}

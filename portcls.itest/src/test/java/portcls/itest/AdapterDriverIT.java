package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import portcls.api.PortClass;
import portcls.api.adapter.Recording;
import portcls.api.client.AudioPath;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.client.WavePin;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.conformance.Rule;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.inject.Inject;

/** A driver that starts a whole card is dropped in and pulled out, in exact time. */
@RunWith(PaxExam.class)
public class AdapterDriverIT {
    private static final String CARD = "virtual:sb16";
    private static final Map<String, PortClass> STOCK =
            Map.of(
                    CARD,
                    PortClass.WAVECYCLIC,
                    CARD + "/mixer",
                    PortClass.TOPOLOGY,
                    CARD + "/uart",
                    PortClass.MIDI,
                    CARD + "/fm",
                    PortClass.MIDI);
    private static final Map<String, PortClass> OWN =
            Map.of(
                    CARD + "/Wave", PortClass.WAVECYCLIC,
                    CARD + "/Topology", PortClass.TOPOLOGY,
                    CARD + "/Uart", PortClass.MIDI,
                    CARD + "/FmSynth", PortClass.MIDI);

    @Inject BundleContext context;

    private Services services;
    private Topology topology;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.allDriversInVirtualTime()};
    }

    @Before
    public void find() throws Exception {
        services = new Services(context);
        topology = services.get(Topology.class);
        Await.until("the stock drivers serve the card", () -> filters().equals(STOCK));
    }

    @Test
    @Rule({"DYN-5", "DYN-9"})
    public void dropped_in_it_takes_the_card_and_pulled_out_the_stock_drivers_come_back()
            throws Exception {
        for (int i = 0; i < 3; i++) {
            Bundle driver = dropIn();
            Await.until("it serves the card: " + filters(), () -> filters().equals(OWN));
            assertSounds("own-" + i, CARD + "/Wave", CARD + "/Topology");
            driver.uninstall();
            Await.until("the stock drivers: " + filters(), () -> filters().equals(STOCK));
            Card.awaitWires(services, CARD);
            assertSounds("stock-" + i, CARD, CARD + "/mixer");
        }
    }

    @Test
    public void a_card_that_plays_is_not_taken_away() throws Exception {
        Bundle driver;
        try (WavePin pin = services.filter(CARD).openRender(Buffer.ofMillis(80))) {
            pin.run();
            driver = dropIn();
            assertEquals(STOCK, filters());
            assertTrue(pin.removal().isEmpty());
        }
        Await.until("it serves the card: " + filters(), () -> filters().equals(OWN));
        driver.uninstall();
    }

    private Bundle dropIn() throws Exception {
        try (InputStream jar = Files.newInputStream(Containers.jar("example.sb16"))) {
            Bundle driver = context.installBundle("dropped:example.sb16", jar);
            driver.start();
            return driver;
        }
    }

    /** What there is of the card. */
    private Map<String, PortClass> filters() {
        Map<String, PortClass> found = new TreeMap<>();
        for (Filter filter : topology.filters(CARD)) {
            found.put(filter.id(), filter.kind());
        }
        return found;
    }

    private void assertSounds(String name, String wave, String mixer) throws Exception {
        VirtualClock clock = services.get(VirtualClock.class);
        int rate = Card.SB16.rate();
        Sine sine = new Sine(441, rate, 0.5);
        Recording recording = Card.record(services, CARD, name);
        try (WavePin pin =
                services.filter(wave)
                        .openRender(Card.SB16.format(), Buffer.ofMillis(80).packets(4))) {
            try (AudioPath path = topology.path(pin)) {
                assertEquals(mixer, path.ends().getFirst().filter().id());
                assertEquals(
                        List.of(wave, mixer),
                        path.elements().stream().map(it -> it.filter().id()).distinct().toList());
                Knobs.unity(path);
            }
            Sound.play(clock, pin, sine, rate / 2);
            recording.close();
        }
        clock.advance(ReferenceTime.millis(100)); // what sounds now is not of the next recording
        Sound.assertExact(name, Wav.read(recording.file()), new Sine(441, rate, 0.5), rate / 4);
    }
}

package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import portcls.api.Status;
import portcls.api.adapter.Recording;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.Gap;
import portcls.api.client.RemovalReason;
import portcls.api.diag.DeviceState;
import portcls.api.ks.KsState;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/** The drivers of the simulated cards go and come while they are in use, in real time. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CardHotPlugIT {
    private static final Buffer BUFFER = Buffer.ofMillis(200).packets(8);
    private static final List<Card> CARDS = List.of(Card.SB16, Card.AC97);
    private static final String FM = "virtual:opl3";

    @Inject BundleContext context;

    private Services services;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.allDrivers()};
    }

    @Before
    public void find() {
        services = new Services(context);
    }

    @Test
    public void a_held_stream_goes_on_with_the_new_driver_and_tells_of_the_gap() throws Exception {
        for (Card card : CARDS) {
            Filter filter = card.plug(services, "held");
            int rate = card.rate();
            Recording recording = Card.record(services, filter.id(), "held-" + card);
            try (WavePlayer player =
                    new WavePlayer(filter, card.format(), BUFFER.hold(30, TimeUnit.SECONDS))) {
                player.awaitFrames(rate / 2);
                MemorySegment buffer = player.pin().buffer();
                for (int i = 1; i <= 3; i++) {
                    update(card);
                    int gaps = i;
                    Await.until(
                            card + " tells of gap " + i, () -> player.pin().gaps().size() == gaps);
                    player.awaitFrames(player.pin().transferredFrames() + rate / 4);
                }
                assertSame(buffer, player.pin().buffer());
                assertEquals(KsState.RUN, player.pin().state());
                assertFalse(player.pin().removal().isPresent());
                for (Gap gap : player.pin().gaps()) {
                    assertEquals(RemovalReason.ORDERLY, gap.cause().reason());
                    assertTrue(gap.toString(), gap.frames() > 0 && gap.frames() < 10 * rate);
                }
                player.stop();
            }
            recording.close();
            Wav wav = Wav.read(recording.file());
            assertEquals(card + " at first", 440, wav.pitch(0.3, 0.45, 415, 466), 3);
            double late = (double) wav.frames() / wav.rate() - 0.35;
            assertTrue(card + " sounds on to the end", wav.peak(late - 0.1, late) > 0.1);
            assertEquals(card + " at last", 440, wav.pitch(late - 0.15, late, 415, 466), 3);
        }
    }

    @Test
    public void while_it_is_held_its_report_says_so_and_the_other_functions_stay()
            throws Exception {
        for (Card card : CARDS) {
            Filter filter = card.plug(services, "waits");
            Filter mixer = services.filter(Card.mixer(filter.id()));
            Bundle driver = services.bundle(card.driver());
            try (WavePlayer player =
                    new WavePlayer(filter, card.format(), BUFFER.hold(30, TimeUnit.SECONDS))) {
                player.awaitFrames(card.rate() / 10);
                driver.stop();
                assertTrue(player.pin().isHeld());
                assertEquals(DeviceState.HELD, services.report(filter.id()).state());
                assertFalse(mixer.removal().isPresent());
                driver.start();
                Await.until(card + " goes on", () -> !player.pin().isHeld());
                player.stop();
            }
        }
    }

    @Test
    public void a_stream_that_is_not_held_ends_at_once() throws Exception {
        for (Card card : CARDS) {
            Filter filter = card.plug(services, "ends");
            Bundle driver = services.bundle(card.driver());
            try (WavePlayer player = new WavePlayer(filter, card.format(), BUFFER)) {
                player.awaitFrames(card.rate() / 10);
                driver.stop();
                assertEquals(Status.DEVICE_REMOVED, player.failure().status());
            }
            driver.start();
            assertEquals(filter.id(), services.filter(filter.id()).id());
        }
    }

    @Test
    public void who_plays_fm_is_told_that_its_driver_went_and_plays_again_when_it_is_back()
            throws Exception {
        Bundle driver = services.bundle("miniport.fmsynth");
        Filter before = services.filter(FM);
        try (Player player = new Player(before)) {
            player.awaitNotes(5);
            driver.stop();
            assertEquals(Status.DEVICE_REMOVED, player.end().failure().status());
            assertEquals(RemovalReason.ORDERLY, before.removal().orElseThrow().reason());
            assertFalse(services.hasFilter(FM));
        }
        driver.start();
        try (Player player = new Player(services.filter(FM))) {
            player.awaitNotes(5);
        }
    }

    private void update(Card card) throws Exception {
        try (InputStream jar = Files.newInputStream(Containers.jar(card.driver()))) {
            services.bundle(card.driver()).update(jar);
        }
    }
}

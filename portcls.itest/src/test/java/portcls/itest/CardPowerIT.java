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
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

import portcls.api.DevicePowerState;
import portcls.api.adapter.Recording;
import portcls.api.client.AudioPath;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.client.WavePin;
import portcls.api.ks.KsState;
import portcls.api.power.PowerManager;
import portcls.api.power.PowerStatus;
import portcls.api.power.SystemPowerState;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.List;

import javax.inject.Inject;

/** The simulated cards sleep and wake while they play, in exact time. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CardPowerIT {
    private static final Buffer BUFFER = Buffer.ofMillis(80).packets(4);

    @Inject BundleContext context;

    private Services services;
    private VirtualClock clock;
    private Topology topology;
    private PowerManager power;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.allDriversInVirtualTime()};
    }

    @Before
    public void find() throws Exception {
        services = new Services(context);
        clock = services.get(VirtualClock.class);
        topology = services.get(Topology.class);
        power = services.get(PowerManager.class);
    }

    @Test
    @Rule({"PWR-1", "PWR-7"})
    public void data_waits_while_a_card_sleeps_and_is_heard_when_it_is_awake() throws Exception {
        for (Card card : Card.values()) {
            Filter wave = card.plug(services, "sleeps");
            assertEquals(DevicePowerState.D0, state(wave.id()));
            Recording recording = Card.record(services, wave.id(), "sleeps-" + card);
            try (WavePin pin = wave.openRender(card.format(), BUFFER)) {
                unity(pin);
                Sine sine = sine(card);
                Sound.play(clock, pin, sine, card.rate() / 2);
                assertEquals(List.of(), power.suspend(SystemPowerState.SLEEPING3, false));
                assertEquals(DevicePowerState.D3, state(wave.id()));
                assertEquals(KsState.RUN, pin.state());
                long moved = pin.transferredFrames();
                clock.advance(ReferenceTime.SECOND);
                assertEquals(card.name(), moved, pin.transferredFrames());
                assertEquals(List.of(), power.resume());
                Sound.play(clock, pin, sine, card.rate());
                assertEquals(card + " glitches", 0, pin.glitches());
                assertEquals(card.name(), 1, pin.gaps().size());
                assertEquals(card.name(), 0, pin.gaps().getFirst().skipped());
            }
            recording.close();
            assertGapOf(card, Wav.read(recording.file()));
        }
    }

    @Test
    @Rule("PWR-1")
    public void the_machine_sleeps_and_wakes_and_all_cards_play_on() throws Exception {
        List<WavePin> pins = new ArrayList<>();
        List<Sine> sines = new ArrayList<>();
        try {
            for (Card card : Card.values()) {
                pins.add(card.plug(services, "suspended").openRender(card.format(), BUFFER));
                sines.add(sine(card));
            }
            move(pins, sines);
            assertEquals(List.of(), power.suspend(SystemPowerState.SLEEPING3, false));
            for (PowerStatus status : power.devices()) {
                assertFalse(status.toString(), status.state() == DevicePowerState.D0);
            }
            List<Long> moved = pins.stream().map(WavePin::transferredFrames).toList();
            clock.advance(ReferenceTime.SECOND);
            assertEquals(moved, pins.stream().map(WavePin::transferredFrames).toList());
            assertEquals(List.of(), power.resume());
            move(pins, sines);
            for (int i = 0; i < pins.size(); i++) {
                WavePin pin = pins.get(i);
                assertTrue(pin.filter().id(), pin.transferredFrames() > moved.get(i));
                assertEquals(KsState.RUN, pin.state());
                assertEquals(pin.filter().id(), 0, pin.glitches());
            }
        } finally {
            pins.forEach(WavePin::close);
        }
    }

    @Test
    @Rule("PWR-11")
    public void who_opens_a_sleeping_card_wakes_it() throws Exception {
        for (Card card : Card.values()) {
            Filter wave = card.plug(services, "woken");
            power.setDeviceState(wave.id(), DevicePowerState.D3);
            try (WavePin pin = wave.openRender(card.format(), BUFFER)) {
                assertEquals(card.name(), DevicePowerState.D0, state(wave.id()));
                Sound.play(clock, pin, sine(card), card.rate() / 4);
                assertTrue(card.name(), pin.transferredFrames() > 0);
            }
        }
    }

    private void move(List<WavePin> pins, List<Sine> sines) {
        for (int i = 0; i < pins.size(); i++) {
            Sound.fill(pins.get(i), sines.get(i));
            pins.get(i).run();
        }
        for (int step = 0; step < 50; step++) {
            clock.advance(ReferenceTime.millis(10));
            for (int i = 0; i < pins.size(); i++) {
                Sound.fill(pins.get(i), sines.get(i));
            }
        }
    }

    private void unity(WavePin pin) {
        try (AudioPath path = topology.path(pin)) {
            Knobs.unity(path);
        }
    }

    /** The sound is whole, but for a second of silence in the midst of it. */
    private static void assertGapOf(Card card, Wav wav) {
        Sine sine = sine(card);
        int start = Sound.firstSound(wav) - 1;
        int first = exact(wav, start, sine, 0);
        assertTrue(card + " plays until it sleeps: " + first, first > card.rate() / 4);
        int again = start + first;
        while (wav.left()[again] == 0) {
            again++;
        }
        double gap = (double) (again - start - first) / card.rate();
        assertEquals(card + " is silent while it sleeps, s", 1, gap, 0.05);
        int from = first;
        while (sine.sample(from) == 0) {
            from++;
        }
        int second = exact(wav, again, sine, from);
        assertTrue(
                card + " goes on where it was, frame " + first + ": " + second,
                second > card.rate() / 2);
    }

    /** How many frames are those of the sine. */
    private static int exact(Wav wav, int at, Sine sine, int from) {
        int count = 0;
        while (at + count < wav.frames()
                && wav.left()[at + count] == sine.sample(from + count) / 32_768.0) {
            count++;
        }
        return count;
    }

    private DevicePowerState state(String id) {
        return power.devices().stream()
                .filter(status -> status.deviceId().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static Sine sine(Card card) {
        return new Sine(441, card.rate(), 0.5);
    }
}

package adapter.virtual.mixer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import miniport.topology.MixerMiniport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.Resource;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsEvents;
import portcls.api.time.ReferenceTime;
import portcls.api.topology.TopologyNodeProperty;
import portcls.api.wavert.WaveAudioProperty;
import portcls.conformance.Rule;
import portcls.ports.device.Devices;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.ManualClock;
import portcls.ports.topology.TopologyPort;
import portcls.testkit.Await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A program, the Topology port, the stock driver, the mixer of the virtual speakers. */
class MixerFilterTest {
    private static final int DECIBEL = 65_536;
    private static final int SPEAKERS = 2;
    private static final JackDescription SOCKET =
            JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, 0x00FF00, 3)
                    .detecting(false);

    private final MemoryRegistry registry = new MemoryRegistry();
    private final ManualClock clock = new ManualClock();
    private final Devices devices = new Devices(clock);
    private final List<Filter> filters = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final PortSystem system =
            new PortSystem(
                    devices,
                    (filter, _) -> {
                        filters.add(filter);
                        return () -> filters.remove(filter);
                    },
                    registry,
                    wanted -> {
                        throw new PortClsException(Status.NOT_FOUND, "no catalog: " + wanted);
                    },
                    Duration.ofSeconds(2),
                    (port, why) -> {
                        throw new AssertionError(port + " broke: " + why);
                    });

    @AfterEach
    void takeAway() {
        devices.close();
        clock.close();
    }

    /** Events come from the clock's thread. */
    private void until(String what, BooleanSupplier condition) {
        clock.advance(ReferenceTime.millis(1));
        Await.until(what, condition);
    }

    /** The device with its driver. */
    private final class Plugged implements Adapter, AutoCloseable {
        final VirtualMixer mixer = new VirtualMixer("virtual:test", 2, SOCKET);
        final TopologyPort port = new TopologyPort(system);
        final Filter filter;

        Plugged() {
            port.init(this, new MixerMiniport(), ResourceList.of(resources()));
            system.registerSubdevice(this, "", port);
            filter = port.filter().orElseThrow();
        }

        @Override
        public String id() {
            return "virtual:test";
        }

        @Override
        public List<String> hardwareIds() {
            return List.of("mixer");
        }

        @Override
        public List<Resource> resources() {
            return List.of(mixer);
        }

        int node(String name) {
            for (int i = 0; i < filter.descriptor().nodes().size(); i++) {
                if (filter.descriptor().nodes().get(i).name().name().equals(name)) {
                    return i;
                }
            }
            throw new AssertionError(name);
        }

        MixerControl control(String name) {
            return mixer.layout().controls().get(node(name));
        }

        int value(String name, int channel) {
            return mixer.value(control(name), channel);
        }

        @Override
        public void close() {
            port.close();
        }
    }

    @Test
    @Rule({"TOP-10", "BAS-7", "TOP-3"})
    void aProgramSetsTheControlsOfTheDevice() {
        try (Plugged it = new Plugged();
                FilterHandle handle = it.filter.open()) {
            Target volume = Target.node(it.node("Master Volume"));
            handle.set(AudioProperty.VOLUMELEVEL, volume.channel(0), -6 * DECIBEL - 1);
            handle.set(AudioProperty.VOLUMELEVEL, volume.channel(1), Integer.MIN_VALUE);
            assertEquals(-6 * DECIBEL, it.value("Master Volume", 0));
            assertEquals(-96 * DECIBEL, it.value("Master Volume", 1));
            handle.set(AudioProperty.VOLUMELEVEL, volume.channel(-1), DECIBEL);
            assertEquals(0, handle.get(AudioProperty.VOLUMELEVEL, volume.channel(1)));
            handle.set(AudioProperty.MUX_SOURCE, Target.node(it.node("Record Source")), 2);
            assertEquals(2, it.value("Record Source", 0));
            assertEquals(
                    0,
                    handle.get(
                            WaveAudioProperty.PEAKMETER2,
                            Target.node(it.node("Peak Meter")).channel(0)));
            assertEquals(
                    2,
                    handle.support(AudioProperty.VOLUMELEVEL, volume.channel(-1))
                            .values()
                            .ranges()
                            .size());
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(
                                    PortClsException.class,
                                    () -> handle.get(AudioProperty.MUTE, volume.channel(0)))
                            .status());
        }
    }

    @Test
    @Rule({"TOP-9", "EVT-8"})
    void changesFromBothSidesAreTold() {
        try (Plugged it = new Plugged();
                FilterHandle one = it.filter.open();
                FilterHandle other = it.filter.open()) {
            Target mute = Target.node(it.node("Master Mute"));
            one.enable(KsEvents.CONTROL_CHANGE, mute, false, () -> told.add("mute"));
            one.enable(
                    KsEvents.CONTROL_CHANGE,
                    Target.node(it.node("Bass")),
                    false,
                    () -> told.add("bass"));
            it.mixer.turn(it.control("Master Mute"), -1, 1);
            until("the knob is told", () -> told.equals(List.of("mute")));
            assertTrue(one.get(AudioProperty.MUTE, mute.channel(-1)));
            other.set(AudioProperty.MUTE, mute.channel(-1), false);
            until("the other program is told", () -> told.equals(List.of("mute", "mute")));
            other.set(AudioProperty.BASS, Target.node(it.node("Bass")).channel(0), DECIBEL);
            until("of each node", () -> told.equals(List.of("mute", "mute", "bass")));
        }
    }

    @Test
    @Rule({"JCK-1", "JCK-4", "JCK-6", "EVT-9"})
    void aPlugIsSeenAndTheFilterStays() {
        try (Plugged it = new Plugged();
                FilterHandle handle = it.filter.open()) {
            Target speakers = Target.pin(SPEAKERS);
            handle.enable(KsEvents.JACKINFOCHANGE, speakers, false, () -> told.add("jack"));
            assertFalse(handle.get(JackProperty.DESCRIPTION, speakers).get(0).connected());
            it.mixer.setSocket(SOCKET.detecting(true));
            until("plugged in", () -> told.size() == 1);
            assertTrue(handle.get(JackProperty.DESCRIPTION, speakers).get(0).connected());
            it.mixer.setSocket(SOCKET);
            until("pulled out", () -> told.size() == 2);
            assertFalse(handle.get(JackProperty.DESCRIPTION, speakers).get(0).connected());
            assertEquals(List.of(it.filter), filters);
        }
    }

    @Test
    void theControlsComeBackAsTheyWereSet() {
        try (Plugged it = new Plugged();
                FilterHandle handle = it.filter.open()) {
            handle.set(
                    AudioProperty.VOLUMELEVEL,
                    Target.node(it.node("Wave Volume")).channel(1),
                    -30 * DECIBEL);
            Target treble = Target.node(it.node("Treble"));
            handle.set(AudioProperty.TREBLE, treble.channel(0), 4 * DECIBEL);
            handle.set(TopologyNodeProperty.ENABLE, treble, false);
            it.mixer.turn(it.control("Loudness"), -1, 1);
        }
        assertEquals("0 -1966080", registry.values.get("virtual:test/Wave Volume"));
        try (Plugged back = new Plugged();
                FilterHandle handle = back.filter.open()) {
            assertEquals(-30 * DECIBEL, back.value("Wave Volume", 1));
            assertEquals(1, back.value("Loudness", 0));
            assertEquals(0, back.value("Treble", 0));
            handle.set(TopologyNodeProperty.ENABLE, Target.node(back.node("Treble")), true);
            assertEquals(4 * DECIBEL, back.value("Treble", 0));
        }
    }
}

package miniport.topology;

import static miniport.topology.Layouts.DECIBEL;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.ks.AudioProperty;
import portcls.api.topology.TopologyNodeProperty;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** How the controls were set is there again when the device is. */
@Timeout(60)
class SettingsTest {
    private static final Duration LATE = Duration.ofHours(1);

    private final FakeRegistry registry = new FakeRegistry();

    private Rig open(FakeMixer mixer) throws IOException {
        return new Rig(mixer, registry, LATE);
    }

    @Test
    void whatWasSetIsSetAgain() throws IOException {
        try (Rig rig = open(new FakeMixer(Layouts.all()))) {
            rig.set("Volume", AudioProperty.VOLUMELEVEL, 0, -10 * DECIBEL);
            rig.set("Volume", AudioProperty.VOLUMELEVEL, 1, -20 * DECIBEL);
            rig.set("Mute", AudioProperty.MUTE, Rig.ALL, true);
            rig.set("Source", AudioProperty.MUX_SOURCE, Rig.ALL, 2);
            rig.set("Bass", AudioProperty.BASS, Rig.ALL, 6 * DECIBEL);
            rig.set("Bass", TopologyNodeProperty.ENABLE, Rig.ALL, false);
            assertEquals(Map.of(), registry.values, "it has time");
        }
        assertEquals("-655360 -1310720", registry.values.get("Volume"));
        assertEquals("off 393216 393216", registry.values.get("Bass"));
        assertEquals(4, registry.writes.get(), "one for each control");
        FakeMixer back = new FakeMixer(Layouts.all());
        try (Rig rig = open(back)) {
            assertEquals(-10 * DECIBEL, back.get("Volume", 0));
            assertEquals(-20 * DECIBEL, back.get("Volume", 1));
            assertEquals(1, back.get("Mute", 0));
            assertEquals(2, back.get("Source", 0));
            assertEquals(0, back.get("Bass", 0));
            assertFalse(rig.get("Bass", TopologyNodeProperty.ENABLE, Rig.ALL));
            rig.set("Bass", TopologyNodeProperty.ENABLE, Rig.ALL, true);
            assertEquals(6 * DECIBEL, back.get("Bass", 1));
        }
    }

    @Test
    void aKnobThatWasTurnedIsKeptToo() throws IOException {
        FakeMixer mixer = new FakeMixer(Layouts.all());
        try (Rig _ = open(mixer)) {
            mixer.turn("Mono Volume", 0, -5 * DECIBEL);
        }
        assertEquals("-327680", registry.values.get("Mono Volume"));
    }

    @Test
    void itIsWrittenSomeTimeAfterTheChange() throws IOException {
        try (Rig rig = new Rig(new FakeMixer(Layouts.all()), registry, Duration.ofMillis(5))) {
            rig.set("Mute", AudioProperty.MUTE, Rig.ALL, true);
            await("1");
            rig.set("Mute", AudioProperty.MUTE, Rig.ALL, false);
            await("0");
        }
    }

    private void await(String value) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!value.equals(registry.values.get("Mute"))) {
            assertTrue(System.nanoTime() < end, "not written: " + registry.values);
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsDamagedIsIgnored() throws IOException {
        registry.values.put("Volume", "-655360");
        registry.values.put("Mono Volume", "loud");
        registry.values.put("Mute", 1);
        registry.values.put("AGC", "");
        registry.values.put("Linked Volume", "-99999999 -99999999");
        registry.values.put("Stereo Mute", "1 0");
        FakeMixer mixer = new FakeMixer(Layouts.all());
        try (Rig _ = open(mixer)) {
            assertEquals(0, mixer.get("Volume", 0));
            assertEquals(0, mixer.get("Mono Volume", 0));
            assertEquals(0, mixer.get("Mute", 0));
            assertEquals(0, mixer.get("AGC", 0));
            assertEquals(-96 * DECIBEL, mixer.get("Linked Volume", 0), "clamped");
            assertEquals(1, mixer.get("Stereo Mute", 0));
        }
        assertEquals(0, registry.writes.get());
    }

    @Test
    void aMixerThatKeepsItsSettingsIsLeftAsItIs() throws IOException {
        registry.values.put("Volume", "-655360 -655360");
        FakeMixer mixer = new FakeMixer(Layouts.all());
        mixer.keeps = true;
        try (Rig rig = open(mixer)) {
            assertEquals(0, mixer.get("Volume", 0));
            rig.set("Volume", AudioProperty.VOLUMELEVEL, Rig.ALL, -DECIBEL);
        }
        assertEquals(0, registry.writes.get());
    }

    @Test
    void aRegistryThatFailsIsNoReasonToHaveNoMixer() throws IOException {
        FakeMixer mixer = new FakeMixer(Layouts.all());
        try (Rig rig = open(mixer)) {
            registry.broken = true;
            rig.set("Mute", AudioProperty.MUTE, Rig.ALL, true);
        }
        try (Rig rig = open(mixer)) {
            assertTrue(rig.get("Mute", AudioProperty.MUTE, Rig.ALL));
        }
        registry.missing = true;
        try (Rig rig = open(mixer)) {
            rig.set("Mute", AudioProperty.MUTE, Rig.ALL, false);
            assertFalse(rig.get("Mute", AudioProperty.MUTE, Rig.ALL));
        }
    }

    @Test
    void nothingRunsWhenItIsClosed() throws IOException {
        Rig rig = new Rig(new FakeMixer(Layouts.all()), registry, LATE);
        rig.set("Mute", AudioProperty.MUTE, Rig.ALL, true);
        rig.close();
        assertTrue(registry.closed);
        rig.set("Mute", AudioProperty.MUTE, Rig.ALL, false);
        assertEquals(1, registry.writes.get());
    }
}

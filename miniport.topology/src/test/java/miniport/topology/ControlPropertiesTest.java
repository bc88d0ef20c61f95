package miniport.topology;

import static miniport.topology.Layouts.DECIBEL;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.PropertyVerb;
import portcls.api.topology.TopologyNodeProperty;
import portcls.api.wavert.WaveAudioProperty;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** What can be asked of a node, and what it answers. */
class ControlPropertiesTest {
    private final FakeMixer mixer = new FakeMixer(Layouts.all());
    private final Rig rig = rig(mixer);

    private static Rig rig(FakeMixer mixer) {
        try {
            return new Rig(mixer);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int volume(int channel) throws IOException {
        return rig.get("Volume", AudioProperty.VOLUMELEVEL, channel);
    }

    @Test
    @Rule("TOP-3")
    void eachChannelHasItsVolumeAndMinusOneIsAll() throws IOException {
        rig.set("Volume", AudioProperty.VOLUMELEVEL, 0, -6 * DECIBEL);
        assertEquals(-6 * DECIBEL, volume(0));
        assertEquals(0, volume(1));
        assertEquals(0, volume(Rig.ALL), "the loudest");
        rig.set("Volume", AudioProperty.VOLUMELEVEL, Rig.ALL, -20 * DECIBEL);
        assertEquals(-20 * DECIBEL, mixer.get("Volume", 0));
        assertEquals(-20 * DECIBEL, mixer.get("Volume", 1));
        assertEquals(-20 * DECIBEL, volume(Rig.ALL));
    }

    @Test
    void channelsThatTheNodeDoesNotHaveAreRefused() {
        for (int channel : new int[] {-2, 2}) {
            PortClsException e = assertThrows(PortClsException.class, () -> volume(channel));
            assertEquals(Status.INVALID_PARAMETER, e.status());
            assertEquals(
                    "channel must lie in 0 … 1, or be -1 for all: control=\"Volume\", channel="
                            + channel,
                    e.getMessage());
            assertThrows(
                    PortClsException.class,
                    () -> rig.set("Volume", AudioProperty.VOLUMELEVEL, channel, 0));
        }
    }

    @Test
    @Rule("BAS-7")
    void aValueOutOfRangeIsClampedAndOneBetweenStepsIsSnapped() throws IOException {
        int[][] wishes = {
            {Integer.MAX_VALUE, 0},
            {1, 0},
            {Integer.MIN_VALUE, -96 * DECIBEL},
            {-97 * DECIBEL, -96 * DECIBEL},
            {-DECIBEL - 1, -DECIBEL},
            {-DECIBEL - DECIBEL / 4 - 1, -DECIBEL * 3 / 2},
            {-DECIBEL - DECIBEL / 4 + 1, -DECIBEL},
        };
        for (int[] wish : wishes) {
            rig.set("Volume", AudioProperty.VOLUMELEVEL, 1, wish[0]);
            assertEquals(wish[1], volume(1), "wish " + wish[0]);
        }
        rig.set("Mid", AudioProperty.MID, 0, 100 * DECIBEL);
        assertEquals(12 * DECIBEL, rig.get("Mid", AudioProperty.MID, 0));
    }

    @Test
    @Rule({"BAS-6", "TOP-5"})
    void levelsTellARangePerChannel() {
        BasicSupport volume = rig.support("Volume", AudioProperty.VOLUMELEVEL);
        assertEquals(BasicSupport.channels(Collections.nCopies(2, Layouts.VOLUMES), false), volume);
        assertTrue(volume.multichannel());
        assertEquals(BasicSupport.VT_I4, volume.valueType());
        assertTrue(rig.support("Linked Volume", AudioProperty.VOLUMELEVEL).uniform());
        assertEquals(
                BasicSupport.channels(List.of(Layouts.TONES), false),
                rig.support("Treble", AudioProperty.TREBLE));
        // Flags of KSPROPERTY_MEMBERSHEADER: MULTICHANNEL, and UNIFORM
        assertEquals(2, flags(volume));
        assertEquals(6, flags(rig.support("Linked Volume", AudioProperty.VOLUMELEVEL)));
    }

    private static int flags(BasicSupport support) {
        return support.encode(EnumSet.allOf(PropertyVerb.class))[
                BasicSupport.DESCRIPTION_BYTES + 12];
    }

    @Test
    @Rule("BAS-5")
    void switchesOfOneChannelHaveNoRangeAndOthersOnePerChannel() {
        assertEquals(
                BasicSupport.of(BasicSupport.VT_BOOL), rig.support("Mute", AudioProperty.MUTE));
        assertEquals(BasicSupport.switches(2), rig.support("Stereo Mute", AudioProperty.MUTE));
    }

    @Test
    void linkedChannelsAlwaysHaveTheSameValue() throws IOException {
        rig.set("Linked Volume", AudioProperty.VOLUMELEVEL, 1, -3 * DECIBEL);
        assertEquals(-3 * DECIBEL, mixer.get("Linked Volume", 0));
        assertEquals(-3 * DECIBEL, mixer.get("Linked Volume", 1));
    }

    @Test
    @Rule("TOP-5")
    void aSwitchIsOnWhenItIsOnForAll() throws IOException {
        rig.set("Stereo Mute", AudioProperty.MUTE, 0, true);
        assertEquals(1, mixer.get("Stereo Mute", 0));
        assertTrue(rig.get("Stereo Mute", AudioProperty.MUTE, 0));
        assertFalse(rig.get("Stereo Mute", AudioProperty.MUTE, Rig.ALL));
        rig.set("Stereo Mute", AudioProperty.MUTE, Rig.ALL, true);
        assertTrue(rig.get("Stereo Mute", AudioProperty.MUTE, Rig.ALL));
        rig.set("AGC", AudioProperty.AGC, 0, true);
        assertTrue(rig.get("AGC", AudioProperty.AGC, 0));
        rig.set("Bass Boost", AudioProperty.BASS_BOOST, 0, true);
        assertTrue(rig.get("Bass Boost", AudioProperty.BASS_BOOST, 0));
        rig.set("Loudness", AudioProperty.LOUDNESS, 0, true);
        assertTrue(rig.get("Loudness", AudioProperty.LOUDNESS, 0));
    }

    @Test
    @Rule("TOP-7")
    void aToneNodeHasOneProperty() {
        assertTrue(rig.has("Bass", AudioProperty.BASS));
        assertFalse(rig.has("Bass", AudioProperty.TREBLE));
        assertTrue(rig.has("Treble", AudioProperty.TREBLE));
        assertFalse(rig.has("Treble", AudioProperty.BASS));
        assertFalse(rig.has("Bass Boost", AudioProperty.BASS));
    }

    @Test
    @Rule("TOP-2")
    void aSelectorCarriesTheLogicalPinOfTheConnection() throws IOException {
        int node = rig.node("Source");
        List<Integer> pins =
                rig.filter.connections().stream()
                        .filter(it -> it.toNode() == node)
                        .map(it -> it.toPin())
                        .toList();
        assertEquals(List.of(1, 2), pins);
        for (int pin : pins) {
            rig.set("Source", AudioProperty.MUX_SOURCE, Rig.ALL, pin);
            assertEquals(pin, mixer.get("Source", 0));
            assertEquals(pin, rig.get("Source", AudioProperty.MUX_SOURCE, Rig.ALL));
        }
        assertEquals(
                List.of(new Stepping(1, 2, 1)),
                rig.support("Source", AudioProperty.MUX_SOURCE).ranges());
        for (int pin : new int[] {0, 3}) {
            PortClsException e =
                    assertThrows(
                            PortClsException.class,
                            () -> rig.set("Source", AudioProperty.MUX_SOURCE, Rig.ALL, pin));
            assertEquals(Status.INVALID_PARAMETER, e.status());
        }
        assertEquals(2, mixer.get("Source", 0));
    }

    @Test
    @Rule("TOP-4")
    void aMeterBeginsAnewWhenItWasRead() throws IOException {
        mixer.set("Meter", 0, 0x4000_0000);
        mixer.set("Meter", 1, 0x7FFF_FFFF);
        assertEquals(0x4000_0000, rig.get("Meter", WaveAudioProperty.PEAKMETER2, 0));
        assertEquals(0, rig.get("Meter", WaveAudioProperty.PEAKMETER2, 0));
        assertEquals(0x7FFF, rig.get("Meter", AudioProperty.PEAKMETER, Rig.ALL));
        assertEquals(0, rig.get("Meter", WaveAudioProperty.PEAKMETER2, 1));
    }

    @Test
    @Rule("TOP-4")
    void aGetThatFailsLosesNoPeak() throws IOException {
        mixer.set("Meter", 0, 1_000);
        mixer.set("Meter", 1, 2_000);
        mixer.failing = "Meter/1";
        assertThrows(
                IOException.class, () -> rig.get("Meter", WaveAudioProperty.PEAKMETER2, Rig.ALL));
        assertThrows(
                PortClsException.class, () -> rig.get("Meter", WaveAudioProperty.PEAKMETER2, 2));
        mixer.failing = "";
        assertEquals(1_000, rig.get("Meter", WaveAudioProperty.PEAKMETER2, 0));
        assertEquals(2_000, rig.get("Meter", WaveAudioProperty.PEAKMETER2, 1));
    }

    @Test
    void aMeterTellsItsRangesAndWhoseProcessorItCosts() throws IOException {
        assertEquals(
                BasicSupport.channels(
                        Collections.nCopies(
                                2, new Stepping(Integer.MIN_VALUE, Integer.MAX_VALUE, 1)),
                        false),
                rig.support("Meter", WaveAudioProperty.PEAKMETER2));
        assertEquals(0, rig.get("Meter", AudioProperty.CPU_RESOURCES, Rig.ALL));
        FakeMixer soft = new FakeMixer(Layouts.all());
        soft.hostCpu = true;
        assertEquals(Integer.MAX_VALUE, new Rig(soft).get("Meter", AudioProperty.CPU_RESOURCES, 0));
        assertEquals(List.of(), rig.table("Meter").events());
    }

    @Test
    @Rule("TOP-6")
    void aNodeThatIsSwitchedOffIsTransparentAndKeepsItsValue() throws IOException {
        rig.set("Bass", AudioProperty.BASS, 0, 6 * DECIBEL);
        rig.set("Bass", TopologyNodeProperty.ENABLE, Rig.ALL, false);
        assertEquals(0, mixer.get("Bass", 0));
        assertFalse(rig.get("Bass", TopologyNodeProperty.ENABLE, Rig.ALL));
        assertEquals(6 * DECIBEL, rig.get("Bass", AudioProperty.BASS, 0));
        rig.set("Bass", AudioProperty.BASS, 1, -4 * DECIBEL);
        assertEquals(0, mixer.get("Bass", 1));
        rig.set("Bass", TopologyNodeProperty.ENABLE, Rig.ALL, false);
        rig.set("Bass", TopologyNodeProperty.ENABLE, Rig.ALL, true);
        rig.set("Bass", TopologyNodeProperty.ENABLE, Rig.ALL, true);
        assertTrue(rig.get("Bass", TopologyNodeProperty.ENABLE, Rig.ALL));
        assertEquals(6 * DECIBEL, mixer.get("Bass", 0));
        assertEquals(-4 * DECIBEL, mixer.get("Bass", 1));
        for (String node : List.of("Treble", "Mid", "Bass Boost", "AGC", "Loudness")) {
            assertTrue(rig.has(node, TopologyNodeProperty.ENABLE), node);
            assertTrue(rig.has(node, TopologyNodeProperty.RESET), node);
        }
        for (String node : List.of("Volume", "Mute", "Source", "Meter", "Mix")) {
            assertFalse(rig.has(node, TopologyNodeProperty.ENABLE), node);
        }
    }

    @Test
    @Rule("TOP-6")
    void resetBringsBackHowTheNodeWasMade() throws IOException {
        FakeMixer made = new FakeMixer(Layouts.all());
        made.set("Bass", 0, 2 * DECIBEL);
        try (Rig other = new Rig(made)) {
            other.set("Bass", AudioProperty.BASS, Rig.ALL, 8 * DECIBEL);
            other.set("Bass", TopologyNodeProperty.ENABLE, Rig.ALL, false);
            other.set("Bass", TopologyNodeProperty.RESET, Rig.ALL, false);
            assertEquals(8 * DECIBEL, other.get("Bass", AudioProperty.BASS, 0));
            other.set("Bass", TopologyNodeProperty.RESET, Rig.ALL, true);
            assertEquals(2 * DECIBEL, made.get("Bass", 0));
            assertEquals(0, made.get("Bass", 1));
            assertTrue(other.get("Bass", TopologyNodeProperty.ENABLE, Rig.ALL));
        }
    }

    @Test
    @Rule("EVT-8")
    void aChangeByAClientIsToldToAllOnce() throws IOException {
        rig.set("Volume", AudioProperty.VOLUMELEVEL, 0, -DECIBEL);
        rig.set("Volume", AudioProperty.VOLUMELEVEL, 0, -DECIBEL);
        assertEquals(
                List.of("KSEVENTSETID_AudioControlChange/0 node " + rig.node("Volume")),
                rig.port.signals);
        rig.set("Mute", AudioProperty.MUTE, Rig.ALL, false);
        assertEquals(1, rig.port.signals.size(), "nothing changed");
        rig.set("Bass", TopologyNodeProperty.RESET, Rig.ALL, true);
        assertEquals(2, rig.port.signals.size());
    }

    @Test
    @Rule({"TOP-9", "EVT-8"})
    void aKnobThatIsTurnedIsToldAndReadAgain() throws IOException {
        mixer.turn("Volume", 1, -30 * DECIBEL);
        assertEquals(
                List.of("KSEVENTSETID_AudioControlChange/0 node " + rig.node("Volume")),
                rig.port.signals);
        assertEquals(-30 * DECIBEL, volume(1));
        rig.set("Bass", TopologyNodeProperty.ENABLE, Rig.ALL, false);
        mixer.turn("Bass", 0, 4 * DECIBEL);
        assertTrue(rig.get("Bass", TopologyNodeProperty.ENABLE, Rig.ALL));
        assertEquals(4 * DECIBEL, rig.get("Bass", AudioProperty.BASS, 0));
    }

    @Test
    void nothingIsToldWhenItIsClosed() {
        rig.close();
        mixer.turn("Volume", 1, -30 * DECIBEL);
        mixer.plug("Line Out", Layouts.GREEN);
        assertEquals(List.of(), rig.port.signals);
        assertThrows(PortClsException.class, rig.miniport::getDescription);
    }
}

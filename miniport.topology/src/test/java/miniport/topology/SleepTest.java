package miniport.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.DevicePowerState;
import portcls.api.ks.AudioProperty;
import portcls.api.wavert.WaveAudioProperty;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.Map;

/** Outside D0 the mixer is left alone; what was set holds when it is back. */
class SleepTest {
    private static final int DECIBEL = 65_536;

    private final FakeMixer mixer = new FakeMixer(Layouts.all());
    private final Rig rig = new Rig(mixer);

    SleepTest() throws IOException {}

    @AfterEach
    void close() {
        rig.close();
    }

    private void power(DevicePowerState state) throws IOException {
        rig.miniport.powerChangeNotify(state);
    }

    @Test
    @Rule("PWR-5")
    void whatIsSetMeanwhileTakesEffectAtTheEnd() throws IOException {
        power(DevicePowerState.D3);
        Map<String, Integer> asleep = Map.copyOf(mixer.values);
        mixer.failing = "Volume/0";
        rig.set("Volume", AudioProperty.VOLUMELEVEL, 0, -5 * DECIBEL);
        rig.set("Mute", AudioProperty.MUTE, 0, true);
        assertEquals(asleep, mixer.values);
        assertEquals(-5 * DECIBEL, rig.get("Volume", AudioProperty.VOLUMELEVEL, 0));
        assertTrue(rig.get("Mute", AudioProperty.MUTE, 0));
        power(DevicePowerState.D2);
        assertEquals(asleep, mixer.values);
        mixer.failing = "";
        power(DevicePowerState.D0);
        assertEquals(-5 * DECIBEL, mixer.get("Volume", 0));
        assertEquals(1, mixer.get("Mute", 0));
    }

    @Test
    @Rule("PWR-5")
    void whatTheMixerForgotIsSetAgain() throws IOException {
        rig.set("Volume", AudioProperty.VOLUMELEVEL, 1, -7 * DECIBEL);
        rig.set("AGC", AudioProperty.AGC, 0, true);
        power(DevicePowerState.D3);
        mixer.values.clear();
        power(DevicePowerState.D0);
        assertEquals(-7 * DECIBEL, mixer.get("Volume", 1));
        assertEquals(1, mixer.get("AGC", 0));
    }

    @Test
    @Rule("PWR-5")
    void aControlThatFailsKeepsNoOtherFromFallingAsleepOrWakingUp() throws IOException {
        rig.set("Mute", AudioProperty.MUTE, 0, true);
        mixer.failing = "Volume/1";
        assertThrows(IOException.class, () -> power(DevicePowerState.D3));
        mixer.values.clear();
        rig.set("Volume", AudioProperty.VOLUMELEVEL, 0, -4 * DECIBEL);
        assertEquals(Map.of(), mixer.values, "a mixer without power is left alone");
        mixer.failing = "";
        mixer.deaf = "Volume/0";
        assertThrows(IOException.class, () -> power(DevicePowerState.D0));
        assertEquals(1, mixer.get("Mute", 0));
        rig.set("Mute", AudioProperty.MUTE, 0, false);
        assertEquals(0, mixer.get("Mute", 0), "it is awake");
    }

    @Test
    void aMixerThatKeepsItsSettingsIsToldOnlyWhatIsNew() throws IOException {
        mixer.keeps = true;
        rig.set("Volume", AudioProperty.VOLUMELEVEL, 1, -7 * DECIBEL);
        power(DevicePowerState.D3);
        mixer.set("Volume", 1, -9 * DECIBEL);
        rig.set("Mute", AudioProperty.MUTE, 0, true);
        power(DevicePowerState.D0);
        assertEquals(-9 * DECIBEL, mixer.get("Volume", 1));
        assertEquals(1, mixer.get("Mute", 0));
    }

    @Test
    void aKnobThatWasTurnedMeanwhileStaysWhereItIs() throws IOException {
        power(DevicePowerState.D3);
        mixer.turn("Volume", 0, -3 * DECIBEL);
        power(DevicePowerState.D0);
        assertEquals(-3 * DECIBEL, mixer.get("Volume", 0));
        assertEquals(-3 * DECIBEL, rig.get("Volume", AudioProperty.VOLUMELEVEL, 0));
    }

    @Test
    void theMeterOfASleepingDeviceStandsStill() throws IOException {
        mixer.set("Meter", 0, 99);
        power(DevicePowerState.D3);
        assertEquals(0, rig.get("Meter", WaveAudioProperty.PEAKMETER2, 0));
        power(DevicePowerState.D0);
        assertEquals(99, rig.get("Meter", WaveAudioProperty.PEAKMETER2, 0));
    }
}

package miniport.topology.ct1745;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import miniport.topology.Rig;

import org.junit.jupiter.api.Test;

import portcls.api.ks.AudioProperty;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What the miniport does to the registers of the chip. */
class Ct1745MixerTest {
    private static final int DECIBEL = 65_536;

    private final FakeChip chip = new FakeChip(2);
    private final Rig rig;

    Ct1745MixerTest() throws IOException {
        // Somebody has set it since power-on.
        chip.registers[0x33] = 22 << 3;
        rig = new Rig(chip);
    }

    @Test
    void aChipThatNobodyHasSetSincePowerOnIsMadeLoud() throws IOException {
        FakeChip fresh = new FakeChip(2);
        try (Rig _ = new Rig(fresh)) {
            assertEquals(
                    List.of("30=f8", "31=f8", "32=f8", "33=f8", "34=f8", "35=f8"), fresh.trace);
        }
    }

    private List<String> written() {
        List<String> now = List.copyOf(chip.trace);
        chip.trace.clear();
        return now;
    }

    @Test
    void itIsTakenOverAsItIs() throws IOException {
        assertEquals(List.of(), written());
        assertEquals(-14 * DECIBEL, rig.get("Master Volume", AudioProperty.VOLUMELEVEL, 0));
        assertEquals(-62 * DECIBEL, rig.get("CD Volume", AudioProperty.VOLUMELEVEL, 1));
        assertEquals(0, rig.get("Bass", AudioProperty.BASS, 0));
        assertFalse(rig.get("CD Mute", AudioProperty.MUTE, 0));
        assertTrue(rig.get("Microphone AGC", AudioProperty.AGC, 0));
        assertTrue(rig.get("MIDI Record Mute", AudioProperty.MUTE, 0));
        assertFalse(rig.get("CD Record Mute", AudioProperty.MUTE, 1));
        assertEquals(List.of(), written());
    }

    @Test
    void aVolumeIsTheUpperFiveBitsOfOneRegisterPerChannel() throws IOException {
        rig.set("Master Volume", AudioProperty.VOLUMELEVEL, Rig.ALL, 0);
        rig.set("Voice Volume", AudioProperty.VOLUMELEVEL, 1, -62 * DECIBEL);
        rig.set("MIDI Volume", AudioProperty.VOLUMELEVEL, 0, -2 * DECIBEL);
        rig.set("CD Volume", AudioProperty.VOLUMELEVEL, 0, -32 * DECIBEL);
        rig.set("Line In Volume", AudioProperty.VOLUMELEVEL, 1, -60 * DECIBEL);
        rig.set("Microphone Volume", AudioProperty.VOLUMELEVEL, 0, -30 * DECIBEL);
        assertEquals(
                List.of("30=f8", "31=f8", "33=00", "34=f0", "36=78", "39=08", "3a=80"), written());
    }

    @Test
    void toneHasZeroTwice() throws IOException {
        int[] levels = {-14, -2, 0, 2, 14};
        for (int level : levels) {
            rig.set("Treble", AudioProperty.TREBLE, 0, level * DECIBEL);
            assertEquals(level * DECIBEL, rig.get("Treble", AudioProperty.TREBLE, 0));
        }
        assertEquals(List.of("44=00", "44=60", "44=80", "44=90", "44=f0"), written());
        chip.registers[0x47] = 0x70;
        assertEquals(0, rig.get("Bass", AudioProperty.BASS, 1));
    }

    @Test
    void gainsAndSwitchesAreFewBits() throws IOException {
        rig.set("Output Gain", AudioProperty.VOLUMELEVEL, Rig.ALL, 18 * DECIBEL);
        rig.set("Record Gain", AudioProperty.VOLUMELEVEL, 1, 6 * DECIBEL);
        rig.set("Microphone AGC", AudioProperty.AGC, 0, false);
        assertEquals(List.of("41=c0", "42=c0", "40=40", "43=01"), written());
        rig.set("CD Mute", AudioProperty.MUTE, 0, true);
        rig.set("Line In Mute", AudioProperty.MUTE, 0, true);
        rig.set("Microphone Mute", AudioProperty.MUTE, 0, true);
        rig.set("CD Mute", AudioProperty.MUTE, 0, false);
        assertEquals(List.of("3c=19", "3c=01", "3c=00", "3c=06"), written());
        rig.set("MIDI Record Mute", AudioProperty.MUTE, Rig.ALL, false);
        rig.set("Microphone Record Mute", AudioProperty.MUTE, 1, true);
        assertEquals(List.of("3d=55", "3e=2b", "3e=2a"), written());
    }

    @Test
    void itHasTheLinesOfTheCard() {
        assertEquals(
                List.of("Voice", "MIDI", "CD", "Line In", "Microphone", "Line Out", "Record"),
                rig.filter.pins().stream().map(pin -> pin.name().name()).toList());
    }

    @Test
    void itIsFoundAmongTheRegistersOfACard() throws IOException {
        FakeChip card = new FakeChip(16);
        card.registers[0x33] = 22 << 3;
        try (Rig whole = new Rig(card)) {
            whole.set("Master Volume", AudioProperty.VOLUMELEVEL, 0, 0);
        }
        assertEquals(List.of("30=f8"), card.trace);
    }

    @Test
    void aChipThatIsNotThereIsToldOf() {
        FakeChip empty = new FakeChip(2);
        Arrays.fill(empty.registers, 0xFF);
        int[] before = empty.registers.clone();
        IOException e = assertThrows(IOException.class, () -> new Rig(empty));
        assertEquals(
                "no CT1745 answers at I/O 0x224-0x225: every register reads 0xff; check the"
                        + " address of the card",
                e.getMessage());
        assertArrayEquals(before, empty.registers);
    }
}

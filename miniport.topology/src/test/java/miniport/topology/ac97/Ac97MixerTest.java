package miniport.topology.ac97;

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

/** What the miniport does to the registers of the codec. */
class Ac97MixerTest {
    private static final int DECIBEL = 65_536;
    private static final int STEP = DECIBEL * 3 / 2;

    private final FakeCodec codec = new FakeCodec();
    private final Rig rig;

    Ac97MixerTest() throws IOException {
        // Somebody has set it since its reset.
        codec.registers[0x10] = 0x8809;
        rig = new Rig(codec);
        codec.trace.clear();
    }

    @Test
    void aCodecThatIsMutedAsAfterAResetIsMadeHeard() throws IOException {
        FakeCodec fresh = new FakeCodec();
        try (Rig _ = new Rig(fresh)) {
            assertEquals(0, fresh.registers[0x02]);
            assertEquals(0x0808, fresh.registers[0x18]);
            assertEquals(0, fresh.registers[0x1C]);
            assertEquals(0x8808, fresh.registers[0x10], "the line in is no program's");
        }
    }

    private List<String> written() {
        List<String> now = List.copyOf(codec.trace);
        codec.trace.clear();
        return now;
    }

    @Test
    void itIsTakenOverAsItIs() throws IOException {
        assertEquals(0, rig.get("Master Volume", AudioProperty.VOLUMELEVEL, 0));
        assertTrue(rig.get("Master Mute", AudioProperty.MUTE, 0));
        assertEquals(0, rig.get("PCM Out Volume", AudioProperty.VOLUMELEVEL, 1));
        assertEquals(1, rig.get("Record Source", AudioProperty.MUX_SOURCE, 0));
        assertEquals(List.of(), written());
        assertEquals(0x8808, codec.registers[0x18]);
        assertEquals(0x8000, codec.registers[0x04], "looking for it leaves it as it was");
    }

    @Test
    void volumesCountDownInStepsOfOneAndAHalfDecibels() throws IOException {
        rig.set("Master Volume", AudioProperty.VOLUMELEVEL, 0, -STEP);
        rig.set("Master Volume", AudioProperty.VOLUMELEVEL, 1, -31 * STEP);
        rig.set("Master Mute", AudioProperty.MUTE, 0, false);
        rig.set("PCM Out Volume", AudioProperty.VOLUMELEVEL, 0, 12 * DECIBEL);
        rig.set("PCM Out Volume", AudioProperty.VOLUMELEVEL, 1, -23 * STEP);
        rig.set("Headphones Volume", AudioProperty.VOLUMELEVEL, 1, -2 * STEP);
        rig.set("Mono Out Volume", AudioProperty.VOLUMELEVEL, 0, -3 * STEP);
        assertEquals(
                List.of(
                        "02=8100", "02=811f", "02=011f", "18=8008", "18=801f", "04=8002",
                        "06=8003"),
                written());
        assertEquals(-31 * STEP, rig.get("Master Volume", AudioProperty.VOLUMELEVEL, 1));
        assertEquals(-23 * STEP, rig.get("PCM Out Volume", AudioProperty.VOLUMELEVEL, 1));
    }

    @Test
    void theMicrophoneHasOneChannelAndABoost() throws IOException {
        rig.set("Microphone Boost", AudioProperty.VOLUMELEVEL, 0, 20 * DECIBEL);
        rig.set("Microphone Volume", AudioProperty.VOLUMELEVEL, 0, 0);
        rig.set("Microphone Mute", AudioProperty.MUTE, 0, false);
        rig.set("Microphone Volume", AudioProperty.VOLUMELEVEL, 0, -STEP);
        assertEquals(List.of("0e=8048", "0e=8048", "0e=0048", "0e=0049"), written());
        assertEquals(20 * DECIBEL, rig.get("Microphone Boost", AudioProperty.VOLUMELEVEL, 0));
    }

    @Test
    void bothChannelsRecordTheSameSource() throws IOException {
        for (int input = 1; input <= 4; input++) {
            rig.set("Record Source", AudioProperty.MUX_SOURCE, Rig.ALL, input);
            assertEquals(input, rig.get("Record Source", AudioProperty.MUX_SOURCE, Rig.ALL));
        }
        assertEquals(List.of("1a=0000", "1a=0101", "1a=0404", "1a=0505"), written());
        rig.set("Record Gain", AudioProperty.VOLUMELEVEL, Rig.ALL, 22 * DECIBEL + DECIBEL / 2);
        rig.set("Record Mute", AudioProperty.MUTE, 0, false);
        assertEquals(List.of("1c=8f00", "1c=8f0f", "1c=0f0f"), written());
    }

    @Test
    void outputsThatTheCodecDoesNotHaveAreNotThere() throws IOException {
        assertTrue(lines(rig).containsAll(List.of("Headphones", "Mono Out")));
        try (Rig small = new Rig(new FakeCodec(0x04, 0x06))) {
            assertEquals(
                    List.of("PCM Out", "Line In", "CD", "Microphone", "Line Out"),
                    lines(small).subList(0, 5));
            assertFalse(lines(small).contains("Headphones"));
            assertFalse(lines(small).contains("Mono Out"));
        }
    }

    private static List<String> lines(Rig asked) {
        return asked.filter.pins().stream().map(pin -> pin.name().name()).toList();
    }

    @Test
    void aCodecThatIsNotThereIsToldOf() {
        FakeCodec empty = new FakeCodec();
        Arrays.fill(empty.registers, 0xFFFF);
        IOException e = assertThrows(IOException.class, () -> new Rig(empty));
        assertTrue(
                e.getMessage().startsWith("no AC'97 codec answers at I/O 0x1000-0x107f"),
                e.getMessage());
        assertEquals(List.of(), empty.trace);
    }
}

package miniport.fmsynth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

/** The table of instruments is whole. */
final class PatchTableTest {
    private final PatchTable table = new PatchTable();

    @Test
    void everyProgramAndEveryPercussionKeyIsThere() {
        Set<String> names = new HashSet<>();
        for (int program = 0; program < 128; program++) {
            names.add(table.program(program).name());
        }
        assertEquals(128, names.size());
        for (int key = 0; key < 128; key++) {
            if (key >= 35 && key <= 81) {
                assertNotNull(table.drum(key), "key " + key);
            } else {
                assertNull(table.drum(key), "key " + key);
            }
        }
    }

    @Test
    void aLineBecomesRegisters() {
        Patch piano = table.program(0);
        assertEquals("grand piano", piano.name());
        assertEquals(1 << 1, piano.connection());
        assertEquals(0x31, piano.first().flags(), "held, faster in high notes, multiple 1");
        assertEquals(0x80, piano.first().keyScaleLevel(), "1.5 dB per octave");
        assertEquals(0xF2, piano.second().attackDecay());
        assertEquals(0xF7, piano.second().sustainRelease());
    }
}

package portcls.api.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.conformance.Rule;

/** Which channel keeps its voices longest. */
class VoicePriorityTest {
    /** From the most important channel to the least, as people count them. */
    private static final int[] ORDER = {10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16};

    @Test
    @Rule("SYN-7")
    void percussionComesFirstThenTheChannelsInTheirOrder() {
        for (int i = 0; i < ORDER.length; i++) {
            int priority = VoicePriority.ofChannel(ORDER[i] - 1);
            assertEquals(0x8000_000F - i, priority, "channel " + ORDER[i]);
            assertEquals(
                    VoicePriority.STANDARD, priority & 0xFFFF_FFF0, "level of channel " + ORDER[i]);
        }
    }

    @Test
    void levelsAreOrderedAsUnsignedNumbers() {
        int[] levels = {
            VoicePriority.PERSIST,
            VoicePriority.LOW,
            VoicePriority.STANDARD,
            VoicePriority.HIGH,
            VoicePriority.CRITICAL
        };
        for (int i = 1; i < levels.length; i++) {
            assertTrue(Integer.compareUnsigned(levels[i - 1], levels[i]) < 0);
        }
    }

    @Test
    void aChannelIsOneOfSixteen() {
        assertThrows(IllegalArgumentException.class, () -> VoicePriority.ofChannel(16));
        assertThrows(IllegalArgumentException.class, () -> VoicePriority.ofChannel(-1));
    }
}

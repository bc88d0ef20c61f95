package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.dmus.VoicePriority;
import portcls.conformance.Rule;

class NoteLedgerTest {
    private final VoicePools pools = new VoicePools(3);
    private final NoteLedger ledger = new NoteLedger(pools, 2, 3);

    @BeforeEach
    void threeVoices() {
        ledger.limit(pools.request(3));
    }

    @Test
    @Rule({"SYN-15", "SYN-7"})
    void theOldestNoteOfTheLowestPriorityIsStolen() {
        begin(0, 60);
        begin(15, 61);
        begin(15, 62);
        assertStolen(15, 61, ledger.begin(0, 63));
        assertStolen(15, 62, ledger.begin(9, 64));
        assertStolen(0, 60, ledger.begin(0, 65));
    }

    @Test
    @Rule({"SYN-7", "SYN-16"})
    void aNoteLessImportantThanAllThatSoundIsLost() {
        begin(9, 35);
        begin(0, 60);
        begin(0, 61);
        assertEquals(NoteLedger.LOST, ledger.begin(1, 62));
        assertEquals(NoteLedger.LOST, ledger.begin(10, 62));
    }

    @Test
    @Rule("SYN-7")
    void priorityIsEqualAcrossGroupsAndCanBeSet() {
        for (int channel = 0; channel < 16; channel++) {
            assertEquals(VoicePriority.ofChannel(channel), ledger.priority(channel));
            assertEquals(VoicePriority.ofChannel(channel), ledger.priority(16 + channel));
        }
        ledger.priority(31, VoicePriority.CRITICAL);
        begin(0, 60);
        begin(1, 61);
        begin(31, 62);
        assertStolen(1, 61, ledger.begin(0, 63));
        assertStolen(0, 60, ledger.begin(0, 64));
    }

    @Test
    @Rule("SYN-15")
    void voicesAreStolenWithinThePinOnly() {
        NoteLedger other = new NoteLedger(pools, 1, 3);
        other.limit(pools.request(3));
        begin(15, 60);
        begin(15, 61);
        begin(15, 62);
        assertEquals(NoteLedger.LOST, other.begin(9, 35));
        ledger.end(15, 60);
        assertEquals(NoteLedger.SOUNDS, other.begin(9, 35));
        assertStolen(9, 35, other.begin(9, 36));
    }

    @Test
    void notesUnderThePedalKeepTheirVoices() {
        ledger.pedal(0, true);
        begin(0, 60);
        ledger.end(0, 60);
        begin(0, 61);
        assertEquals(2, ledger.count());
        ledger.pedal(0, false);
        assertEquals(1, ledger.count());
        ledger.endAll(0);
        assertEquals(0, ledger.count());
        begin(0, 60);
        begin(0, 60); // struck again
        assertEquals(1, ledger.count());
        ledger.clear();
        begin(0, 1);
        begin(0, 2);
        begin(0, 3);
    }

    private void begin(int channel, int key) {
        assertEquals(NoteLedger.SOUNDS, ledger.begin(channel, key));
    }

    private static void assertStolen(int channel, int key, int answer) {
        assertEquals(channel, NoteLedger.channelOf(answer));
        assertEquals(key, NoteLedger.keyOf(answer));
    }
}

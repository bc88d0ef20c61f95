package portcls.api.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Messages that belong together. */
class EventPackageTest {
    @Test
    void itKeepsWhatWasAddedAndIsUsedAgain() {
        EventPackage events = new EventPackage();
        for (int i = 0; i < 40; i++) {
            events.add(i, MidiMessages.noteOn(i % 16, 60, 100));
        }
        byte[] sysEx = {(byte) 0xF0, (byte) 0xF7};
        events.add(3, sysEx);
        assertEquals(41, events.size());
        assertEquals(39, events.channelGroup(39));
        assertEquals(MidiMessages.noteOn(7, 60, 100), events.message(39));
        assertNull(events.bytes(39));
        assertSame(sysEx, events.bytes(40));

        assertEquals(0, events.clear().size());
        events.add(0, MidiMessages.noteOff(0, 60));
        assertNull(events.bytes(0));
    }

    @Test
    void aGroupHasSixteenBits() {
        EventPackage events = new EventPackage();
        assertThrows(IllegalArgumentException.class, () -> events.add(-1, 0x90));
        assertThrows(IllegalArgumentException.class, () -> events.add(65_536, 0x90));
        assertEquals(0, events.size());
    }
}

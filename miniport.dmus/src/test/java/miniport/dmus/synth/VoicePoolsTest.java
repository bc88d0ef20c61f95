package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.conformance.Rule;

class VoicePoolsTest {
    private final VoicePools pools = new VoicePools(64);

    @Test
    @Rule("SYN-14")
    void voicesArePooledAsInTheDocumentedTable() {
        assertTrue(pools.reserve(4));
        assertPools(60, 0);
        assertEquals(32, pools.request(32));
        assertPools(28, 32);
        assertEquals(24, pools.request(24));
        assertPools(28, 32);
        assertTrue(pools.reserve(24));
        assertPools(4, 32);
        assertEquals(36, pools.request(48));
        assertPools(0, 36);
        assertFalse(pools.reserve(10));
        assertPools(0, 36);
        pools.release(5);
        assertPools(5, 36);
    }

    @Test
    void notesOfAllPinsShareTheDynamicPool() {
        assertFalse(pools.tryTake());
        assertEquals(2, pools.request(2));
        assertTrue(pools.tryTake());
        assertTrue(pools.tryTake());
        assertFalse(pools.tryTake());
        pools.giveBack(1);
        assertTrue(pools.tryTake());
    }

    private void assertPools(int free, int dynamic) {
        assertEquals(free + "/" + dynamic, pools.free() + "/" + pools.dynamic());
    }
}

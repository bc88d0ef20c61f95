package portcls.banks.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.conformance.Rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

class DownloadLedgerTest {
    private final DownloadLedger ledger = new DownloadLedger();

    @Test
    @Rule("SYN-10")
    void aWaveIsUnloadedAfterTheLastInstrumentThatRefersToIt() {
        assertEquals(List.of(1, 2), ledger.add(10, List.of(2, 1, 2)));
        assertEquals(List.of(3), ledger.add(11, List.of(2, 3)));
        assertEquals(List.of(10, 1), ledger.remove(10), "wave 2 is still referred to");
        assertFalse(ledger.isEmpty());
        assertEquals(List.of(11, 2, 3), ledger.remove(11));
        assertTrue(ledger.isEmpty());
        assertEquals(List.of(1, 2), ledger.add(10, List.of(1, 2)), "they were unloaded");
    }

    @Test
    void anInstrumentThatIsUsedTwiceIsUnloadedAfterTheSecond() {
        assertEquals(List.of(1), ledger.add(10, List.of(1)));
        assertEquals(List.of(), ledger.add(10, List.of(1)));
        assertEquals(List.of(), ledger.remove(10));
        assertEquals(List.of(10, 1), ledger.remove(10));
        assertThrows(IllegalStateException.class, () -> ledger.remove(10));
    }

    @Test
    @Rule("SYN-10")
    void inAnyOrderAWaveIsThereExactlyAsLongAsAnInstrumentNeedsIt() {
        Random random = new Random(1);
        Map<Integer, Set<Integer>> instruments = new HashMap<>();
        Set<Integer> waves = new HashSet<>();
        for (int step = 0; step < 20_000; step++) {
            int id = 100 + random.nextInt(12);
            Set<Integer> known = instruments.get(id);
            if (known == null) {
                Set<Integer> needed = new HashSet<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    needed.add(random.nextInt(20));
                }
                for (int wave : ledger.add(id, needed)) {
                    assertTrue(waves.add(wave), "downloaded twice");
                }
                instruments.put(id, needed);
            } else {
                List<Integer> unload = ledger.remove(id);
                assertEquals(id, unload.getFirst(), "the instrument goes first");
                instruments.remove(id);
                for (int wave : unload.subList(1, unload.size())) {
                    assertTrue(waves.remove(wave), "unloaded twice");
                }
            }
            Set<Integer> needed = new HashSet<>();
            instruments.values().forEach(needed::addAll);
            assertEquals(needed, waves);
        }
    }
}

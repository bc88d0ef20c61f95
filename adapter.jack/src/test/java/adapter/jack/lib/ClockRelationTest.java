package adapter.jack.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClockRelationTest {
    private static final long MASTER_AT_0 = 134_000_000_000_000_007L;
    private final ClockRelation relation = new ClockRelation();

    private void observe(long micros, long error100ns) {
        relation.observe(micros, MASTER_AT_0 + micros * 10 + error100ns);
    }

    @Test
    void theFirstReadingIsBelieved() {
        observe(5_000, 0);
        assertEquals(MASTER_AT_0 + 70_000, relation.toMaster(7_000));
    }

    @Test
    void noiseIsSmoothed() {
        observe(0, 0);
        for (int i = 1; i < 10_000; i++) {
            observe(i, i % 2 == 0 ? 100 : -100);
        }
        assertEquals(MASTER_AT_0, relation.toMaster(0), 2);
    }

    @Test
    void aReadingThatWasHeldUpDoesNotCount() {
        observe(0, 0);
        observe(1, 120_000);
        assertEquals(MASTER_AT_0, relation.toMaster(0));
    }

    @Test
    void aDriftIsFollowed() {
        observe(0, 0);
        for (int i = 1; i <= 20_000; i++) {
            observe(i, i / 10);
        }
        assertEquals(MASTER_AT_0 + 2_000, relation.toMaster(0), 40);
    }

    @Test
    void aClockThatWasSetIsBelievedInTheEnd() {
        observe(0, 0);
        for (int i = 1; i <= 40; i++) {
            observe(i, 1_000_000);
        }
        assertEquals(MASTER_AT_0 + 1_000_000, relation.toMaster(0), 2);
    }
}

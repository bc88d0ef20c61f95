package adapter.virtual.ac97;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** Engines walk their lists, to the frame. */
class RingTest {
    private static final int SAMPLES = 960; // 10 ms of stereo
    private static final int OUT = Bench.OUT;

    private final Bench bench = new Bench().handle();

    @AfterEach
    void close() {
        bench.close();
        assertEquals(0, bench.clock.openAlarms());
    }

    private void describeAll(int flags) {
        for (int i = 0; i < 32; i++) {
            bench.describe(i, bench.soundAt + i * 1_920L, SAMPLES, flags);
        }
    }

    @Test
    void positionsFollowTheClockToTheFrame() {
        describeAll(0);
        bench.start(OUT, 31);
        long start = bench.clock.getTime();
        assertEquals(SAMPLES, bench.picb(OUT));
        assertEquals(1, bench.nabm.read(OUT + Engine.PIV));
        assertEquals(0, bench.status(OUT));
        // The codec's grid begins with the clock of this bench, and 100 frames take 20 833.3 units.
        bench.clock.advanceTo(start + 20_833);
        assertEquals(SAMPLES - 198, bench.picb(OUT));
        bench.clock.advanceTo(start + 20_834);
        assertEquals(SAMPLES - 200, bench.picb(OUT));
        bench.frames(380);
        assertEquals(1, bench.civ(OUT));
        assertEquals(SAMPLES, bench.picb(OUT));
        assertEquals(2, bench.nabm.read(OUT + Engine.PIV));
    }

    @Test
    void itHaltsAfterTheLastValidBufferAndGoesOnWhenThereIsAnother() {
        describeAll(Engine.IOC);
        bench.start(OUT, 1);
        bench.frames(481);
        assertEquals(1, bench.interrupts);
        assertEquals(1, bench.civ(OUT));
        bench.frames(480);
        assertEquals(2, bench.interrupts);
        assertEquals(Engine.DCH | Engine.CELV, bench.status(OUT));
        assertEquals(1, bench.civ(OUT));
        assertEquals(0, bench.picb(OUT));
        bench.frames(10_000);
        assertEquals(2, bench.interrupts);
        bench.nabm.write(OUT + Engine.LVI, 2);
        assertEquals(0, bench.status(OUT));
        assertEquals(2, bench.civ(OUT));
        bench.frames(481);
        assertEquals(Engine.DCH | Engine.CELV, bench.status(OUT));
        assertEquals(3, bench.interrupts);
    }

    @Test
    void statusBitsAreClearedByWritingThemAndHoldTheInterruptUntilThen() {
        describeAll(Engine.IOC);
        bench.line.disconnect();
        bench.start(OUT, 0);
        bench.frames(481);
        int all = Engine.DCH | Engine.CELV | Engine.LVBCI | Engine.BCIS;
        assertEquals(all, bench.status(OUT));
        int pending = Controller.CODEC_READY | Controller.INTERRUPT_BITS[Controller.PCM_OUT];
        assertEquals(pending, bench.nabm.readDoubleWord(BusMasterRegisters.GLOB_STA));
        bench.nabm.writeWord(OUT + Engine.SR, Engine.BCIS);
        assertEquals(all & ~Engine.BCIS, bench.status(OUT));
        assertEquals(pending, bench.nabm.readDoubleWord(BusMasterRegisters.GLOB_STA));
        bench.nabm.writeWord(OUT + Engine.SR, Engine.LVBCI);
        assertEquals(
                Controller.CODEC_READY, bench.nabm.readDoubleWord(BusMasterRegisters.GLOB_STA));
    }

    @Test
    void aHandlerThatLeavesTheLineUpIsCalledAgainAndNotForEver() {
        describeAll(Engine.IOC);
        bench.line.disconnect();
        bench.line.connect(
                () -> {
                    bench.interrupts++;
                    return true;
                });
        bench.start(OUT, 31);
        bench.frames(481);
        assertTrue(bench.interrupts > 1 && bench.interrupts < 20, bench.interrupts + " calls");
        int before = bench.interrupts;
        bench.frames(200);
        assertEquals(before, bench.interrupts);
    }

    @Test
    void theListIsARing() {
        describeAll(0);
        bench.start(OUT, 31);
        for (int i = 0; i < 100; i++) {
            bench.frames(480);
            int current = bench.civ(OUT);
            bench.nabm.write(OUT + Engine.LVI, current + 31 & 31);
            assertEquals((i + 1) % 32, (current + (bench.picb(OUT) < SAMPLES ? 1 : 0)) % 32, 1);
        }
        assertEquals(0, bench.interrupts);
        assertEquals(0, bench.status(OUT));
        assertEquals(0, bench.device.busFaults());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTheLinkNothingMovesAndNothingIsCaughtUpLater(boolean powerDown) {
        describeAll(0);
        bench.start(OUT, 31);
        bench.frames(40);
        int left = bench.picb(OUT);
        if (powerDown) {
            bench.nam.writeWord(Codec.POWER_DOWN, 0x1000);
        } else {
            bench.nabm.writeDoubleWord(BusMasterRegisters.GLOB_CNT, 0);
        }
        bench.frames(480_000);
        assertEquals(0, bench.civ(OUT));
        assertEquals(left, bench.picb(OUT));
        bench.nabm.writeDoubleWord(
                BusMasterRegisters.GLOB_CNT, Controller.COLD_RESET | Controller.WARM_RESET);
        bench.frames(10);
        assertEquals(0, bench.civ(OUT));
        assertEquals(left - 20, bench.picb(OUT), 2);
    }

    @Test
    void aPauseHoldsItWithinABuffer() {
        describeAll(0);
        bench.start(OUT, 31);
        bench.frames(100);
        bench.nabm.write(OUT + Engine.CR, 0);
        int left = bench.picb(OUT);
        assertEquals(Engine.DCH, bench.status(OUT));
        bench.frames(5_000);
        assertEquals(left, bench.picb(OUT));
        bench.nabm.write(OUT + Engine.CR, Engine.RPBM);
        bench.frames(101);
        assertEquals(left - 200, bench.picb(OUT), 2);
        assertEquals(0, bench.civ(OUT));
    }

    @Test
    void aResetBeginsAnewAndIsRefusedWhileItRuns() {
        describeAll(0);
        bench.start(OUT, 31);
        bench.frames(700);
        bench.nabm.write(OUT + Engine.CR, Engine.RR);
        assertEquals(1, bench.civ(OUT));
        bench.nabm.write(OUT + Engine.CR, 0);
        bench.nabm.write(OUT + Engine.CR, Engine.RR);
        assertEquals(0, bench.civ(OUT));
        assertEquals(0, bench.nabm.readDoubleWord(OUT));
        assertEquals(Engine.DCH, bench.status(OUT));
        assertEquals(0, bench.nabm.read(OUT + Engine.CR));
    }

    @Test
    void buffersWithoutAFrameArePassedAtOnce() {
        describeAll(0);
        for (int i = 0; i < 32; i++) {
            bench.describe(i, bench.soundAt, i % 2, Engine.IOC);
        }
        bench.start(OUT, 31);
        assertEquals(31, bench.civ(OUT));
        assertEquals(Engine.DCH | Engine.CELV, bench.status(OUT));
    }

    @Test
    void ratesAreThoseOfTheCodec() {
        describeAll(0);
        bench.nam.writeWord(Codec.EXTENDED_CONTROL, Codec.VRA);
        bench.nam.writeWord(Codec.DAC_RATE, 8_000);
        bench.start(OUT, 31);
        bench.frames(481, 8_000);
        assertEquals(1, bench.civ(OUT));
        bench.nam.writeWord(Codec.DAC_RATE, 16_000);
        bench.frames(481, 16_000);
        assertEquals(2, bench.civ(OUT));
    }

    @Test
    void everySecondInterruptCanBeLost() {
        try (Bench lossy = new Bench(Map.of("fault", "lost-interrupt")).handle()) {
            for (int i = 0; i < 32; i++) {
                lossy.describe(i, lossy.soundAt, SAMPLES, Engine.IOC);
            }
            lossy.start(OUT, 31);
            lossy.frames(481 + 9 * 480);
            assertEquals(5, lossy.interrupts);
        }
    }

    @Test
    void memoryThatIsNotMappedStopsTheEngineAndIsCounted() {
        describeAll(0);
        bench.describe(1, 0xFFFF_F000L, SAMPLES, 0);
        bench.line.disconnect();
        bench.start(OUT, 31);
        bench.frames(481);
        assertEquals(Engine.DCH | Engine.FIFOE, bench.status(OUT));
        assertEquals(1, bench.device.busFaults());
        bench.nabm.write(OUT + Engine.CR, 0);
        bench.nabm.write(OUT + Engine.CR, Engine.RPBM);
        assertTrue((bench.status(OUT) & Engine.DCH) != 0);
        bench.nabm.write(OUT + Engine.CR, 0);
        bench.nabm.write(OUT + Engine.CR, Engine.RR);
        bench.describe(1, bench.soundAt, SAMPLES, 0);
        bench.nabm.writeWord(OUT + Engine.SR, Engine.FIFOE);
        bench.start(OUT, 31);
        bench.frames(1_000);
        assertEquals(2, bench.civ(OUT));
        assertEquals(1, bench.device.busFaults());
    }

    @Test
    void aListThatIsNotMappedStopsTheEngine() {
        bench.bus.unmap(bench.listAt);
        bench.start(OUT, 31);
        assertEquals(1, bench.device.busFaults());
        bench.frames(1);
        assertEquals(1, bench.interrupts);
        assertTrue((bench.status(OUT) & Engine.DCH) != 0);
    }
}

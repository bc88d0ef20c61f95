package adapter.virtual.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The DSP as its registers show it. */
final class DspChipTest {
    private final TestCard card = new TestCard();
    private int interrupts;

    @AfterEach
    void takeAway() {
        card.close();
    }

    @Test
    void resetAnswersWhenTheLineGoesDownAgain() {
        assertEquals(0xAA, card.reset());
        assertEquals(0, card.registers.read(0xE) & 0x80, "nothing more is said");
        card.registers.write(6, 1);
        assertEquals(0, card.registers.read(0xE) & 0x80, "not while it is held");
    }

    @Test
    void versionIs405() {
        card.command(0xE1);
        assertEquals(0x80, card.registers.read(0xE) & 0x80);
        assertEquals(4, card.registers.read(0xA));
        assertEquals(5, card.registers.read(0xA));
        assertEquals(0, card.registers.read(0xE) & 0x80);
    }

    @Test
    void speakerIsRemembered() {
        card.command(0xD1, 0xD8);
        assertEquals(0xFF, card.registers.read(0xA));
        card.command(0xD3, 0xD8);
        assertEquals(0x00, card.registers.read(0xA));
    }

    @Test
    void unknownCommandsAreIgnoredAndCounted() {
        card.command(0x99, 0xE1);
        assertEquals(4, card.registers.read(0xA));
        assertEquals(1, card.device.unknownCommands());
    }

    @Test
    void whatFollowsACommandThatItDoesNotKnowIsNoCommand() {
        card.command(0x40, 0xD1); // a time constant, not the speaker
        card.command(0x14, 0xD1, 0xD1); // a length
        card.command(0xD8);
        assertEquals(0, card.registers.read(0xA));
        assertEquals(2, card.device.unknownCommands());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void memoryThatIsFreedUnderATransferHoldsItAndTheCardLivesOn(boolean plays) {
        connectAndAcknowledge();
        try (Arena arena = Arena.ofShared()) {
            card.words.start(arena.allocate(8_820), plays);
            card.command(plays ? 0xB6 : 0xBE, 0x30, 440 & 0xFF, 440 >> 8);
            card.advanceFrames(1_000);
        }
        int before = interrupts;
        assertTrue(before > 0);
        card.advanceFrames(10_000);
        assertTrue(interrupts <= before + 3, "what it had read ahead may still come");
        assertEquals(0xAA, card.reset());
        playWords(441);
        card.advanceFrames(441);
        assertTrue(interrupts > before, "a new transfer moves");
    }

    @Test
    void interruptComesAtTheEndOfEachBlock() {
        connectAndAcknowledge();
        playWords(441);
        card.advanceFrames(440);
        assertEquals(0, interrupts);
        card.advanceFrames(1);
        assertEquals(1, interrupts);
        card.advanceFrames(441 * 9);
        assertEquals(10, interrupts);
    }

    @Test
    void interruptsOfALowRateComeAtTheirTime() {
        connectAndAcknowledge();
        card.bytes.start(MemorySegment.ofArray(new byte[160]), true);
        card.command(0x41, 0x1F, 0x40); // 8000 Hz
        card.command(0xC6, 0x00, 79, 0); // 80 bytes: 10 ms
        card.advanceMillis(1_000);
        assertTrue(interrupts == 100 || interrupts == 99, "interrupts=" + interrupts);
    }

    @Test
    void interruptThatIsNotAcknowledgedStaysTheLastOne() {
        card.interrupt.connect(
                () -> {
                    interrupts++;
                    return true;
                });
        playWords(441);
        card.advanceFrames(441 * 5);
        assertEquals(1, interrupts);
        assertEquals(0x02, card.mixer(0x82));
        card.registers.read(0xF);
        assertEquals(0x00, card.mixer(0x82));
        card.advanceFrames(441);
        assertEquals(2, interrupts);
    }

    @Test
    void statusTellsBytesFromWordsAndEachHasItsAcknowledge() {
        playWords(100);
        card.bytes.start(MemorySegment.ofArray(new byte[100]), false);
        card.command(0xCE, 0x00, 99, 0);
        card.advanceFrames(100);
        assertEquals(0x03, card.mixer(0x82));
        card.registers.read(0xE);
        assertEquals(0x02, card.mixer(0x82));
        card.registers.read(0xF);
        assertEquals(0x00, card.mixer(0x82));
    }

    @Test
    void counterRunsDownAndBeginsAnew() {
        playWords(441);
        assertEquals(3_528, card.words.counter());
        card.advanceFrames(1);
        assertEquals(3_524, card.words.counter());
        assertFalse(card.words.terminalCount());
        card.advanceFrames(881);
        assertEquals(3_528, card.words.counter());
        assertTrue(card.words.terminalCount());
        assertFalse(card.words.terminalCount(), "it is told once");
    }

    @Test
    void pauseHoldsTheCounterAndResumeLetsItGoOn() {
        playWords(441);
        card.advanceFrames(100);
        card.command(0xD5);
        int held = card.words.counter();
        card.advanceMillis(50);
        assertEquals(held, card.words.counter());
        card.command(0xD6);
        card.advanceFrames(10);
        assertEquals(held - 40, card.words.counter());
    }

    @Test
    void exitEndsWithTheBlock() {
        connectAndAcknowledge();
        playWords(441);
        card.advanceFrames(100);
        card.command(0xD9);
        card.advanceFrames(2_000);
        assertEquals(1, interrupts);
        assertEquals(3_528 - 441 * 4, card.words.counter());
    }

    @Test
    void singleCycleTransferEndsWithItsBlock() {
        connectAndAcknowledge();
        card.words.start(TestCard.ramp(1_764), true);
        card.command(0x41, 0xAC, 0x44);
        card.command(0xB0, 0x30, 0x71, 0x03); // 882 samples, not auto-initialised
        card.advanceFrames(5_000);
        assertEquals(1, interrupts);
    }

    @Test
    void maskedChannelHoldsTheTransfer() {
        connectAndAcknowledge();
        playWords(441);
        card.advanceFrames(100);
        card.words.stop();
        card.advanceFrames(1_000);
        assertEquals(0, interrupts);
    }

    @Test
    void resetEndsEverything() {
        connectAndAcknowledge();
        playWords(441);
        card.advanceFrames(100);
        card.reset();
        card.advanceFrames(1_000);
        assertEquals(0, interrupts);
    }

    @Test
    void idleCardSetsNoAlarm() {
        card.advanceMillis(10_000);
        assertFalse(card.device.isAwake());
        playWords(441);
        card.advanceFrames(10);
        assertTrue(card.device.isAwake());
        card.words.stop();
        card.advanceMillis(20);
        assertFalse(card.device.isAwake());
    }

    /** 1764 words of stereo, with an interrupt after so many frames. */
    private void playWords(int frames) {
        int samples = 2 * frames - 1;
        card.words.start(TestCard.ramp(1_764), true);
        card.command(0x41, 0xAC, 0x44);
        card.command(0xB6, 0x30, samples & 0xFF, samples >> 8);
    }

    private void connectAndAcknowledge() {
        card.interrupt.connect(
                () -> {
                    interrupts++;
                    card.registers.read(0xE);
                    card.registers.read(0xF);
                    return true;
                });
    }
}

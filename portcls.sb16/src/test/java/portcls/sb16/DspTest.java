package portcls.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/** What the DSP is told, byte for byte. */
final class DspTest {
    private final FakeCard card = new FakeCard();
    private final Dsp dsp = new Dsp(card, new FakeClock());

    @Test
    void resetHoldsTheLineAndWaitsForTheAnswer() throws IOException {
        dsp.reset();
        assertEquals(List.of("6:01", "6:00"), card.trace);
        assertTrue(card.data.isEmpty(), "the answer was taken");
    }

    @Test
    void silentCardIsAClearError() {
        card.dumb = true;
        IOException e = assertThrows(IOException.class, dsp::reset);
        assertTrue(
                e.getMessage().startsWith("the DSP does not answer the reset at I/O 0x220-0x22F;"),
                e.getMessage());
    }

    @Test
    void versionIsWhatItSaysAfterwards() throws IOException {
        card.data.add(0x55); // nobody asked for this
        assertEquals(new DspVersion(4, 5), dsp.version());
        assertEquals("4.05", dsp.version().toString());
        assertTrue(dsp.version().isSixteen());
    }

    @Test
    void rateGoesHighByteFirst() throws IOException {
        dsp.outputRate(44_100);
        dsp.inputRate(8_000);
        assertEquals(List.of("41", "ac", "44", "42", "1f", "40"), card.commands());
    }

    @Test
    void wordsArePlayedByB6() throws IOException {
        dsp.start(DspWidth.BITS_16, false, true, 882);
        assertEquals(List.of("b6", "30", "71", "03"), card.commands());
    }

    @Test
    void wordsAreRecordedByBe() throws IOException {
        dsp.start(DspWidth.BITS_16, true, false, 1);
        assertEquals(List.of("be", "10", "00", "00"), card.commands());
    }

    @Test
    void bytesArePlayedByC6AndRecordedByCe() throws IOException {
        dsp.start(DspWidth.BITS_8, false, false, Dsp.LONGEST_BLOCK);
        dsp.start(DspWidth.BITS_8, true, true, 2);
        assertEquals(List.of("c6", "00", "ff", "ff", "ce", "20", "01", "00"), card.commands());
    }

    @Test
    void eachWidthHasItsOwnPauseResumeAndExit() throws IOException {
        for (DspWidth width : DspWidth.values()) {
            dsp.pause(width);
            dsp.resume(width);
            dsp.exit(width);
        }
        dsp.speaker(true);
        dsp.speaker(false);
        assertEquals(List.of("d0", "d4", "da", "d5", "d6", "d9", "d1", "d3"), card.commands());
    }

    @Test
    void eachWidthHasItsOwnAcknowledge() {
        dsp.acknowledge(DspWidth.BITS_8);
        dsp.acknowledge(DspWidth.BITS_16);
        assertEquals(List.of("acknowledge 8", "acknowledge 16"), card.trace);
    }

    @Test
    void busyDspIsWaitedFor() throws IOException {
        card.busyLooks = 3;
        dsp.outputRate(22_050);
        assertEquals(List.of("41", "56", "22"), card.commands());
    }

    @Test
    void dspThatStaysBusyIsAClearError() {
        card.busyLooks = Integer.MAX_VALUE;
        IOException e = assertThrows(IOException.class, () -> dsp.pause(DspWidth.BITS_8));
        assertTrue(e.getMessage().contains("stays busy"), e.getMessage());
        assertTrue(e.getMessage().contains("timeoutMillis=100"), e.getMessage());
        assertEquals(List.of(), card.commands());
    }

    @Test
    void clockThatStandsStillDoesNotMakeItWaitForEver() {
        FakeClock still = new FakeClock();
        still.tick100ns = 0;
        card.dumb = true;
        assertThrows(IOException.class, new Dsp(card, still)::reset);
    }

    @Test
    void blockHasALength() {
        for (int samples : new int[] {0, Dsp.LONGEST_BLOCK + 1}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> dsp.start(DspWidth.BITS_8, false, false, samples));
        }
    }
}

package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.banks.BankException;
import portcls.banks.BankReader;
import portcls.banks.tone.ToneBank;

/** What one pin may hold. */
class DownloadsTest {
    private static final byte[] BANK = ToneBank.sf2(0);

    private static void assertRefused(Downloads downloads, String part) {
        PortClsException e = assertThrows(PortClsException.class, () -> downloads.add(BANK));
        assertEquals(Status.INSUFFICIENT_RESOURCES, e.status());
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }

    @Test
    void moreThanAPinMayHoldIsRefusedUntilSomethingIsUnloaded() {
        try (UnloadWatch watch = new UnloadWatch("test");
                Downloads downloads =
                        new Downloads(watch, new Downloads.Limits(2, Long.MAX_VALUE), _ -> {})) {
            downloads.add(BANK);
            long handle = downloads.add(BANK).handle();
            assertRefused(downloads, "downloads=2 of 2");
            downloads.remove(
                    handle,
                    () -> {
                        throw new AssertionError("nothing sounds with it");
                    });
            downloads.add(BANK);
            assertRefused(downloads, "downloads=2 of 2");
        }
    }

    @Test
    void moreBytesThanAPinMayHoldAreRefused() throws BankException {
        long one = BankReader.read(BANK, "test").buffer().remaining();
        try (UnloadWatch watch = new UnloadWatch("test");
                Downloads downloads =
                        new Downloads(watch, new Downloads.Limits(9, 2 * one), _ -> {})) {
            downloads.add(BANK);
            downloads.add(BANK);
            assertRefused(downloads, "bytes=" + 2 * one + " of " + 2 * one);
        }
    }
}

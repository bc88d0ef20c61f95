package portcls.banks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.banks.TestRiff.chunk;
import static portcls.banks.TestRiff.int16;
import static portcls.banks.TestRiff.int32;
import static portcls.banks.TestRiff.join;
import static portcls.banks.TestRiff.list;
import static portcls.banks.TestRiff.sized;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

class DamagedSf2Test {
    private final Sf2Builder bank = new Sf2Builder();

    private Bank read() throws BankException {
        Bank read = BankReader.read(bank.build(), "test.sf2");
        assertEquals(List.of(), BankReader.read(read.bytes(), "again").notes());
        return read;
    }

    private void assertRefused(String... parts) {
        String message =
                assertThrows(BankException.class, () -> BankReader.read(bank.build(), "test.sf2"))
                        .getMessage();
        assertNotNull(message);
        assertTrue(message.startsWith("test.sf2 "), message);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> part + " in: " + message);
        }
    }

    @Test
    void aSoundBankWithoutMistakesIsReadWithoutNotes() throws BankException {
        Bank read = read();
        assertEquals(List.of(), read.notes());
        assertEquals(BankKind.SF2, read.kind());
        assertEquals(new BankInfo("A bank", "An author", "Somebody", null), read.info());
        assertEquals(List.of(new BankInstrument(0, 0, 5, false, "Preset")), read.instruments());
        assertEquals(2, read.samples());
        assertEquals(800, read.sampleBytes());
    }

    @Test
    void bank128IsForPercussion() throws BankException {
        bank.presets = join(Sf2Builder.preset("Kit", 8, 128, 0), Sf2Builder.preset("EOP", 0, 0, 2));
        assertEquals(List.of(new BankInstrument(0, 0, 8, true, "Kit")), read().instruments());
    }

    @Test
    void theLowBytesOf24BitSamplesAreKept() throws BankException {
        bank.version = int16(2, 4);
        bank.low = new byte[Sf2Builder.FRAMES];
        assertEquals(1_200, read().sampleBytes());
    }

    @Test
    void anSf3IsRefusedWithTheReason() {
        bank.version = int16(3, 0);
        assertRefused("ifil", "SF3", "compressed", "Convert it");
        bank.version = int16(2, 1);
        bank.samples[44] |= 0x10;
        assertRefused("shdr", "SF3", "sampleType=20");
    }

    @Test
    void anotherVersionIsRefused() {
        bank.version = int16(1, 0);
        assertRefused("version=1.0");
    }

    @Test
    void unknownChunksAreLeftOut() throws BankException {
        byte[] plain = read().bytes();
        bank.more = join(chunk("abcd", (byte) 1), list("efgh", chunk("ijkl")));
        assertEquals(ByteBuffer.wrap(plain), read().buffer());
    }

    @Test
    void theLastPaddingByteMayBeMissing() throws BankException {
        byte[] file = join(bank.build(), new byte[1]);
        file[4]++; // the pdta list stays; one byte of filling follows it
        Bank read = BankReader.read(file, "test.sf2");
        assertEquals(read().buffer(), read.buffer());
        file = join(bank.build(), sized("abcd", 1, (byte) 7));
        System.arraycopy(int32(file.length - 8), 0, file, 4, 4);
        assertNotNull(BankReader.read(Arrays.copyOf(file, file.length - 1), "test.sf2"));
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        byte[] file = bank.build();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(BankException.class, () -> BankReader.read(cut, "test.sf2"), "" + length);
        }
    }

    @Test
    void aChunkBeyondItsListIsRefusedWithItsPlace() {
        bank.more = sized("abcd", 1 << 20);
        assertRefused("(sfbk)", "chunk=abcd has size=1048576");
    }

    @Test
    void tablesOfBrokenRecordsAreRefused() {
        bank.presetGenerators = new byte[7];
        assertRefused("sfbk/pdta/pgen", "size=7 is no multiple of recordSize=4");
    }

    @Test
    void indexesThatGoBackwardsAreRefused() {
        bank.instrumentBags = int16(0, 0, 5, 1, 1, 1, 9, 1);
        assertRefused("ibag", "record 2", "goes backwards: index=1 after 5");
    }

    @Test
    void indexesBeyondTheirTableAreRefused() {
        bank.instrumentBags = int16(0, 0, 1, 1, 5, 1, 900, 1);
        assertRefused("ibag", "index=900");
        bank.instrumentBags = int16(0, 0, 1, 1, 5, 1, 9, 9);
        assertRefused("ibag", "index=9");
        bank.instrumentBags = int16(0, 0, 1, 1, 5, 1, 9, 1);
        bank.presets = join(Sf2Builder.preset("P", 5, 0, 0), Sf2Builder.preset("EOP", 0, 0, 3));
        assertRefused("phdr", "index=3, greatest=2");
    }

    @Test
    void aZoneThatPlaysNoInstrumentOrSampleOfTheBankIsRefused() {
        bank.presetGenerators = int16(48, 10, 41, 1, 0, 0);
        assertRefused("pbag", "plays instrument 1, there are 1");
        bank.presetGenerators = int16(48, 10, 41, 0, 0, 0);
        bank.instrumentGenerators[8 * 4 + 2] = 2;
        assertRefused("ibag", "plays sample 2, there are 2");
    }

    @Test
    void rangesMustBeRanges() {
        bank.instrumentGenerators[6] = 0x40;
        assertRefused("igen", "its keys are 64 … 63");
        bank.instrumentGenerators[6] = 0;
        bank.instrumentGenerators[11] = (byte) 0x80;
        assertRefused("igen", "its velocities are 0 … 128");
    }

    @Test
    void generatorsInTheWrongPlaceAreLeftOut() throws BankException {
        bank.presetGenerators = int16(48, 10, 43, 0x4030, 54, 1, 41, 0, 9, 9, 0, 0);
        bank.presetBags = int16(0, 0, 1, 0, 5, 0);
        assertEquals(
                List.of(
                        "A generator that does not belong there was left out.",
                        "Generators behind the last of a zone were left out."),
                read().notes());
    }

    @Test
    void aSampleThatIsPlayedMustLieInTheSound() {
        System.arraycopy(int32(401), 0, bank.samples, 46 + 24, 4);
        assertRefused("shdr", "record 1", "end=401, frames=400");
        System.arraycopy(int32(200), 0, bank.samples, 46 + 24, 4);
        assertRefused("start=200, end=200");
        System.arraycopy(int32(400), 0, bank.samples, 46 + 24, 4);
        System.arraycopy(int32(0), 0, bank.samples, 46 + 36, 4);
        assertRefused("sampleRate=0");
    }

    @Test
    void aSampleThatNothingPlaysMayBeWrong() throws BankException {
        bank.samples = join(Sf2Builder.sample("Bad", 9, 3, 0, 0, 0, 0, 1), bank.samples);
        bank.instrumentGenerators[4 * 4 + 2] = 1;
        bank.instrumentGenerators[8 * 4 + 2] = 2;
        assertTrue(
                read().notes()
                        .contains("A sample without usable sound was left out; nothing plays it."));
        assertEquals(2, read().samples());
    }

    @Test
    void zonesThatPlayRomSamplesAreLeftOut() throws BankException {
        bank.samples[45] = (byte) 0x80;
        Bank read = read();
        assertEquals(1, read.samples());
        assertTrue(
                read.notes()
                        .contains(
                                "A zone that plays a sample in a sound card's ROM was left out."));
    }

    @Test
    void loopsAreBroughtIntoTheirSample() throws BankException {
        System.arraycopy(int32(150, 50), 0, bank.samples, 28, 8);
        assertEquals(
                List.of("A loop outside its sample was made to span the sample."), read().notes());
    }

    @Test
    void offsetsOfALoopThatLeadOutOfTheSampleAreLeftOut() throws BankException {
        System.arraycopy(int16(1_000), 0, bank.instrumentGenerators, 6 * 4 + 2, 2);
        assertEquals(
                List.of("The offsets of a loop that lead out of its sample were left out."),
                read().notes());
    }

    @Test
    void offsetsThatLeadOutOfTheSampleAreRefused() {
        System.arraycopy(int16(0, 300), 0, bank.instrumentGenerators, 6 * 4, 4);
        assertRefused("ibag", "plays frames 500 … 400 of a sample of frames 200 … 400");
    }

    @Test
    void aPairThatIsNoneBecomesTwoSingleSamples() throws BankException {
        System.arraycopy(int16(77), 0, bank.samples, 42, 2);
        assertEquals(
                List.of("A sample that is linked to no partner became a single one. (2×)"),
                read().notes());
    }

    @Test
    void modulatorsInChainsAreLeftOut() throws BankException {
        bank.instrumentModulators = join(int16(0x0081, 0x8000, 50, 0, 0), new byte[10]);
        assertEquals(
                List.of("A modulator of a kind that is not supported was left out."),
                read().notes());
    }

    @Test
    void modulatorsThatMovePitchBeyondAllBoundsAreLeftOut() throws BankException {
        for (int destination : new int[] {5, 51, 56}) {
            bank.instrumentModulators =
                    join(int16(0x0081, destination, 20_000, 0, 0), new byte[10]);
            assertEquals(
                    List.of("A modulator of a kind that is not supported was left out."),
                    read().notes());
        }
    }

    @Test
    void zonesThatAreTunedTooHighAreTunedAsUsual() throws BankException {
        // The lower keys, up to 63, with a root of 0.
        bank.instrumentGenerators = generators(58, 0, 56, 300);
        assertEquals(
                List.of("A zone whose keys were too far apart was tuned as usual."),
                read().notes());
        bank.instrumentGenerators = generators(58, 0, 51, 100);
        assertEquals(List.of("A zone that was tuned too high was tuned as usual."), read().notes());
        bank.instrumentGenerators = generators(58, 0, 7, 12_000);
        assertEquals(List.of("A zone that was tuned too high was tuned as usual."), read().notes());
        bank.instrumentGenerators = generators(58, 0, 51, 80);
        assertEquals(List.of(), read().notes());
    }

    @Test
    void loopsThatAreTooShortForTheirKeysAreLeftOut() throws BankException {
        bank.samples =
                join(
                        Sf2Builder.sample("Left", 0, 200, 50, 52, 22_050, 1, 4),
                        Sf2Builder.sample("Right", 200, 400, 250, 350, 22_050, 0, 2),
                        Sf2Builder.sample("EOS", 0, 0, 0, 0, 0, 0, 0));
        bank.instrumentGenerators = generators(58, 0, 51, 80);
        assertEquals(
                List.of("A loop that is too short for the keys of its zone was left out."),
                read().notes());
        bank.instrumentGenerators = generators(58, 30, 51, 12);
        assertEquals(List.of(), read().notes());
    }

    /** As the builder has them, with two more in the first zone, for all velocities. */
    private byte[] generators(int first, int value, int second, int other) {
        bank.instrumentBags = int16(0, 0, 1, 1, 6, 1, 10, 1);
        return join(
                int16(34, -8000, 43, 0x3F00, first, value, second, other, 54, 1, 53, 0),
                int16(43, 0x7F40, 2, 10, 54, 1, 53, 1, 0, 0));
    }

    @Test
    void aNoteThatPlaysHundredsOfZonesIsRefused() throws BankException {
        int zones = Layers.LIMIT;
        bank.instruments = join(Sf2Builder.name("Instrument"), int16(0), Sf2Builder.name("EOI"));
        bank.instruments = join(bank.instruments, int16(zones));
        bank.instrumentModulators = new byte[10];
        bank.instrumentBags = new byte[0];
        bank.instrumentGenerators = new byte[0];
        for (int i = 0; i <= zones; i++) {
            bank.instrumentBags = join(bank.instrumentBags, int16(i, 0));
            bank.instrumentGenerators =
                    join(bank.instrumentGenerators, i < zones ? int16(53, 0) : int16(0, 0));
        }
        bank.presetBags = int16(0, 0, 2, 0, 4, 0);
        bank.presetGenerators = int16(43, 0x3F00, 41, 0, 43, 0x7F40, 41, 0, 0, 0);
        read();
        bank.presetGenerators = int16(43, 0x3F00, 41, 0, 43, 0x7F3F, 41, 0, 0, 0);
        assertRefused("phdr", "zones for one note of instrument \"Preset\"=512, limit=256");
    }

    @Test
    void namesAreOneLineWhateverStandsInThem() throws BankException {
        bank.presets =
                join(
                        Sf2Builder.preset("A\nb\r\u001b[31m", 5, 0, 0),
                        Sf2Builder.preset("EOP", 255, 255, 2));
        assertEquals("A b  [31m", read().instruments().getFirst().name());
    }

    @Test
    void whatIsMoreThanTheLimitsIsRefusedByName() {
        BankLimits[] limits = {
            new BankLimits(100, 10_000, 10, 100, 100),
            new BankLimits(10_000, 100, 10, 100, 100),
            new BankLimits(10_000, 10_000, 0, 100, 100),
            new BankLimits(10_000, 10_000, 10, 3, 100),
            new BankLimits(10_000, 10_000, 10, 100, 5),
        };
        String[] names = {
            "fileBytes=", "sampleBytes=800", "instruments=1", "zones=7", "modulators="
        };
        for (int i = 0; i < limits.length; i++) {
            BankLimits limit = limits[i];
            String message =
                    assertThrows(
                                    BankException.class,
                                    () ->
                                            BankReader.read(
                                                    ByteBuffer.wrap(bank.build()),
                                                    "test.sf2",
                                                    limit))
                            .getMessage();
            assertNotNull(message);
            assertTrue(message.contains(names[i]) && message.contains("limit="), message);
        }
    }
}

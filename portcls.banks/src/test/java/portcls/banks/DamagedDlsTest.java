package portcls.banks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.banks.TestRiff.int16;
import static portcls.banks.TestRiff.int32;
import static portcls.banks.TestRiff.join;

import org.junit.jupiter.api.Test;

import portcls.banks.dls.DlsArticulation;
import portcls.banks.dls.DlsFile;
import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsRegion;
import portcls.banks.dls.DlsSampling;
import portcls.banks.dls.DlsWave;
import portcls.banks.dls.DlsWriter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

class DamagedDlsTest {
    private static final byte[] SUPPORTS_DLS2 =
            join(
                    int32(0xf14599e5),
                    int16(0x4689, 0x11d2),
                    new byte[] {(byte) 0xaf, (byte) 0xa6, 0, (byte) 0xaa, 0, 0x24, (byte) 0xd8},
                    new byte[] {(byte) 0xb6});

    private DlsBuilder bank = new DlsBuilder(false);

    private Bank read() throws BankException {
        Bank read = BankReader.read(bank.build(), "test.dls");
        assertEquals(List.of(), BankReader.read(read.bytes(), "again").notes());
        return read;
    }

    private void assertRefused(String... parts) {
        String message =
                assertThrows(BankException.class, () -> BankReader.read(bank.build(), "test.dls"))
                        .getMessage();
        assertNotNull(message);
        assertTrue(message.startsWith("test.dls "), message);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> part + " in: " + message);
        }
    }

    @Test
    void bothLevelsAreReadWithoutNotes() throws BankException {
        Bank read = read();
        assertEquals(List.of(), read.notes());
        assertEquals(BankKind.DLS1, read.kind());
        assertEquals("A bank", read.info().name());
        assertEquals(
                List.of(
                        new BankInstrument(3, 2, 7, false, "First"),
                        new BankInstrument(0, 0, 0, true, "")),
                read.instruments());
        assertEquals(2, read.samples());
        assertEquals(600, read.sampleBytes());
        bank = new DlsBuilder(true);
        assertEquals(BankKind.DLS2, read().kind());
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        byte[] file = bank.build();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(BankException.class, () -> BankReader.read(cut, "test.dls"), "" + length);
        }
    }

    @Test
    void countsThatAreWrongAreMended() throws BankException {
        bank.count = int32(77);
        bank.header = int32(1, 0, 7);
        assertEquals(
                List.of(
                        "An instrument's number of regions was wrong and was mended.",
                        "The number of instruments (colh) was mended."),
                read().notes());
    }

    @Test
    void linksToNoWaveAreRefused() {
        bank.link = join(int16(0, 0), int32(1, 2));
        assertRefused("DLS/lins/ins/lrgn/rgn/wlnk", "cue=2, there are 2");
        bank.link = join(int16(0, 0), int32(1, 0));
        bank.table = int32(8, 2, 4, 0);
        assertRefused("ptbl", "no wave stands at offset=4");
        bank.table = int32(8, 0x4000_0000, 0, 0);
        assertRefused("ptbl", "cues=1073741824");
    }

    @Test
    void rangesMustBeRanges() {
        bank.region = int16(64, 63, 0, 127, 0, 0);
        assertRefused("rgnh", "its keys are 64 … 63");
        bank.region = int16(0, 63, 0, 128, 0, 0);
        assertRefused("rgnh", "its velocities are 0 … 128");
    }

    @Test
    void aNoteThatPlaysHundredsOfRegionsIsRefused() throws BankException {
        DlsSampling sampling = new DlsSampling(60, 0, 0, 0, null);
        DlsWave wave = new DlsWave(BankInfo.NONE, 44_100, 16, ByteBuffer.allocate(100), sampling);
        DlsRegion region =
                new DlsRegion(
                        false, 10, 20, 0, 127, 0, 0, 0, 0, 1, 0, sampling, DlsArticulation.NONE);
        List<DlsRegion> regions = new ArrayList<>(Collections.nCopies(Layers.LIMIT, region));
        BankReader.read(file(regions, wave), "test.dls");
        regions.add(region);
        BankException e =
                assertThrows(
                        BankException.class,
                        () -> BankReader.read(file(regions, wave), "test.dls"));
        String message = String.valueOf(e.getMessage());
        assertTrue(
                message.contains("zones for one note of instrument \"Thick\"=257, limit=256"),
                message);
        assertFalse(message.contains("raise"), message);
    }

    private static byte[] file(List<DlsRegion> regions, DlsWave wave) {
        DlsInstrument instrument =
                new DlsInstrument(
                        0, 0, 0, false, BankInfo.named("Thick"), regions, DlsArticulation.NONE);
        return DlsWriter.write(new DlsFile(BankInfo.NONE, List.of(instrument), List.of(wave)));
    }

    @Test
    void whatTunesTooHighIsLeftOut() throws BankException {
        assertNotes(
                List.of("A distance of keys that tunes too high was left out. (2×)"), 3, 26_000);
        assertNotes(List.of(), 3, 12_800);
        assertNotes(List.of("A connection that tunes too high was left out. (2×)"), 0, 12_001);
        assertNotes(List.of(), 0, 5_000);
        assertNotes(List.of("A connection that tunes too high was left out. (2×)"), 6, -12_801);
        assertNotes(List.of(), 6, 12_800);
        assertNotes(List.of("A connection that tunes too high was left out. (2×)"), 0x101, 101);
        // The highest key of the second instrument is 67 semitones above its wave's own.
        assertNotes(List.of("A connection that tunes too high was left out."), 5, 11_000);
    }

    /** Of one connection that moves the pitch, in a region and in an instrument. */
    private void assertNotes(List<String> notes, int source, int cents) throws BankException {
        bank.connections = DlsBuilder.table(DlsBuilder.connection(source, 0, 3, 0, cents << 16));
        assertEquals(notes, read().notes());
    }

    @Test
    void fineTuningThatTunesTooHighIsLeftOut() throws BankException {
        bank.regionSampling = join(int32(20), int16(69, 20_000), int32(0, 0, 0));
        assertEquals(List.of("Fine tuning that tunes too high was left out."), read().notes());
        bank.regionSampling = join(int32(20), int16(69, -6_000), int32(0, 0, 0));
        assertEquals(List.of(), read().notes());
    }

    @Test
    void loopsThatAreTooShortForTheirKeysAreLeftOut() throws BankException {
        bank.connections = DlsBuilder.table(DlsBuilder.connection(0, 0, 3, 0, 9_000 << 16));
        bank.regionSampling = DlsBuilder.sampling(0, DlsBuilder.loop(0, 0, 2));
        assertTrue(
                read().notes()
                        .contains(
                                "A loop that is too short for the keys of its region was left"
                                        + " out."));
        bank.regionSampling = DlsBuilder.sampling(69, DlsBuilder.loop(0, 0, 20));
        assertEquals(List.of(), read().notes());
    }

    @Test
    void programsMustBePrograms() {
        bank.header = int32(2, 0, 128);
        assertRefused("insh", "program=128");
    }

    @Test
    void loopsAreCutToTheirWave() throws BankException {
        bank.regionSampling = DlsBuilder.sampling(69, DlsBuilder.loop(0, 150, 51));
        assertEquals(List.of("A loop that goes beyond its wave was cut."), read().notes());
        bank.regionSampling = DlsBuilder.sampling(69, DlsBuilder.loop(0, 200, 1));
        assertEquals(List.of("A loop outside its wave was left out."), read().notes());
        bank.regionSampling = DlsBuilder.sampling(69, DlsBuilder.loop(0, 10, 0));
        assertEquals(List.of("A loop outside its wave was left out."), read().notes());
    }

    @Test
    void loopsThatDoNotFitIntoTheirChunkAreRefused() {
        bank.regionSampling = join(int32(20), int16(60, 0), int32(0, 0, 0x1000_0000));
        assertRefused("wsmp", "loops=268435456 do not fit");
        bank.regionSampling = DlsBuilder.sampling(128);
        assertRefused("wsmp", "unityNote=128");
        bank.regionSampling = DlsBuilder.sampling(60, DlsBuilder.loop(9, 0, 1));
        assertRefused("wsmp", "loopType=9");
    }

    @Test
    void connectionsThatDoNotFitIntoTheirChunkAreRefused() {
        bank.connections = int32(8, 0x1555_5556);
        assertRefused("lart/art1", "connections=357913942");
    }

    @Test
    void connectionsThatDlsDoesNotDefineAreLeftOut() throws BankException {
        bank.connections = DlsBuilder.table(DlsBuilder.connection(0, 0, 0x999, 0, 1));
        assertEquals(
                List.of("A connection that DLS does not define was left out. (2×)"),
                read().notes());
    }

    @Test
    void compressedWavesAreRefusedWithTheReason() {
        bank.format = join(int16(6, 1), int32(22_050, 22_050), int16(1, 8, 0));
        assertRefused("wvpl/wave/fmt", "formatTag=6", "Convert its waves");
        bank.format = join(int16(1, 1), int32(0, 0), int16(2, 16, 0));
        assertRefused("sampleRate=0");
        bank.format = join(int16(1, 1), int32(22_050, 0), int16(0, 16, 0));
        assertRefused("blockAlign=0");
    }

    @Test
    void regionsThatPlayAnEmptyWaveAreLeftOut() throws BankException {
        bank.data = new byte[0];
        Bank read = read();
        assertEquals(1, read.samples());
        assertEquals(
                List.of(
                        "A wave without a frame was left out.",
                        "A region that plays nothing was left out."),
                read.notes());
    }

    @Test
    void stereoAnd24BitWavesBecomeOneChannelOf16Bits() throws BankException {
        bank.format = join(int16(1, 2), int32(22_050, 0), int16(6, 24, 0));
        bank.data = new byte[6 * DlsBuilder.FRAMES];
        bank.data[2] = 0x40; // left of the first frame: half of full scale
        Bank read = read();
        assertEquals(List.of("A wave was converted to one channel of 16 bits."), read.notes());
        assertEquals(600, read.sampleBytes());
        byte[] out = read.bytes();
        int data = new String(out, StandardCharsets.ISO_8859_1).indexOf("data");
        assertEquals(0x2000, out[data + 8] & 0xFF | out[data + 9] << 8);
    }

    @Test
    void aConditionThatHoldsLetsTheBankInAndIsNotWritten() throws BankException {
        byte[] plain = read().bytes();
        bank.condition = join(int16(0x11), SUPPORTS_DLS2);
        assertEquals(ByteBuffer.wrap(plain), read().buffer());
        bank.condition = join(int16(0x10), int32(0));
        assertRefused("another synthesizer");
    }

    @Test
    void aConditionThatIsNoProgramIsRefused() {
        bank.condition = int16(1);
        assertRefused("empty stack");
        bank.condition = int16(0x10, 1);
        assertRefused("ends within an operation");
        bank.condition = join(int16(0x10), int32(0), int16(0x10), int32(1), int16(7));
        assertRefused("divides by 0");
        bank.condition = join(int16(0x10), int32(0), int16(0x10), int32(1), int16(0x77));
        assertRefused("unknown operation=119");
        byte[] constant = join(int16(0x10), int32(1));
        byte[] many = {};
        for (int i = 0; i < 65; i++) {
            many = join(many, constant);
        }
        bank.condition = many;
        assertRefused("stack of more than 64");
    }
}

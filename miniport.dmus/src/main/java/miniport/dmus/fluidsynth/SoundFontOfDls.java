package miniport.dmus.fluidsynth;

import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.BankLimits;
import portcls.banks.BankNotes;
import portcls.banks.BankReader;
import portcls.banks.dls.DlsFile;
import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsLoop;
import portcls.banks.dls.DlsReader;
import portcls.banks.dls.DlsRegion;
import portcls.banks.dls.DlsWave;
import portcls.banks.riff.RiffChunk;
import portcls.banks.sf2.Sf2File;
import portcls.banks.sf2.Sf2Generators;
import portcls.banks.sf2.Sf2Instrument;
import portcls.banks.sf2.Sf2Preset;
import portcls.banks.sf2.Sf2Sample;
import portcls.banks.sf2.Sf2Writer;
import portcls.banks.sf2.Sf2Zone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a DLS bank as a SoundFont. FluidSynth reads DLS only with the help of another library,
 * which is not always there, and which ends the whole process over some banks that are in use; so
 * it gets SoundFonts alone. For one thread.
 */
final class SoundFontOfDls {
    /** Frames of silence that the format wants behind each sample. */
    private static final int GAP = 46;

    private static final int NAME_CHARS = 19;

    /** Its indexes have 16 bits. */
    private static final int MOST_GENERATORS = 0xFFFF;

    private final DlsFile dls;

    /** First frame of each wave in the sound of all. */
    private final int[] starts;

    private final ByteBuffer sound;
    private final Map<Cut, Integer> cuts = new LinkedHashMap<>();
    private final List<Sf2Sample> samples = new ArrayList<>();
    private int generators;

    /** A wave with a loop; each is a sample of its own. */
    private record Cut(int wave, int loopStart, int loopEnd) {}

    private SoundFontOfDls(DlsFile dls) {
        this.dls = dls;
        starts = new int[dls.waves().size()];
        int frames = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = frames;
            frames += dls.waves().get(i).frames() + GAP;
        }
        sound = ByteBuffer.allocate(frames * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Writes a checked bank.
     *
     * @throws BankException when it is more than fits into a SoundFont
     */
    static Bank of(Bank bank) throws BankException {
        BankNotes notes = new BankNotes();
        RiffChunk root = RiffChunk.root("checked bank", bank.buffer(), notes);
        DlsFile dls = DlsReader.read(root, BankLimits.NONE, notes);
        return BankReader.read(new SoundFontOfDls(dls).write(), "the DLS bank as SoundFont");
    }

    private byte[] write() throws BankException {
        for (int i = 0; i < starts.length; i++) {
            copy(dls.waves().get(i), starts[i]);
        }
        List<Sf2Instrument> instruments = new ArrayList<>();
        List<Sf2Preset> presets = new ArrayList<>();
        Set<List<Integer>> taken = new HashSet<>();
        for (DlsInstrument instrument : dls.instruments()) {
            int bank = bankOf(instrument);
            if (!instrument.regions().isEmpty() && taken.add(List.of(bank, instrument.program()))) {
                String name = name(instrument.info());
                Sf2Zone all = Sf2Zone.of(Sf2Generators.INSTRUMENT, instruments.size());
                presets.add(new Sf2Preset(name, bank, instrument.program(), List.of(all)));
                instruments.add(new Sf2Instrument(name, zones(instrument)));
            }
        }
        return Sf2Writer.write(
                new Sf2File(
                        BankInfo.named(name(dls.info())),
                        presets,
                        instruments,
                        samples,
                        sound,
                        null));
    }

    /**
     * The library selects by one of the two numbers: mostly the first, seldom the second is used.
     */
    private static int bankOf(DlsInstrument instrument) {
        if (instrument.percussion()) {
            return Sf2Preset.PERCUSSION;
        }
        return instrument.bankMsb() != 0 ? instrument.bankMsb() : instrument.bankLsb();
    }

    private List<Sf2Zone> zones(DlsInstrument instrument) throws BankException {
        List<Sf2Zone> zones = new ArrayList<>();
        for (DlsRegion region : instrument.regions()) {
            DlsLoop loop = region.sampling().loop();
            int[] own = DlsArticulator.pairs(region, instrument.articulation());
            int[] pairs = Arrays.copyOf(own, own.length + 8);
            int at = own.length;
            pairs[at++] = Sf2Generators.KEY_RANGE;
            pairs[at++] = region.keyLow() | region.keyHigh() << Byte.SIZE;
            pairs[at++] = Sf2Generators.VELOCITY_RANGE;
            pairs[at++] = region.velocityLow() | region.velocityHigh() << Byte.SIZE;
            pairs[at++] = Sf2Generators.SAMPLE_MODES;
            pairs[at++] = loop == null ? 0 : loop.release() ? 3 : 1;
            pairs[at++] = Sf2Generators.SAMPLE_ID;
            pairs[at] = sample(region);
            zones.add(Sf2Zone.of(pairs));
            generators += pairs.length / 2;
        }
        if (generators > MOST_GENERATORS) {
            throw new BankException(
                    "A DLS bank has more regions than fit into the SoundFont that FluidSynth gets:"
                            + " generators="
                            + generators
                            + " up to instrument "
                            + name(instrument.info())
                            + ", limit="
                            + MOST_GENERATORS
                            + ". Choose a smaller bank or the device synth:gervill.");
        }
        return zones;
    }

    private int sample(DlsRegion region) {
        DlsLoop loop = region.sampling().loop();
        DlsWave wave = dls.waves().get(region.wave());
        Cut cut =
                loop == null
                        ? new Cut(region.wave(), 0, wave.frames())
                        : new Cut(region.wave(), loop.start(), loop.start() + loop.length());
        Integer known = cuts.get(cut);
        if (known != null) {
            return known;
        }
        int start = starts[region.wave()];
        samples.add(
                new Sf2Sample(
                        name(wave.info()),
                        start,
                        start + wave.frames(),
                        start + cut.loopStart(),
                        start + cut.loopEnd(),
                        wave.rate(),
                        region.sampling().key(),
                        0,
                        0,
                        Sf2Sample.MONO));
        cuts.put(cut, samples.size() - 1);
        return samples.size() - 1;
    }

    private void copy(DlsWave wave, int start) {
        ByteBuffer data = wave.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int from = data.position();
        int frames = wave.frames();
        for (int i = 0; i < frames; i++) {
            int value =
                    wave.bits() == Byte.SIZE
                            ? (data.get(from + i) & 0xFF) - 0x80 << Byte.SIZE
                            : data.getShort(from + i * Short.BYTES);
            sound.putShort((start + i) * Short.BYTES, (short) value);
        }
    }

    private static String name(BankInfo info) {
        String name = info.name();
        return name == null || name.isBlank()
                ? "unnamed"
                : name.substring(0, Math.min(name.length(), NAME_CHARS));
    }
}

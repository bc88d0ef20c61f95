package portcls.banks.sf2;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.BankLimits;
import portcls.banks.BankNotes;
import portcls.banks.Layers;
import portcls.banks.riff.RiffChunk;
import portcls.banks.riff.RiffCursor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a SoundFont 2.00 to 2.04 and checks it as a whole.
 *
 * <p>Used once, by one thread.
 */
public final class Sf2Reader {
    private static final int VERSION = 2;
    private static final int GREATEST_MINOR = 4;
    private static final int VORBIS_VERSION = 3;
    private static final int NAME = 20;
    private static final int GREATEST_INDEX = 0xFFFF;

    private final RiffChunk root;
    private final BankLimits limits;
    private final BankNotes notes;
    private @Nullable RiffChunk info;
    private @Nullable RiffChunk sound;
    private @Nullable RiffChunk tables;

    private Sf2Reader(RiffChunk root, BankLimits limits, BankNotes notes) {
        this.root = root;
        this.limits = limits;
        this.notes = notes;
    }

    /** Reads a file of the type {@code sfbk}. */
    public static Sf2File read(RiffChunk root, BankLimits limits, BankNotes notes)
            throws BankException {
        return new Sf2Reader(root, limits, notes).read();
    }

    private Sf2File read() throws BankException {
        RiffCursor cursor = root.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            switch (chunk.id().equals("LIST") ? chunk.type() : "") {
                case "INFO" -> info = once(info, chunk);
                case "sdta" -> sound = once(sound, chunk);
                case "pdta" -> tables = once(tables, chunk);
                default -> {}
            }
        }
        RiffChunk infoList = need(info, "INFO");
        int minor = readVersion(infoList);
        return readSound(BankInfo.read(infoList), minor, need(tables, "pdta"));
    }

    private Sf2File readSound(BankInfo told, int minor, RiffChunk tableList) throws BankException {
        RiffChunk frames = null;
        RiffChunk low = null;
        if (sound != null) {
            RiffCursor cursor = sound.children();
            for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
                switch (chunk.id()) {
                    case "smpl" -> frames = once(frames, chunk);
                    case "sm24" -> low = once(low, chunk);
                    default -> {}
                }
            }
        }
        if (frames == null) {
            throw root.damaged(0, "it has no sound data (smpl)");
        }
        BankLimits.check(
                frames,
                "sampleBytes",
                (long) frames.size() + (low == null ? 0 : low.size()),
                limits.sampleBytes());
        int count = frames.size() / 2;
        ByteBuffer low24 = null;
        if (low != null && minor >= GREATEST_MINOR) {
            if (low.size() < count) {
                notes.add("The low bytes of 24-bit samples are not all there and were left out.");
            } else {
                low24 = low.content().limit(count);
            }
        }
        return readTables(told, tableList, frames.content().limit(2 * count), low24);
    }

    private Sf2File readTables(
            BankInfo told, RiffChunk list, ByteBuffer frames, @Nullable ByteBuffer low24)
            throws BankException {
        Sf2Tables found = Sf2Tables.read(list, limits);
        Sf2SampleReader samples =
                new Sf2SampleReader(found.samples(), frames.remaining() / 2, notes);
        List<Sf2Instrument> instruments = readInstruments(found, samples);
        List<Sf2Preset> presets = readPresets(found, instruments);
        if (presets.isEmpty()) {
            throw list.damaged(0, "it has no preset that plays anything");
        }
        return new Sf2File(told, presets, instruments, samples.samples(), frames, low24);
    }

    private List<Sf2Instrument> readInstruments(Sf2Tables found, Sf2SampleReader samples)
            throws BankException {
        Sf2ZoneReader zones = Sf2ZoneReader.ofInstruments(found, samples, notes);
        Sf2Table headers = found.instruments();
        List<Sf2Instrument> instruments = new ArrayList<>();
        int generators = 0;
        for (int i = 0; i < headers.entries(); i++) {
            String name = headers.chunk().text(headers.at(i), NAME);
            List<Sf2Zone> played = zones.read(headers, i, NAME);
            instruments.add(new Sf2Instrument(name, played));
            for (Sf2Zone zone : played) {
                generators += zone.generatorCount();
            }
        }
        if (generators > GREATEST_INDEX) { // mending a loop can add some
            throw headers.chunk()
                    .damaged(
                            0, "generators=" + generators + ", at most " + GREATEST_INDEX + " fit");
        }
        return instruments;
    }

    private List<Sf2Preset> readPresets(Sf2Tables found, List<Sf2Instrument> instruments)
            throws BankException {
        Sf2Layers layers = new Sf2Layers(instruments);
        Sf2ZoneReader zones = Sf2ZoneReader.ofPresets(found, notes);
        Sf2Table headers = found.presets();
        List<Sf2Preset> presets = new ArrayList<>();
        for (int i = 0; i < headers.entries(); i++) {
            int program = headers.u16(i, 20);
            int bank = headers.u16(i, 22);
            String name = headers.chunk().text(headers.at(i), NAME);
            List<Sf2Zone> played = zones.read(headers, i, 24);
            if (program > 127 || bank > Sf2Preset.PERCUSSION) {
                notes.add("A preset with a number that MIDI cannot select was left out.");
            } else if (played.isEmpty()) {
                notes.add("A preset that plays nothing was left out.");
            } else {
                Layers.check(headers.chunk(), name, layers.most(played));
                presets.add(new Sf2Preset(name, bank, program, played));
            }
        }
        return presets;
    }

    /** Checks the version and returns its minor part. */
    private int readVersion(RiffChunk list) throws BankException {
        RiffCursor cursor = list.children();
        RiffChunk version = null;
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            if (chunk.id().equals("ifil")) {
                version = once(version, chunk);
            }
        }
        if (version == null) {
            throw list.damaged(0, "it does not tell its version (ifil)");
        }
        version.atLeast(4);
        int major = version.u16(0);
        int minor = version.u16(2);
        if (major == VORBIS_VERSION) {
            throw version.unsupported(
                    0,
                    "it is an SF3, whose samples are compressed: version=3." + minor,
                    "Convert it to a SoundFont 2 (.sf2).");
        }
        if (major != VERSION || minor > GREATEST_MINOR) {
            throw version.unsupported(
                    0,
                    "version=" + major + "." + minor + ", versions 2.0 to 2.4 are read",
                    "Convert it to a SoundFont 2.04 (.sf2).");
        }
        return minor;
    }

    private RiffChunk need(@Nullable RiffChunk chunk, String type) throws BankException {
        if (chunk == null) {
            throw root.damaged(0, "it has no list " + type);
        }
        return chunk;
    }

    private static RiffChunk once(@Nullable RiffChunk before, RiffChunk chunk)
            throws BankException {
        if (before != null) {
            throw chunk.damaged(0, "there is a second chunk of this kind");
        }
        return chunk;
    }
}

package portcls.banks.dls;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.BankLimits;
import portcls.banks.BankNotes;
import portcls.banks.Layers;
import portcls.banks.riff.RiffChunk;
import portcls.banks.riff.RiffCursor;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a DLS bank of level 1 or 2 and checks it as a whole.
 *
 * <p>Used once, by one thread.
 */
public final class DlsReader {
    private static final int HEADER = 12;
    private static final int PERCUSSION = 0x8000_0000;

    private final BankLimits limits;
    private final BankNotes notes;
    private final List<DlsInstrument> instruments = new ArrayList<>();
    private int regions;

    private DlsReader(BankLimits limits, BankNotes notes) {
        this.limits = limits;
        this.notes = notes;
    }

    /** Reads a file of the type {@code DLS}. */
    public static DlsFile read(RiffChunk root, BankLimits limits, BankNotes notes)
            throws BankException {
        return new DlsReader(limits, notes).read(root);
    }

    private DlsFile read(RiffChunk root) throws BankException {
        if (!isMeant(root)) {
            throw root.unsupported(
                    0,
                    "its condition (cdl) says that it is for another synthesizer",
                    "Choose another bank.");
        }
        RiffChunk count = null;
        RiffChunk list = null;
        RiffChunk table = null;
        RiffChunk pool = null;
        BankInfo info = BankInfo.NONE;
        RiffCursor cursor = root.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            switch (chunk.id().equals("LIST") ? chunk.type() : chunk.id()) {
                case "colh" -> count = once(count, chunk);
                case "ptbl" -> table = once(table, chunk);
                case "lins" -> list = once(list, chunk);
                case "wvpl" -> pool = once(pool, chunk);
                case "INFO" -> info = BankInfo.read(chunk);
                default -> {}
            }
        }
        DlsWavePool waves =
                new DlsWavePool(need(root, table, "ptbl"), need(root, pool, "wvpl"), limits, notes);
        readInstruments(need(root, list, "lins"), waves);
        checkCount(need(root, count, "colh"));
        if (instruments.isEmpty()) {
            throw root.damaged(0, "it has no instrument that plays anything");
        }
        return new DlsFile(info, instruments, waves.waves());
    }

    private void readInstruments(RiffChunk list, DlsWavePool pool) throws BankException {
        DlsArticulationReader articulations = new DlsArticulationReader(limits, notes);
        DlsPitch pitch = new DlsPitch(pool.waves(), notes);
        DlsRegionReader regionReader = new DlsRegionReader(pool, articulations, notes);
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            if (chunk.isList("ins ")) {
                BankLimits.check(
                        chunk, "instruments", instruments.size() + 1L, limits.instruments());
                readInstrument(chunk, regionReader, articulations, pitch);
            }
        }
    }

    private void readInstrument(
            RiffChunk list,
            DlsRegionReader regionReader,
            DlsArticulationReader articulations,
            DlsPitch pitch)
            throws BankException {
        RiffChunk header = null;
        RiffChunk regionList = null;
        BankInfo info = BankInfo.NONE;
        DlsArticulationReader.Collected articulation = new DlsArticulationReader.Collected();
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            if (chunk.id().equals("insh")) {
                header = once(header, chunk);
            } else if (chunk.isList("lrgn")) {
                regionList = once(regionList, chunk);
            } else if (chunk.isList("INFO")) {
                info = BankInfo.read(chunk);
            } else if (DlsArticulationReader.isArticulation(chunk)) {
                articulations.read(chunk, articulation);
            }
        }
        RiffChunk told = need(list, header, "insh");
        told.atLeast(HEADER);
        long program = told.u32(8);
        if (program > 127) {
            throw told.damaged(8, "program=" + program + ", 0 … 127");
        }
        List<DlsRegion> found =
                regionList == null ? List.of() : readRegions(told, regionList, regionReader);
        if (found.isEmpty()) {
            notes.add("An instrument that plays nothing was left out.");
            return;
        }
        checkLayers(told, info, found);
        int bank = told.i32(4);
        DlsInstrument read =
                new DlsInstrument(
                        bank >> 8 & 0x7F,
                        bank & 0x7F,
                        (int) program,
                        (bank & PERCUSSION) != 0,
                        info,
                        found,
                        articulation.get());
        instruments.add(pitch.limited(read));
    }

    private static void checkLayers(RiffChunk header, BankInfo info, List<DlsRegion> found)
            throws BankException {
        if (found.size() <= Layers.LIMIT) {
            return;
        }
        Layers layers = new Layers();
        for (DlsRegion region : found) {
            layers.add(
                    region.keyLow(),
                    region.keyHigh(),
                    region.velocityLow(),
                    region.velocityHigh(),
                    1);
        }
        String name = info.name();
        Layers.check(header, name == null ? "" : name, layers.most());
    }

    private List<DlsRegion> readRegions(
            RiffChunk header, RiffChunk list, DlsRegionReader regionReader) throws BankException {
        List<DlsRegion> found = new ArrayList<>();
        long there = 0;
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            if (chunk.isList("rgn ") || chunk.isList("rgn2")) {
                there++;
                BankLimits.check(chunk, "regions", ++regions, limits.regions());
                DlsRegion region = regionReader.read(chunk);
                if (region != null) {
                    found.add(region);
                }
            }
        }
        if (there != header.u32(0)) {
            notes.add("An instrument's number of regions was wrong and was mended.");
        }
        return found;
    }

    private void checkCount(RiffChunk header) throws BankException {
        header.atLeast(4);
        if (header.u32(0) != instruments.size()) {
            notes.add("The number of instruments (colh) was mended.");
        }
    }

    /** Whether the conditions that stand in a list hold; there may be none. */
    static boolean isMeant(RiffChunk list) throws BankException {
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            if (chunk.id().equals("cdl ") && !DlsCondition.holds(chunk)) {
                return false;
            }
        }
        return true;
    }

    /** The chunk, when there was none like it before. */
    static RiffChunk once(@Nullable Object before, RiffChunk chunk) throws BankException {
        if (before != null) {
            throw chunk.damaged(0, "there is a second chunk of this kind");
        }
        return chunk;
    }

    private static RiffChunk need(RiffChunk in, @Nullable RiffChunk chunk, String id)
            throws BankException {
        if (chunk == null) {
            throw in.damaged(0, "it has no chunk " + id);
        }
        return chunk;
    }
}

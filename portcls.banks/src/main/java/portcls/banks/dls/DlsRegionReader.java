package portcls.banks.dls;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankNotes;
import portcls.banks.riff.RiffChunk;
import portcls.banks.riff.RiffCursor;

/** Reads one region of an instrument. */
final class DlsRegionReader {
    private static final int HEADER = 12;
    private static final int LINK = 12;
    private static final int GREATEST_GROUP = 0x7FFF;

    private final DlsWavePool pool;
    private final DlsArticulationReader articulations;
    private final BankNotes notes;

    DlsRegionReader(DlsWavePool pool, DlsArticulationReader articulations, BankNotes notes) {
        this.pool = pool;
        this.articulations = articulations;
        this.notes = notes;
    }

    /** Reads it; {@code null} when it is not meant for this synthesizer or plays nothing. */
    @Nullable DlsRegion read(RiffChunk list) throws BankException {
        if (!DlsReader.isMeant(list)) {
            return null;
        }
        RiffChunk header = null;
        RiffChunk link = null;
        DlsSampling sampling = null;
        DlsArticulationReader.Collected articulation = new DlsArticulationReader.Collected();
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            switch (chunk.id()) {
                case "rgnh" -> header = DlsReader.once(header, chunk);
                case "wlnk" -> link = DlsReader.once(link, chunk);
                case "wsmp" -> {
                    DlsReader.once(sampling, chunk);
                    sampling = DlsSamplingReader.read(chunk, notes);
                }
                case "LIST" -> {
                    if (DlsArticulationReader.isArticulation(chunk)) {
                        articulations.read(chunk, articulation);
                    }
                }
                default -> {}
            }
        }
        if (header == null) {
            throw list.damaged(0, "a region without a header (rgnh)");
        }
        int wave = link == null ? DlsWavePool.EMPTY : wave(link);
        if (link == null || wave == DlsWavePool.EMPTY) {
            notes.add("A region that plays nothing was left out.");
            return null;
        }
        return region(list.isList("rgn2"), header, link, wave, sampling, articulation.get());
    }

    private int wave(RiffChunk link) throws BankException {
        link.atLeast(LINK);
        return pool.indexOf(link, 8, link.u32(8));
    }

    private DlsRegion region(
            boolean level2,
            RiffChunk header,
            RiffChunk link,
            int index,
            @Nullable DlsSampling sampling,
            DlsArticulation articulation)
            throws BankException {
        header.atLeast(HEADER);
        int velocityLow = header.u16(4);
        int velocityHigh = header.u16(6);
        if (!level2 && velocityLow == 0 && velocityHigh == 0) { // level 1 does not use it
            velocityHigh = 127;
        }
        checkRange(header, 0, "keys", header.u16(0), header.u16(2));
        checkRange(header, 4, "velocities", velocityLow, velocityHigh);
        DlsWave wave = pool.waves().get(index);
        int group = header.u16(10);
        if (group > GREATEST_GROUP) {
            notes.add("A key group out of range was left out.");
            group = 0;
        }
        return new DlsRegion(
                level2,
                header.u16(0),
                header.u16(2),
                velocityLow,
                velocityHigh,
                header.u16(8),
                group,
                link.u16(0),
                link.u16(2),
                link.i32(4),
                index,
                sampling == null
                        ? wave.sampling()
                        : DlsSamplingReader.within(sampling, wave.frames(), notes),
                articulation);
    }

    private static void checkRange(RiffChunk header, int at, String what, int low, int high)
            throws BankException {
        if (low > high || high > 127) {
            throw header.damaged(at, "its " + what + " are " + low + " … " + high);
        }
    }
}

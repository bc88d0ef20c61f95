package portcls.banks.dls;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.BankLimits;
import portcls.banks.BankNotes;
import portcls.banks.riff.RiffChunk;
import portcls.banks.riff.RiffCursor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the waves ({@code wvpl}) and the table of cues that lead to them ({@code ptbl}). */
final class DlsWavePool {
    /** Index of a wave without a frame. */
    static final int EMPTY = -1;

    private static final int TABLE_HEADER = 8;

    private final RiffChunk table;
    private final int tableSize;
    private final int cues;
    private final int poolAt;
    private final BankLimits limits;
    private final BankNotes notes;
    private final List<DlsWave> waves = new ArrayList<>();
    private final Map<Integer, Integer> indexByOffset = new HashMap<>();
    private long sampleBytes;

    DlsWavePool(RiffChunk table, RiffChunk pool, BankLimits limits, BankNotes notes)
            throws BankException {
        this.table = table;
        this.limits = limits;
        this.notes = notes;
        poolAt = pool.contentAt();
        table.atLeast(TABLE_HEADER);
        long size = table.u32(0);
        long count = table.u32(4);
        if (size < TABLE_HEADER || size > table.size() || count > (table.size() - size) / 4) {
            throw table.damaged(
                    0, "cbSize=" + size + ", cues=" + count + " in size=" + table.size());
        }
        tableSize = (int) size;
        cues = (int) count;
        RiffCursor cursor = pool.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            if (chunk.isList("wave")) {
                BankLimits.check(chunk, "waves", waves.size() + 1L, limits.regions());
                DlsWave wave = wave(chunk);
                indexByOffset.put(chunk.headerAt() - poolAt, wave == null ? EMPTY : waves.size());
                if (wave != null) {
                    waves.add(wave);
                }
            }
        }
    }

    List<DlsWave> waves() {
        return waves;
    }

    /** The index in {@link #waves()} of the wave that a cue leads to, or {@link #EMPTY}. */
    int indexOf(RiffChunk link, int at, long cue) throws BankException {
        if (cue >= cues) {
            throw link.damaged(at, "cue=" + cue + ", there are " + cues);
        }
        int place = tableSize + 4 * (int) cue;
        Integer index = indexByOffset.get(table.i32(place));
        if (index == null) {
            throw table.damaged(
                    place, "cue " + cue + ": no wave stands at offset=" + table.u32(place));
        }
        return index;
    }

    private @Nullable DlsWave wave(RiffChunk list) throws BankException {
        RiffChunk format = null;
        RiffChunk data = null;
        DlsSampling sampling = null;
        BankInfo info = BankInfo.NONE;
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            switch (chunk.id()) {
                case "fmt " -> format = DlsReader.once(format, chunk);
                case "data" -> data = DlsReader.once(data, chunk);
                case "wsmp" -> {
                    DlsReader.once(sampling, chunk);
                    sampling = DlsSamplingReader.read(chunk, notes);
                }
                case "LIST" -> info = chunk.isList("INFO") ? BankInfo.read(chunk) : info;
                default -> {}
            }
        }
        return wave(list, info, format, data, sampling);
    }

    private @Nullable DlsWave wave(
            RiffChunk list,
            BankInfo info,
            @Nullable RiffChunk format,
            @Nullable RiffChunk data,
            @Nullable DlsSampling sampling)
            throws BankException {
        if (format == null || data == null) {
            throw list.damaged(0, "a wave without " + (format == null ? "fmt" : "data"));
        }
        DlsPcm pcm = DlsPcm.read(format);
        sampleBytes += data.size();
        BankLimits.check(data, "sampleBytes", sampleBytes, limits.sampleBytes());
        DlsWave wave =
                new DlsWave(
                        info,
                        pcm.rate(),
                        pcm.bits(),
                        pcm.convert(data.content(), notes),
                        DlsSampling.DEFAULT);
        if (wave.frames() == 0) {
            notes.add("A wave without a frame was left out.");
            return null;
        }
        DlsSampling own =
                sampling == null
                        ? DlsSampling.DEFAULT
                        : DlsSamplingReader.within(sampling, wave.frames(), notes);
        return new DlsWave(info, wave.rate(), wave.bits(), wave.data(), own);
    }
}

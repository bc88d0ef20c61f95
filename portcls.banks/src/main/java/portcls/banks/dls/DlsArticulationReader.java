package portcls.banks.dls;

import portcls.banks.BankException;
import portcls.banks.BankLimits;
import portcls.banks.BankNotes;
import portcls.banks.riff.RiffChunk;
import portcls.banks.riff.RiffCursor;

import java.util.ArrayList;
import java.util.List;

/** Reads articulations: lists ({@code lart}, {@code lar2}) of connection tables. */
final class DlsArticulationReader {
    private static final int HEADER = 8;

    private final BankLimits limits;
    private final BankNotes notes;
    private long connections;

    DlsArticulationReader(BankLimits limits, BankNotes notes) {
        this.limits = limits;
        this.notes = notes;
    }

    /** Whether a list holds an articulation. */
    static boolean isArticulation(RiffChunk chunk) {
        return chunk.isList("lart") || chunk.isList("lar2");
    }

    /** What is read for one instrument or region, from all its lists. */
    static final class Collected {
        private final List<DlsConnection> level1 = new ArrayList<>();
        private final List<DlsConnection> level2 = new ArrayList<>();

        DlsArticulation get() {
            return level1.isEmpty() && level2.isEmpty()
                    ? DlsArticulation.NONE
                    : new DlsArticulation(level1, level2);
        }
    }

    /** Adds what a list holds. */
    void read(RiffChunk list, Collected into) throws BankException {
        if (!DlsReader.isMeant(list)) {
            return;
        }
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            switch (chunk.id()) {
                case "art1" -> readTable(chunk, into.level1);
                case "art2" -> readTable(chunk, into.level2);
                default -> {}
            }
        }
    }

    private void readTable(RiffChunk chunk, List<DlsConnection> into) throws BankException {
        chunk.atLeast(HEADER);
        long size = chunk.u32(0);
        long count = chunk.u32(4);
        if (size < HEADER
                || size > chunk.size()
                || count > (chunk.size() - size) / DlsConnection.SIZE) {
            throw chunk.damaged(
                    0, "cbSize=" + size + ", connections=" + count + " in size=" + chunk.size());
        }
        connections += count;
        BankLimits.check(chunk, "connections", connections, limits.generators());
        for (int i = 0; i < count; i++) {
            int at = (int) size + i * DlsConnection.SIZE;
            DlsConnection connection =
                    new DlsConnection(
                            chunk.u16(at),
                            chunk.u16(at + 2),
                            chunk.u16(at + 4),
                            chunk.u16(at + 6),
                            chunk.i32(at + 8));
            if (connection.isKnown()) {
                into.add(connection);
            } else {
                notes.add("A connection that DLS does not define was left out.");
            }
        }
    }
}

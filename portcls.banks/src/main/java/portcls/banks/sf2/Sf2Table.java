package portcls.banks.sf2;

import portcls.banks.BankException;
import portcls.banks.riff.RiffChunk;

/**
 * One of the nine tables of records in a SoundFont.
 *
 * @param count records, the terminal one included; 0 for an empty table
 */
record Sf2Table(RiffChunk chunk, int recordSize, int count) {
    static Sf2Table of(RiffChunk chunk, int recordSize) throws BankException {
        if (chunk.size() % recordSize != 0) {
            throw chunk.damaged(
                    0, "size=" + chunk.size() + " is no multiple of recordSize=" + recordSize);
        }
        return new Sf2Table(chunk, recordSize, chunk.size() / recordSize);
    }

    /** Records without the terminal one. */
    int entries() {
        return Math.max(0, count - 1);
    }

    int at(int record) {
        return record * recordSize;
    }

    int u16(int record, int member) {
        return chunk.u16(record * recordSize + member);
    }

    BankException damaged(int record, int member, String what) {
        return chunk.damaged(record * recordSize + member, "record " + record + ": " + what);
    }

    /**
     * The index that a record holds into the next table, which runs to the index in the record
     * behind it.
     *
     * @param greatest that the second may be
     */
    int checkedRun(int record, int member, int greatest) throws BankException {
        int from = u16(record, member);
        int to = u16(record + 1, member);
        if (to < from) {
            throw damaged(
                    record + 1, member, "its index goes backwards: index=" + to + " after " + from);
        }
        if (to > greatest) {
            throw damaged(record + 1, member, "index=" + to + ", greatest=" + greatest);
        }
        return from;
    }
}

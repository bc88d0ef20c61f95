package portcls.banks.dls;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankNotes;
import portcls.banks.riff.RiffChunk;

/** Reads {@code wsmp}: the pitch, gain and loop of a wave. */
public final class DlsSamplingReader {
    private static final int SIZE = 20;
    private static final int LOOP_SIZE = 16;

    private DlsSamplingReader() {}

    /** Reads one; its loop is not yet compared with a wave. */
    static DlsSampling read(RiffChunk chunk, BankNotes notes) throws BankException {
        chunk.atLeast(SIZE);
        long size = chunk.u32(0);
        if (size < SIZE || size > chunk.size()) {
            throw chunk.damaged(0, "cbSize=" + size + ", " + SIZE + " … " + chunk.size());
        }
        int key = chunk.u16(4);
        if (key > 127) {
            throw chunk.damaged(4, "unityNote=" + key + ", 0 … 127 are keys");
        }
        long loops = chunk.u32(16);
        DlsLoop loop = null;
        if (loops > 0) {
            if (loops * LOOP_SIZE > chunk.size() - size) {
                throw chunk.damaged(16, "loops=" + loops + " do not fit into size=" + chunk.size());
            }
            if (loops > 1) {
                notes.add("Loops behind the first of a wave were left out.");
            }
            loop = readLoop(chunk, (int) size, notes);
        }
        return new DlsSampling(key, chunk.s16(6), chunk.i32(8), chunk.i32(12), loop);
    }

    private static @Nullable DlsLoop readLoop(RiffChunk chunk, int at, BankNotes notes)
            throws BankException {
        long size = chunk.u32(at);
        int type = chunk.i32(at + 4);
        if (size < LOOP_SIZE || size > chunk.size() - at) {
            throw chunk.damaged(at, "cbSize=" + size + " of a loop, at least " + LOOP_SIZE);
        }
        if (type != 0 && type != 1) {
            throw chunk.damaged(at + 4, "loopType=" + Integer.toUnsignedString(type) + ", 0 or 1");
        }
        int start = chunk.i32(at + 8);
        int length = chunk.i32(at + 12);
        if (start < 0 || length <= 0) {
            notes.add("A loop outside its wave was left out.");
            return null;
        }
        return new DlsLoop(type == 1, start, length);
    }

    /** Cuts the loop to what the wave has. */
    public static DlsSampling within(DlsSampling sampling, int frames, BankNotes notes) {
        DlsLoop loop = sampling.loop();
        if (loop == null || loop.start() <= frames - loop.length()) {
            return sampling;
        }
        DlsLoop cut = null;
        if (loop.start() < frames) {
            notes.add("A loop that goes beyond its wave was cut.");
            cut = new DlsLoop(loop.release(), loop.start(), frames - loop.start());
        } else {
            notes.add("A loop outside its wave was left out.");
        }
        return new DlsSampling(
                sampling.key(), sampling.cents(), sampling.gain(), sampling.options(), cut);
    }
}

package portcls.banks.download;

import portcls.banks.BankException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * A download block whose frame was checked: DMUS_DOWNLOADINFO and DMUS_OFFSETTABLE. Objects in it
 * are found by their index in the table; an object is used once, so no chain can be a circle.
 */
final class Block {
    static final int HEADER = 16;

    private final ByteBuffer bytes;
    private final int entries;
    private final BitSet used = new BitSet();

    private Block(ByteBuffer bytes, int entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    static Block of(ByteBuffer memory) throws BankException {
        int there = memory.remaining();
        if (there < HEADER) {
            throw new BankException(
                    "A download block has bytes="
                            + there
                            + ", its header alone has 16. Hand over the whole block.");
        }
        ByteBuffer view = memory.slice().order(ByteOrder.LITTLE_ENDIAN);
        long size = Integer.toUnsignedLong(view.getInt(12));
        if (size < HEADER || size > there) {
            throw new BankException(
                    "A download block says cbSize="
                            + size
                            + ", but "
                            + there
                            + " bytes were handed over. Hand over the whole block.");
        }
        view.limit((int) size);
        long entries = Integer.toUnsignedLong(view.getInt(8));
        if (entries < 1 || entries > (size - HEADER) / 4) {
            throw damaged(view, 8, "offsetTableEntries=" + entries + " in cbSize=" + size);
        }
        return new Block(view, (int) entries);
    }

    int type() {
        return bytes.getInt(0);
    }

    int id() {
        return bytes.getInt(4);
    }

    /**
     * The object of an index, from its first byte to the end of the block.
     *
     * @param least bytes that it has at least
     */
    ByteBuffer object(int index, String name, int least) throws BankException {
        if (index < 0 || index >= entries) {
            throw damaged(
                    HEADER, name + ": index=" + Integer.toUnsignedString(index) + " of " + entries);
        }
        if (used.get(index)) {
            throw damaged(HEADER + 4 * index, name + ": index=" + index + " is used twice");
        }
        used.set(index);
        int offset = bytes.getInt(HEADER + 4 * index);
        if (offset < HEADER + 4 * entries || offset > bytes.limit() - least) {
            throw damaged(
                    HEADER + 4 * index,
                    name
                            + " with at least "
                            + least
                            + " bytes at offset="
                            + Integer.toUnsignedString(offset)
                            + " of "
                            + bytes.limit());
        }
        return bytes.slice(offset, bytes.limit() - offset).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The error for a part of an object. */
    BankException damagedObject(ByteBuffer object, int at, String what) {
        return damaged(bytes.limit() - object.limit() + at, what);
    }

    BankException damaged(int at, String what) {
        return damaged(bytes, at, what);
    }

    private static BankException damaged(ByteBuffer block, int at, String what) {
        return new BankException(
                "The download block id="
                        + Integer.toUnsignedString(block.getInt(4))
                        + " is damaged at byte "
                        + at
                        + ": "
                        + what
                        + ". Make the block again (see dls-download-support).");
    }
}

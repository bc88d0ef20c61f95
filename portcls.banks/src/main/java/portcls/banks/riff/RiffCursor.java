package portcls.banks.riff;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;

import java.nio.ByteBuffer;

/**
 * Goes through the chunks of one list, in one pass and without keeping them. Nesting costs nothing:
 * only lists that are asked for are gone through, so a file cannot make a reader go deep.
 */
public final class RiffCursor {
    private static final int HEADER = 8;

    private final String file;
    private final ByteBuffer bytes;
    private final RiffChunk list;
    private final int end;
    private int at;

    RiffCursor(String file, ByteBuffer bytes, RiffChunk list, int start, int end) {
        this.file = file;
        this.bytes = bytes;
        this.list = list;
        this.at = start;
        this.end = end;
    }

    /**
     * The next chunk, {@code null} behind the last. Fewer bytes at the end than a header are
     * filling and passed over.
     */
    public @Nullable RiffChunk next() throws BankException {
        if (end - at < HEADER) {
            return null;
        }
        String id = RiffChunk.id(bytes, at);
        long size = Integer.toUnsignedLong(bytes.getInt(at + 4));
        int content = at + HEADER;
        if (size > end - content) {
            throw list.damaged(
                    at - list.contentAt(),
                    "chunk="
                            + printable(id)
                            + " has size="
                            + size
                            + ", but only "
                            + (end - content)
                            + " bytes are left in what it belongs to");
        }
        int contentEnd = content + (int) size;
        at = contentEnd + (int) (size & 1);
        if (!id.equals("LIST")) {
            return new RiffChunk(file, bytes, list, id, null, content, contentEnd);
        }
        if (size < Integer.BYTES) {
            throw list.damaged(
                    content - HEADER - list.contentAt(), "a list has size=" + size + ", no type");
        }
        return new RiffChunk(
                file, bytes, list, id, RiffChunk.id(bytes, content), content + 4, contentEnd);
    }

    private static String printable(String id) {
        return id.replaceAll("[^ -~]", "?");
    }
}

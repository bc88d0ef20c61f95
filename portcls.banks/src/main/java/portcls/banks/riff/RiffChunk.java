package portcls.banks.riff;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankNotes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A chunk of a RIFF file that lies wholly inside the file and inside its parent. Offsets into it
 * count from the start of its content; of a list, behind the type.
 *
 * <p>Immutable. It shares the memory of the file; nothing is copied before it is asked for.
 */
public final class RiffChunk {
    private static final int HEADER = 8;

    private final String file;
    private final ByteBuffer bytes;
    private final @Nullable RiffChunk parent;
    private final String id;
    private final @Nullable String type;
    private final int start;
    private final int end;

    RiffChunk(
            String file,
            ByteBuffer bytes,
            @Nullable RiffChunk parent,
            String id,
            @Nullable String type,
            int start,
            int end) {
        this.file = file;
        this.bytes = bytes;
        this.parent = parent;
        this.id = id;
        this.type = type;
        this.start = start;
        this.end = end;
    }

    /**
     * The chunk that a file is.
     *
     * @param file its name, for errors
     * @param bytes the whole file, from position to limit
     * @param notes gets what could be mended
     */
    public static RiffChunk root(String file, ByteBuffer bytes, BankNotes notes)
            throws BankException {
        ByteBuffer view = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        int there = view.limit();
        if (there < HEADER + Integer.BYTES || !id(view, 0).equals("RIFF")) {
            throw new BankException(
                    file
                            + " is no sound bank: it does not begin with a RIFF header. Choose a"
                            + " SoundFont 2 (.sf2) or DLS (.dls) file.");
        }
        long told = Integer.toUnsignedLong(view.getInt(4));
        long end = HEADER + told;
        if (end > there && !(end == there + 1 && (there & 1) == 1)) {
            throw new BankException(
                    file
                            + " is cut off: its header at byte 0 (RIFF) promises fileBytes="
                            + end
                            + ", there are "
                            + there
                            + ". Get the file again.");
        }
        if (told < Integer.BYTES) {
            throw new BankException(
                    file
                            + " is damaged at byte 4 (RIFF): size="
                            + told
                            + ", at least 4 are needed. Get or make the file again.");
        }
        if (end < there) {
            notes.add("What follows the end of the RIFF chunk was left out.");
        }
        return new RiffChunk(
                file, view, null, "RIFF", id(view, HEADER), HEADER + 4, (int) Math.min(end, there));
    }

    static String id(ByteBuffer bytes, int at) {
        byte[] id = new byte[4];
        bytes.get(at, id);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    /** The four characters that say what it is. */
    public String id() {
        return id;
    }

    /** Whether it is a list of that type. */
    public boolean isList(String wanted) {
        return wanted.equals(type) && id.equals("LIST");
    }

    /** The type of the file or of the list; empty for other chunks. */
    public String type() {
        return type == null ? "" : type;
    }

    /** Bytes of content. */
    public int size() {
        return end - start;
    }

    /** Where its header stands, bytes from the start of the file. */
    public int headerAt() {
        return start - HEADER - (type == null ? 0 : 4);
    }

    /** Where its content stands, bytes from the start of the file. */
    public int contentAt() {
        return start;
    }

    /** The chunks in it. */
    public RiffCursor children() {
        return new RiffCursor(file, bytes, this, start, end);
    }

    /** An unsigned byte. */
    public int u8(int at) {
        return bytes.get(index(at, 1)) & 0xFF;
    }

    /** An unsigned 16-bit number. */
    public int u16(int at) {
        return bytes.getShort(index(at, 2)) & 0xFFFF;
    }

    /** A signed 16-bit number. */
    public int s16(int at) {
        return bytes.getShort(index(at, 2));
    }

    /** A 32-bit number. */
    public int i32(int at) {
        return bytes.getInt(index(at, 4));
    }

    /** An unsigned 32-bit number. */
    public long u32(int at) {
        return Integer.toUnsignedLong(i32(at));
    }

    /** The content as a view, little-endian. */
    public ByteBuffer content() {
        return bytes.slice(start, size()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The name at a place, up to its terminator; what cannot be shown is a space. */
    public String text(int at, int length) {
        return text(at, length, false);
    }

    private String text(int at, int length, boolean lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int c = u8(at + i);
            if (c == 0) {
                break;
            }
            boolean shown = c >= ' ' && c < 0x7F || c >= 0xA0 || lines && c == '\n';
            text.append(shown ? (char) c : ' ');
        }
        return text.toString().strip();
    }

    /** Its content as a name, not more than a reader of texts may be given. */
    public String text(int max) {
        return text(0, Math.min(size(), max - 1), false);
    }

    /** Its content as text, of which lines are kept. */
    public String lines(int max) {
        return text(0, Math.min(size(), max - 1), true);
    }

    /** Fails when there are fewer bytes than that. */
    public void atLeast(int needed) throws BankException {
        if (size() < needed) {
            throw damaged(0, "size=" + size() + ", at least " + needed + " are needed");
        }
    }

    /** Where this is, as an error begins: file, byte, chunk. */
    public String place() {
        return place(0);
    }

    private String place(int at) {
        return file + " at byte " + (start + at) + " (" + path() + ")";
    }

    /** The way to it, such as {@code sfbk/pdta/ibag}. */
    private String path() {
        String own = (type == null ? id : type).strip();
        return parent == null ? own : parent.path() + '/' + own;
    }

    /** The error for something that makes the bank unusable. */
    public BankException damaged(int at, String what) {
        return new BankException(
                place(at) + " is damaged: " + what + ". Get or make the file again.");
    }

    /** The error for something that is right but not supported. */
    public BankException unsupported(int at, String what, String advice) {
        return new BankException(place(at) + " cannot be used: " + what + ". " + advice);
    }

    private int index(int at, int length) {
        if (at < 0 || at > size() - length) {
            throw new IndexOutOfBoundsException("at=" + at + ", size=" + size());
        }
        return start + at;
    }
}

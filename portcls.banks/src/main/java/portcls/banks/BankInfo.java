package portcls.banks;

import org.jspecify.annotations.Nullable;

import portcls.banks.riff.RiffChunk;
import portcls.banks.riff.RiffCursor;
import portcls.banks.riff.RiffWriter;

/**
 * What a bank, or a part of it, tells of itself in its {@code INFO} list. What is not told is
 * {@code null}.
 */
public record BankInfo(
        @Nullable String name,
        @Nullable String author,
        @Nullable String copyright,
        @Nullable String comment) {
    /** Nothing told. */
    public static final BankInfo NONE = new BankInfo(null, null, null, null);

    /** Readers refuse longer texts, terminator included. */
    private static final int MAX_TEXT = 256;

    private static final int MAX_COMMENT = 65_536;

    /** Only a name. */
    public static BankInfo named(String name) {
        return new BankInfo(name, null, null, null);
    }

    /** Reads an {@code INFO} list; a text that is given twice counts the first time. */
    public static BankInfo read(RiffChunk list) throws BankException {
        String name = null;
        String author = null;
        String copyright = null;
        String comment = null;
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            switch (chunk.id()) {
                case "INAM" -> name = name == null ? chunk.text(MAX_TEXT) : name;
                case "IENG" -> author = author == null ? chunk.text(MAX_TEXT) : author;
                case "ICOP" -> copyright = copyright == null ? chunk.text(MAX_TEXT) : copyright;
                case "ICMT" -> comment = comment == null ? chunk.lines(MAX_COMMENT) : comment;
                default -> {}
            }
        }
        return new BankInfo(name, author, copyright, comment);
    }

    /** Writes the texts, without the list around them. */
    public void write(RiffWriter writer) {
        text(writer, "INAM", name, MAX_TEXT);
        text(writer, "IENG", author, MAX_TEXT);
        text(writer, "ICOP", copyright, MAX_TEXT);
        text(writer, "ICMT", comment, MAX_COMMENT);
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    private static void text(RiffWriter writer, String id, @Nullable String text, int max) {
        if (text != null) {
            writer.textChunk(id, text, max);
        }
    }
}

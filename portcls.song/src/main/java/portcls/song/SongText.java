package portcls.song;

import portcls.api.time.ReferenceTime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words for users. */
final class SongText {
    private static final int MAX_TITLE = 80;
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private SongText() {}

    /** "1 event", "2 events". */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A time as "2:05" or "3:02:05". */
    static String clock(long time100ns) {
        long seconds = time100ns / ReferenceTime.SECOND;
        long hours = seconds / 3600;
        String rest = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
        return hours > 0 ? hours + ":" + rest : rest.replaceFirst("^0", "");
    }

    /** A byte as "0x9C". */
    static String hex(int value) {
        return String.format(Locale.ROOT, "0x%02X", value & 0xFF);
    }

    /** Text of a file as one short line without control characters; may be empty. */
    static String line(byte[] bytes, int from, int length) {
        // A little more than can be shown is enough: the length may be anything.
        int taken = Math.min(length, 4 * MAX_TITLE);
        return line(decode(ByteBuffer.wrap(bytes, from, taken), taken < length));
    }

    /** One short line without control characters; may be empty. */
    static String line(String text) {
        String clean = clean(text);
        if (clean.codePointCount(0, clean.length()) <= MAX_TITLE) {
            return clean;
        }
        return clean.substring(0, clean.offsetByCodePoints(0, MAX_TITLE)).strip() + "…";
    }

    /** One line without control characters, of any length. */
    static String clean(String text) {
        return UNFIT.matcher(text).replaceAll(" ").strip();
    }

    /** The format names no character set: UTF-8 where it fits, else what old programs wrote. */
    private static String decode(ByteBuffer bytes, boolean cut) {
        if (!cut) {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
            } catch (CharacterCodingException _) {
                return WESTERN.decode(bytes).toString();
            }
        }
        return WESTERN.decode(bytes).toString();
    }
}

package portcls.wav;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A kind of file that is no WAV file.
 *
 * @param start how it begins, a byte per character
 * @param name what people call it
 */
record FileKind(String start, String name) {
    private static final List<FileKind> OTHER_SOUND =
            List.of(
                    new FileKind("ID3", "MP3"),
                    new FileKind("\u00FF\u00FB", "MP3"),
                    new FileKind("\u00FF\u00FA", "MP3"),
                    new FileKind("\u00FF\u00F3", "MP3"),
                    new FileKind("\u00FF\u00F2", "MP3"),
                    new FileKind("fLaC", "FLAC"),
                    new FileKind("OggS", "Ogg"),
                    new FileKind("FORM", "AIFF"),
                    new FileKind(".snd", "Sun audio"),
                    new FileKind("caff", "Core Audio Format"),
                    new FileKind("riff", "Wave64"),
                    new FileKind("RIFX", "WAV with big-endian numbers"));

    private static final int SHOWN = 4;
    private static final int FORM_AT = 8;

    /** The error for a file that begins with {@code bytes}, of which up to 12 are looked at. */
    static WavException refuse(String file, byte[] bytes) {
        String start = new String(bytes, StandardCharsets.ISO_8859_1);
        return new WavException(
                start.isEmpty()
                        ? file + " is no WAV file: it is empty. Get or make the file again."
                        : file + " is no WAV file: it begins with " + describe(file, start));
    }

    private static String describe(String file, String start) {
        for (FileKind kind : OTHER_SOUND) {
            if (start.startsWith(kind.start)) {
                return show(kind.start)
                        + ", as "
                        + kind.name
                        + " does. Convert it, for instance with: sox "
                        + file
                        + " sound.wav";
            }
        }
        String shown = show(start.substring(0, Math.min(start.length(), SHOWN)));
        if (start.startsWith("MThd") || start.startsWith("RIFF") && start.startsWith("RMID", 8)) {
            return shown + ", as MIDI does: it holds notes. Play it on a synthesizer.";
        }
        if (start.startsWith("RIFF") && start.length() > FORM_AT) {
            return "'RIFF', but then comes "
                    + show(start.substring(FORM_AT))
                    + " and not 'WAVE'. Choose a WAV file.";
        }
        return shown + " and not with 'RIFF' or 'RF64'. Choose a WAV file.";
    }

    private static String show(String bytes) {
        return bytes.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? "'" + bytes + "'"
                : HexFormat.ofDelimiter(" ")
                        .withUpperCase()
                        .formatHex(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}

package portcls.shell.song;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Guesses what a file is that is no MIDI file, so that its owner sees the mistake. */
final class FileKind {
    private static final int LOOKED_AT = 512;

    /** Beginnings; a dot stands for any byte. */
    private static final Map<String, String> BEGINNINGS = new LinkedHashMap<>();

    static {
        BEGINNINGS.put("RIFF....WAVE", "a WAV file");
        BEGINNINGS.put("RIFF....RMID", "a RIFF wrapper without a song in it");
        BEGINNINGS.put("RIFF....sfbk", "a SoundFont");
        BEGINNINGS.put("RIFF....DLS ", "a DLS sound bank");
        BEGINNINGS.put("ID3", "an MP3 file");
        BEGINNINGS.put("\u00FF\u00FB", "an MP3 file");
        BEGINNINGS.put("OggS", "an Ogg file");
        BEGINNINGS.put("fLaC", "a FLAC file");
        BEGINNINGS.put("PK\u0003\u0004", "a ZIP archive; unpack it first");
        BEGINNINGS.put("\u001F\u008B", "a gzip archive; unpack it first");
        BEGINNINGS.put("FORM....XDIR", "an XMI file");
        BEGINNINGS.put("MUS\u001A", "a MUS file");
        BEGINNINGS.put("%PDF", "a PDF document");
        BEGINNINGS.put("<", "a web page or other marked-up text");
    }

    private FileKind() {}

    /** "a WAV file", "text", "something else". */
    static String of(byte[] file) {
        String begin =
                new String(file, 0, Math.min(file.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> entry : BEGINNINGS.entrySet()) {
            if (matches(begin, entry.getKey())) {
                return entry.getValue();
            }
        }
        return begin.chars().allMatch(FileKind::isText) ? "text" : "something else";
    }

    private static boolean isText(int c) {
        return (c >= ' ' && c != 0x7F) || c == '\n' || c == '\r' || c == '\t';
    }

    private static boolean matches(String begin, String pattern) {
        if (begin.length() < pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '.' && pattern.charAt(i) != begin.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

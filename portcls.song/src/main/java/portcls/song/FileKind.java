package portcls.song;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Guesses what a file is: sound or notes; and if neither, so that its owner sees the mistake. */
public final class FileKind {
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

    private static final List<String> WAVES =
            List.of("RIFF....WAVE", "RF64....WAVE", "BW64....WAVE");
    private static final List<String> NOTES = List.of("MThd", "RIFF....RMID");

    private FileKind() {}

    /**
     * Whether a file is meant to be a WAV file: by how it begins, or, when that tells nothing, by
     * its name.
     */
    public static boolean isWave(Path file) {
        String begin = "";
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                begin = new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                System.getLogger(FileKind.class.getName())
                        .log(System.Logger.Level.DEBUG, "not read", e);
            }
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String start = begin;
        return WAVES.stream().anyMatch(wave -> matches(start, wave))
                || NOTES.stream().noneMatch(notes -> matches(start, notes))
                        && (name.endsWith(".wav") || name.endsWith(".wave"));
    }

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

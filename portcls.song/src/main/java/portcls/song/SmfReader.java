package portcls.song;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads Standard MIDI Files of the formats 0, 1 and 2, plain or in a RIFF wrapper, and makes the
 * best of broken ones: what is sound is kept, what is not is told in {@link Song#problems()}.
 * Tracks of format 2 follow one another. Tempo changes count for all tracks.
 *
 * <p>Safe for any thread. Memory and time are bounded by the size of the file, whatever it claims.
 */
public final class SmfReader {
    /** Largest file that is read, bytes. */
    public static final int MAX_BYTES = 64 << 20;

    private static final String WHAT_TO_DO =
            " Give a Standard MIDI File (.mid, .midi, .kar or .rmi) or a WAV file.";

    private SmfReader() {}

    /**
     * Reads a song from a file.
     *
     * @throws SongException when it cannot be read, is no MIDI file, is larger than {@link
     *     #MAX_BYTES}, or holds nothing to play
     */
    public static Song read(Path path) throws SongException {
        String name = SongText.clean(path.toString());
        try {
            if (Files.isDirectory(path)) {
                throw new SongException(name + " is a directory." + WHAT_TO_DO);
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new SongException(name + " is no regular file." + WHAT_TO_DO);
            }
            try (InputStream in = Files.newInputStream(path)) {
                return read(in.readNBytes(MAX_BYTES + 1), name);
            }
        } catch (SongException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new SongException("There is no file " + name + ". Check the name.", e);
        } catch (AccessDeniedException e) {
            throw new SongException(name + " may not be read. Check its permissions.", e);
        } catch (IOException e) {
            throw new SongException(name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Reads a song from the bytes of a file.
     *
     * @param name what to call the file in messages; its last part is the title of a song without
     *     one
     * @throws SongException when it is no MIDI file, is larger than {@link #MAX_BYTES}, or holds
     *     nothing to play
     */
    public static Song read(byte[] file, String name) throws SongException {
        if (file.length == 0) {
            throw new SongException(name + " is empty." + WHAT_TO_DO);
        }
        if (file.length > MAX_BYTES) {
            throw new SongException(
                    name
                            + " is larger than "
                            + (MAX_BYTES >> 20)
                            + " MiB, which no sensible song is."
                            + WHAT_TO_DO);
        }
        Problems problems = new Problems();
        SmfHeader.Place place = SmfHeader.find(new ByteView(file), problems);
        if (place == null) {
            String kind = FileKind.of(file);
            throw new SongException(
                    name + " is no MIDI file; it looks like " + kind + "." + WHAT_TO_DO);
        }
        if (place.end() - place.start() < SmfHeader.SIZE) {
            throw new SongException(
                    name + " is cut off inside its header: nothing is left to play." + WHAT_TO_DO);
        }
        ByteView bytes = new ByteView(file, place.end());
        SmfHeader header = SmfHeader.read(bytes, place.start(), problems);
        Song song = new SmfSequence(bytes, name, problems).read(header);
        if (song.size() == 0) {
            String why = song.problems().isEmpty() ? "" : " (" + song.problems().getFirst() + ")";
            throw new SongException(
                    name
                            + " holds no MIDI message, so there is nothing to play"
                            + why
                            + "."
                            + WHAT_TO_DO);
        }
        return song;
    }
}

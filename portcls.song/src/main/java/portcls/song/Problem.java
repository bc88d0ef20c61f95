package portcls.song;

import java.util.Objects;

/**
 * Something in a song file that is not as it should be, and what was made of it. The song can be
 * played nevertheless.
 *
 * @param track number of the track, from 1; 0 where the whole file is meant
 * @param position offset of the byte in the file where it was seen
 * @param text what is, and what was done about it, in plain words
 */
public record Problem(int track, long position, String text) {
    /** Checks the text. */
    public Problem {
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return text;
    }
}

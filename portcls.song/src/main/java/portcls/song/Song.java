package portcls.song;

import portcls.api.time.ReferenceTime;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A piece of music as raw MIDI messages in the order of their times, laid out so that a player
 * needs no object per message: message {@code i} is the bytes {@link #length(int) length(i)} long
 * from {@link #offset(int) offset(i)} of {@link #data()}, due {@link #time100ns(int) time100ns(i)}
 * after the start.
 *
 * <p>Every message is complete and legal on a MIDI wire, without running status, with one
 * exception: system exclusive may come in several packets, of which only the first has the 0xF0 and
 * only the last the 0xF7; nothing else stands between them. Messages of equal time stand in their
 * right order.
 *
 * <p>Immutable and safe for any thread. Times are in 100 ns from the start of the song.
 */
public final class Song {
    private static final int NOTE_ON = 0x90;

    private final String title;
    private final long[] time100ns;
    private final int[] offset;
    private final int[] length;
    private final byte[] data;
    private final long duration100ns;
    private final int noteCount;
    private final List<Problem> problems;

    /** Takes the arrays as they are: nobody else may keep them. */
    Song(
            String title,
            long[] time100ns,
            int[] offset,
            int[] length,
            byte[] data,
            long duration100ns,
            List<Problem> problems) {
        this.title = Objects.requireNonNull(title, "title");
        this.time100ns = time100ns;
        this.offset = offset;
        this.length = length;
        this.data = data;
        this.duration100ns = duration100ns;
        this.problems = List.copyOf(problems);
        int notes = 0;
        for (int i = 0; i < time100ns.length; i++) {
            notes += isNoteOn(i) ? 1 : 0;
        }
        this.noteCount = notes;
    }

    /** The name in the file, else the name of the file. One line, never empty. */
    public String title() {
        return title;
    }

    /** Number of messages, at least 1. */
    public int size() {
        return time100ns.length;
    }

    /** When a message is due, 100 ns from the start; never less than that of the one before. */
    public long time100ns(int index) {
        return time100ns[index];
    }

    /** Where a message begins in {@link #data()}. */
    public int offset(int index) {
        return offset[index];
    }

    /** Number of bytes of a message, at least 1. */
    public int length(int index) {
        return length[index];
    }

    /** The bytes of all messages. The song's own array, so that nothing is copied: only read it. */
    public byte[] data() {
        return data;
    }

    /** Whether a message starts a note: note on with a velocity above 0. */
    public boolean isNoteOn(int index) {
        int at = offset[index];
        return length[index] == 3 && (data[at] & 0xF0) == NOTE_ON && data[at + 2] != 0;
    }

    /** Number of notes. */
    public int noteCount() {
        return noteCount;
    }

    /** From the start to the end, 100 ns; not before the last message. */
    public long duration100ns() {
        return duration100ns;
    }

    /** From the start to the end. */
    public Duration duration() {
        return Duration.ofNanos(ReferenceTime.toNanos(duration100ns));
    }

    /** What was wrong with the file, in the order it was found; empty when all is well. */
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public String toString() {
        return title
                + " ("
                + SongText.count(noteCount, "note")
                + ", "
                + SongText.clock(duration100ns)
                + ")";
    }
}

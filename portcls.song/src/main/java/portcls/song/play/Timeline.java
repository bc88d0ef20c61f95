package portcls.song.play;

import portcls.song.Song;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which place of a song belongs to which time of a stream: stretches that are played at one tempo.
 * A change of tempo and a jump begin a new one, at a time that may lie ahead.
 *
 * <p>For one thread. Times and positions in 100 ns.
 */
final class Timeline {
    private final Song song;

    /** Those that are to come; the one that plays is not among them. */
    private final Deque<Stretch> coming = new ArrayDeque<>();

    private Stretch now = new Stretch(0, 0, 1, 0, 0);
    private int due;
    private int notes;
    private int events;

    Timeline(Song song) {
        this.song = song;
    }

    /**
     * A stretch.
     *
     * @param time when it begins
     * @param position where the song stands then
     * @param tempo positions per time
     * @param first message that it begins with
     * @param endBefore the message that the stretch before it would have gone on with
     */
    private record Stretch(long time, long position, double tempo, int first, int endBefore) {
        long at(long wanted) {
            return time + Math.round((wanted - position) / tempo);
        }

        long positionAt(long at) {
            return position + Math.round(Math.max(0, at - time) * tempo);
        }
    }

    /**
     * Forgets what is to come, and begins.
     *
     * @param elsewhere whether it begins at another place than where the song stood: otherwise what
     *     was counted there counts once
     */
    void begin(long time, long position, double tempo, int first, boolean elsewhere) {
        coming.clear();
        now = new Stretch(time, position, tempo, first, 0);
        due = elsewhere ? first : Math.max(first, due);
    }

    /** From a time on the song goes on elsewhere, or at another tempo. */
    void goOn(long time, long position, double tempo, int first, int endBefore) {
        coming.add(new Stretch(time, position, tempo, first, endBefore));
    }

    /** When a place is reached, as far as it is known. */
    long timeOf(long position) {
        return last().at(position);
    }

    /** Which place is reached then, as far as it is known. */
    long positionAt(long time) {
        return last().positionAt(time);
    }

    /**
     * Counts what was played until a time.
     *
     * @param time not less than in the call before
     * @param next message that is sent next
     * @return where the song stands
     */
    long moveTo(long time, int next) {
        while (!coming.isEmpty() && coming.getFirst().time() <= time) {
            Stretch following = coming.removeFirst();
            count(following.endBefore(), Long.MAX_VALUE);
            now = following;
            due = now.first();
        }
        count(coming.isEmpty() ? next : coming.getFirst().endBefore(), time);
        return now.positionAt(time);
    }

    /** Notes begun. */
    int notes() {
        return notes;
    }

    /** Messages played. */
    int events() {
        return events;
    }

    private void count(int end, long time) {
        while (due < end && now.at(song.time100ns(due)) <= time) {
            notes += song.isNoteOn(due) ? 1 : 0;
            events++;
            due++;
        }
    }

    private Stretch last() {
        return coming.isEmpty() ? now : coming.getLast();
    }
}

package portcls.song;

import static portcls.song.SongText.clock;
import static portcls.song.SongText.count;

import org.jspecify.annotations.Nullable;

import portcls.api.time.ReferenceTime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings the messages of all tracks into one order: by time, at equal time by track, within a track
 * as they stand. Used once, by one thread.
 */
final class Merger {
    private static final long LONG_PAUSE_100NS = 600 * ReferenceTime.SECOND;
    private static final long LONG_END_100NS = 60 * ReferenceTime.SECOND;

    private final EventList events;
    private final TickClock clock;
    private final Problems problems;
    private final int[] order;
    private final long[] time100ns;
    private int count;
    private int countWhole;
    private int tooLate;

    /** A place in a track. */
    private static final class Cursor {
        private final int track;
        private final int end;
        private int next;

        Cursor(int number, Track track) {
            this.track = number;
            this.next = track.firstEvent();
            this.end = track.endEvent();
        }
    }

    Merger(EventList events, TickClock clock, Problems problems) {
        this.events = events;
        this.clock = clock;
        this.problems = problems;
        this.order = new int[events.size()];
        this.time100ns = new long[events.size()];
    }

    /** The song of these tracks, which are played one after the other or together. */
    Song merge(List<Track> tracks, boolean oneByOne, String title) {
        long end = 0;
        if (oneByOne) {
            for (Track track : tracks) {
                end = together(List.of(track));
            }
        } else {
            end = together(tracks);
        }
        // System exclusive whose rest is too late is of no use.
        count = countWhole;
        if (tooLate > 0) {
            problems.add(
                    0,
                    0,
                    count(tooLate, "event")
                            + " would come later than "
                            + clock(TickClock.LONGEST_100NS)
                            + " after the start; left out");
        }
        tellPause();
        return events.toSong(title, order, time100ns, count, duration(end), problems.toList());
    }

    /** Merges tracks; returns when they end. */
    private long together(List<Track> tracks) {
        List<TempoChange> tempos = new ArrayList<>();
        PriorityQueue<Cursor> queue =
                new PriorityQueue<>(
                        Comparator.comparingLong((Cursor c) -> events.time(c.next))
                                .thenComparingInt(c -> c.track));
        long endTick = 0;
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            tempos.addAll(track.tempos());
            endTick = Math.max(endTick, track.endTick());
            if (track.firstEvent() < track.endEvent()) {
                queue.add(new Cursor(i, track));
            }
        }
        tempos.sort(Comparator.comparingLong(TempoChange::tick));
        clock.begin(tempos);
        for (Cursor c = queue.poll(); c != null; c = queue.poll()) {
            take(c, queue.peek());
            if (c.next < c.end) {
                queue.add(c);
            }
        }
        long end = clock.at(endTick);
        clock.end(endTick);
        return end;
    }

    /**
     * Takes one message, of system exclusive all packets. A packet goes out earlier than it should
     * where otherwise a message of another track would come between.
     */
    private void take(Cursor cursor, @Nullable Cursor other) {
        boolean open;
        do {
            int event = cursor.next++;
            long tick = events.time(event);
            if (other != null) {
                tick = Math.min(tick, events.time(other.next));
            }
            add(event, clock.at(tick));
            open = events.isOpen(event);
        } while (open);
        if (tooLate == 0) {
            countWhole = count;
        }
    }

    private void add(int event, long at) {
        if (at == TickClock.TOO_LATE) {
            tooLate++;
        } else {
            order[count] = event;
            time100ns[count] = at;
            count++;
        }
    }

    private void tellPause() {
        long longest = LONG_PAUSE_100NS;
        int where = -1;
        for (int i = 0; i < count; i++) {
            long pause = time100ns[i] - (i == 0 ? 0 : time100ns[i - 1]);
            if (pause > longest) {
                longest = pause;
                where = i;
            }
        }
        if (where >= 0) {
            problems.add(
                    0,
                    0,
                    "nothing happens between "
                            + clock(where == 0 ? 0 : time100ns[where - 1])
                            + " and "
                            + clock(time100ns[where])
                            + "; the file may be damaged");
        }
    }

    /** Tracks may end after their last message, but an end far away is none. */
    private long duration(long end) {
        long last = count == 0 ? 0 : time100ns[count - 1];
        if (end - last > LONG_END_100NS) {
            // Beyond the latest time there is no measure of it.
            String length = end == TickClock.TOO_LATE ? "" : " (" + clock(end - last) + ")";
            problems.add(0, 0, "the long silence at the end" + length + " was left out");
            return last;
        }
        return end;
    }
}

package portcls.song.play;

import org.jspecify.annotations.Nullable;

import portcls.api.client.DirectMusicPin;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.time.ReferenceTime;
import portcls.song.Song;

/**
 * Feeds a song to a pin, a while ahead of the stream's clock: the queue in the port stays small,
 * and nothing is allocated for a message. When the pin is lost the feed goes on with another one
 * where the song stood.
 *
 * <p>On a pin of a synthesizer times count from its latency clock, so that the first message is in
 * time, too.
 *
 * <p>For one thread, which must come by more often than every {@link #AHEAD_100NS}. Positions are
 * in 100 ns from the start of the song at its own tempo.
 */
public final class SongFeed {
    /** How far it feeds ahead, 100 ns. */
    public static final long AHEAD_100NS = ReferenceTime.seconds(2);

    /** From the earliest time at which a stream can play to the first message, 100 ns. */
    public static final long LEAD_100NS = ReferenceTime.millis(100);

    /** Slowest tempo, relative to that of the song. */
    public static final double SLOWEST = 0.1;

    /** Fastest tempo, relative to that of the song. */
    public static final double FASTEST = 10;

    /** Shortest part that can be repeated, 100 ns. */
    public static final long SHORTEST_LOOP_100NS = ReferenceTime.millis(100);

    private static final int SYSTEM = 0xF0;
    private static final long NO_LOOP = -1;

    private final Song song;
    private final Timeline timeline;
    private @Nullable MidiPin attached;
    private boolean elsewhere;
    private int next;
    private long position;
    private long sentUntil;
    private double tempo = 1;
    private long loopStart;
    private long loopEnd = NO_LOOP;

    /** A song that stands at its start. */
    public SongFeed(Song song) {
        this.song = song;
        this.timeline = new Timeline(song);
    }

    /**
     * Goes on with a pin that runs and has nothing to play: the song's position now is {@link
     * #LEAD_100NS} away from the earliest time at which the stream can play. It is told the
     * programmes and controllers of that place first.
     *
     * @throws portcls.api.PortClsException DEVICE_REMOVED when the device is gone
     */
    public void attach(MidiPin pin) {
        attach(pin, LEAD_100NS);
    }

    /**
     * The same with another lead: none where time goes by what is rendered, and nothing can be
     * late.
     *
     * @param lead100ns from the earliest time at which the stream can play to the song's position
     */
    public void attach(MidiPin pin, long lead100ns) {
        boolean used = pin == attached;
        attached = pin;
        next = indexOf(position);
        long earliest = earliest(pin);
        sentUntil = earliest + lead100ns;
        timeline.begin(sentUntil, position, tempo, next, elsewhere);
        elsewhere = false;
        if (next > 0 || used) {
            new Chase(song, next).send(pin, earliest, used);
        }
    }

    /**
     * Sends what is due soon.
     *
     * @throws portcls.api.PortClsException DEVICE_REMOVED when the device is gone
     */
    public void feed(MidiPin pin) {
        look(pin);
        long horizon = pin.now() + AHEAD_100NS;
        while (isLooping() || next < song.size()) {
            boolean jumps = isLooping() && (next == song.size() || song.time100ns(next) >= loopEnd);
            long due = timeline.timeOf(jumps ? loopEnd : song.time100ns(next));
            long time = jumps ? Math.max(due, sentUntil) : due;
            if (time > horizon) {
                break;
            }
            if (jumps) {
                jump(pin, time);
            } else {
                send(pin, time, next);
                next++;
            }
            sentUntil = Math.max(sentUntil, time);
        }
        sentUntil = Math.max(sentUntil, horizon);
    }

    /** Takes note of how far the stream is, without sending anything. */
    void look(MidiPin pin) {
        position = timeline.moveTo(pin.now(), next);
    }

    /** The place that the song goes on from with the next {@link #attach}. */
    public void seek(long position100ns) {
        position = Math.clamp(position100ns, 0, song.duration100ns());
        elsewhere = true;
    }

    /**
     * Changes the tempo of what has not been sent yet, that is in two seconds.
     *
     * @param factor relative to the tempo of the song, {@link #SLOWEST} … {@link #FASTEST}
     */
    public void setTempo(double factor) {
        if (!(factor >= SLOWEST && factor <= FASTEST)) {
            throw new IllegalArgumentException(
                    "a tempo lies in " + SLOWEST + " … " + FASTEST + ": factor=" + factor);
        }
        timeline.goOn(sentUntil, timeline.positionAt(sentUntil), factor, next, next);
        tempo = factor;
    }

    /**
     * Plays a part again and again; when the song is past its end, from the next time on.
     *
     * @param start100ns where it begins
     * @param end100ns where it goes back, {@link #SHORTEST_LOOP_100NS} later at least
     */
    public void setLoop(long start100ns, long end100ns) {
        if (start100ns < 0
                || end100ns > song.duration100ns()
                || end100ns - start100ns < SHORTEST_LOOP_100NS) {
            throw new IllegalArgumentException(
                    "a loop lies in 0 … "
                            + song.duration100ns()
                            + " and is not shorter than "
                            + SHORTEST_LOOP_100NS
                            + ": start100ns="
                            + start100ns
                            + ", end100ns="
                            + end100ns);
        }
        loopStart = start100ns;
        loopEnd = end100ns;
    }

    /** Plays on to the end. */
    public void clearLoop() {
        loopEnd = NO_LOOP;
    }

    /** Where the song stands, 100 ns from its start. */
    public long position() {
        return Math.clamp(position, 0, song.duration100ns());
    }

    /** Notes begun. */
    public int notes() {
        return timeline.notes();
    }

    /** Messages played. */
    public int events() {
        return timeline.events();
    }

    /** Whether the song has ended and its last sound has had this long to fade. */
    public boolean isOver(MidiPin pin, long tail100ns) {
        return next == song.size()
                && !isLooping()
                && pin.now() >= timeline.timeOf(song.duration100ns()) + tail100ns;
    }

    /** Ends all notes, once what was sent is played. */
    public static void silence(MidiPin pin) {
        Chase.silence(pin, earliest(pin));
    }

    /** Ends all notes at once: what waits is thrown away, and the stream's time begins anew. */
    public static void hush(MidiPin pin) {
        pin.stop();
        pin.run();
        silence(pin);
    }

    private void jump(MidiPin pin, long time) {
        int end = next;
        next = indexOf(loopStart);
        timeline.goOn(time, loopStart, tempo, next, end);
        new Chase(song, next).send(pin, time, true);
    }

    private boolean isLooping() {
        return loopEnd != NO_LOOP;
    }

    private int indexOf(long wanted) {
        int index = 0;
        while (index < song.size() && song.time100ns(index) < wanted) {
            index++;
        }
        return index;
    }

    /** The earliest time at which a stream can play what is sent now. */
    private static long earliest(MidiPin pin) {
        return pin instanceof DirectMusicPin music ? music.latencyTime() : pin.now();
    }

    private void send(MidiPin pin, long time100ns, int index) {
        byte[] data = song.data();
        int offset = song.offset(index);
        int length = song.length(index);
        int status = data[offset] & 0xFF;
        if (status < SYSTEM && length == MidiMessages.length(status)) {
            pin.send(
                    time100ns,
                    MidiMessages.of(status, data[offset + 1], length == 3 ? data[offset + 2] : 0));
        } else {
            pin.send(time100ns, data, offset, length);
        }
    }
}

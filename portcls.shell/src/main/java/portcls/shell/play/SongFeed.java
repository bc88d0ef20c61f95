package portcls.shell.play;

import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.time.ReferenceTime;
import portcls.shell.song.Song;

/**
 * Feeds a song to a pin, a little ahead of the stream's clock: the queue in the port stays small,
 * and nothing is allocated for an event. When the pin is lost the feed goes on with another one
 * where the song stood.
 *
 * <p>For one thread.
 */
final class SongFeed {
    /** How far it feeds ahead, 100 ns. */
    static final long AHEAD_100NS = ReferenceTime.millis(300);

    /** From the start of a stream to the first message, 100 ns. */
    static final long LEAD_100NS = ReferenceTime.millis(100);

    private static final int SYSTEM = 0xF0;

    private final Song song;
    private int next;
    private int due;
    private int notes;
    private long position;
    private long origin;

    SongFeed(Song song) {
        this.song = song;
    }

    /**
     * Goes on with a pin that runs: the song's position now is {@link #LEAD_100NS} away from the
     * stream's time now.
     */
    void attach(MidiPin pin) {
        next = 0;
        while (next < song.size() && song.time100ns(next) < position) {
            next++;
        }
        origin = pin.now() + LEAD_100NS - position;
        if (next > 0) {
            new Chase(song, next).send(pin);
        }
    }

    /**
     * Sends what is due soon.
     *
     * @throws portcls.api.PortClsException DEVICE_REMOVED when the device is gone
     */
    void feed(MidiPin pin) {
        position = Math.max(position, pin.now() - origin);
        long horizon = position + AHEAD_100NS;
        while (next < song.size() && song.time100ns(next) <= horizon) {
            send(pin, origin + song.time100ns(next), song, next);
            next++;
        }
        while (due < next && song.time100ns(due) <= position) {
            notes += song.isNoteOn(due) ? 1 : 0;
            due++;
        }
    }

    /** Where the song stands, 100 ns from its start. */
    long position() {
        return Math.clamp(position, 0, song.duration100ns());
    }

    /** Notes begun. */
    int notes() {
        return notes;
    }

    /** Messages played. */
    int events() {
        return due;
    }

    /** Whether the song has ended and its last sound has had this long to fade. */
    boolean isOver(long tail100ns) {
        return next == song.size() && position >= song.duration100ns() + tail100ns;
    }

    /** Sends one message of a song. */
    static void send(MidiPin pin, long time100ns, Song song, int index) {
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

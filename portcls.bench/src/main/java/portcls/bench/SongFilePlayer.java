package portcls.bench;

import portcls.api.PortClass;
import portcls.api.client.MidiPin;
import portcls.bench.driver.NullMidi;
import portcls.ports.time.SystemClock;
import portcls.song.SmfReader;
import portcls.song.play.SongPlayer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import javax.sound.midi.MidiSystem;

/**
 * The house's player of MIDI files, through the port to a miniport that stamps. As with the JDK's
 * sequencer, the event that came best counts as in time.
 */
final class SongFilePlayer implements Player {
    private static final int TICKS_PER_QUARTER = 5000;
    private static final long TICK_NANOS = 100_000;

    private final Stamps stamps = new Stamps(EVENTS);
    private final House house =
            new House(new SystemClock(), PortClass.MIDI, new NullMidi(this::write));
    private final MidiPin pin = house.runMidi();
    private final SongPlayer player = new SongPlayer(song());

    /** Whether what comes is a note of the song, and not what the player sends around it. */
    private volatile boolean counting;

    @Override
    public String label() {
        return "portcls song player, against its own best event";
    }

    @Override
    public long[] play() throws InterruptedException {
        player.pause();
        player.seek(0);
        stamps.clear();
        counting = true;
        player.play(pin);
        stamps.await();
        counting = false;
        long[] lateness = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            lateness[i] = stamps.at(i) - i * PERIOD_NANOS;
        }
        long best = Arrays.stream(lateness).min().orElse(0);
        return Arrays.stream(lateness).map(nanos -> nanos - best).toArray();
    }

    @Override
    public void close() {
        player.close();
        house.close();
    }

    private int write(ByteBuffer bytes) {
        int status = bytes.get(bytes.position()) & 0xF0;
        if (counting && (status == 0x90 || status == 0x80)) {
            stamps.stamp();
        }
        return bytes.remaining();
    }

    private static portcls.song.Song song() {
        int ticks = (int) (PERIOD_NANOS / TICK_NANOS);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            MidiSystem.write(Song.sequence(TICKS_PER_QUARTER, EVENTS, ticks), 0, file);
            return SmfReader.read(file.toByteArray(), "the song of the benchmark");
        } catch (IOException e) {
            throw new IllegalStateException("this song is valid", e);
        }
    }
}

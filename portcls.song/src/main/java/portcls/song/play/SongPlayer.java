package portcls.song.play;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.client.MidiPin;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.song.Song;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Plays a song on a pin of a MIDI device or a synthesizer, by time stamps: a thread of its own
 * sends the messages up to two seconds ahead, and the port delivers them, so that no wake-up of a
 * thread of the program decides when a note sounds. Pausing and seeking throw away what waits and
 * act at once.
 *
 * <pre>{@code
 * try (MidiPin pin = filter.openMidi();
 *         SongPlayer player = new SongPlayer(SmfReader.read(path))) {
 *     player.seek(ReferenceTime.seconds(30));
 *     player.play(pin);
 *     player.awaitEnd(Duration.ofMinutes(10));
 * }
 * }</pre>
 *
 * <p>The pin stays the program's: it brings it, closes it after the player, and sends nothing by it
 * meanwhile. Safe for any thread. Positions are in 100 ns from the start of the song at its own
 * tempo.
 */
public final class SongPlayer implements AutoCloseable {
    /** How long the last notes ring, 100 ns. */
    public static final long TAIL_100NS = ReferenceTime.seconds(2);

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(1);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SongFeed feed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable MidiPin pin;
    private @Nullable PortClsException problem;
    private PlayState state = PlayState.IDLE;
    private boolean closed;

    /** A player without a pin, that stands at the start of the song. */
    public SongPlayer(Song song) {
        feed = new SongFeed(song);
        Thread _ = Thread.ofPlatform().daemon().name("portcls-song").start(this::run);
    }

    /**
     * Plays on this pin from where the song stands. A pin that does not run is run; what another
     * program left waiting in it is thrown away.
     *
     * @throws PortClsException when the device refuses or is gone; the song stands where it stood
     */
    public void play(MidiPin newPin) {
        locked(
                () -> {
                    requireOpen();
                    boolean _ = leave();
                    pin = newPin;
                    begin(newPin);
                });
    }

    /** Ends all notes and stands still; nothing happens when it does not play. */
    public void pause() {
        locked(
                () -> {
                    if (leave()) {
                        state = PlayState.PAUSED;
                    }
                });
    }

    /**
     * Plays on after a pause, or again from the start after the end.
     *
     * @throws PortClsException when the device refuses or is gone
     */
    public void resume() {
        locked(
                () -> {
                    requireOpen();
                    if (pin != null && state == PlayState.ENDED) {
                        feed.seek(0);
                    }
                    if (pin != null && (state == PlayState.PAUSED || state == PlayState.ENDED)) {
                        begin(pin);
                    }
                });
    }

    /**
     * Goes to a place of the song, and plays on there if it plays: the device is told the
     * programmes and controllers of that place.
     *
     * @param position100ns clamped to the length of the song
     * @throws PortClsException when the device refuses or is gone; the song stands there
     */
    public void seek(long position100ns) {
        locked(
                () -> {
                    boolean plays = leave();
                    feed.seek(position100ns);
                    if (plays && pin != null) {
                        begin(pin);
                    } else if (state == PlayState.ENDED) {
                        state = PlayState.PAUSED;
                    }
                });
    }

    /** Changes the tempo, see {@link SongFeed#setTempo}: heard within two seconds. */
    public void setTempo(double factor) {
        locked(() -> feed.setTempo(factor));
    }

    /** Plays a part again and again, see {@link SongFeed#setLoop}. */
    public void setLoop(long start100ns, long end100ns) {
        locked(() -> feed.setLoop(start100ns, end100ns));
    }

    /** Plays on to the end. What was sent already goes back once more. */
    public void clearLoop() {
        locked(feed::clearLoop);
    }

    /** What it does. */
    public PlayState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Where the song stands, 100 ns. */
    public long position100ns() {
        lock.lock();
        try {
            if (state == PlayState.PLAYING && pin != null) {
                guarded(pin, feed::look);
            }
            return feed.position();
        } finally {
            lock.unlock();
        }
    }

    /** Notes begun so far. */
    public int notes() {
        lock.lock();
        try {
            return feed.notes();
        } finally {
            lock.unlock();
        }
    }

    /** Why the device was lost; empty when it was not. */
    public Optional<PortClsException> problem() {
        lock.lock();
        try {
            return Optional.ofNullable(problem);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the song is over, or the device is lost, or it is closed.
     *
     * @return false when the time was up first
     */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (state != PlayState.ENDED && state != PlayState.LOST && !closed) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all notes and the thread; waits a moment until the device has heard of it. */
    @Override
    public void close() {
        locked(
                () -> {
                    if (!closed) {
                        closed = true;
                        boolean _ = leave();
                        drain();
                    }
                });
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                if (state == PlayState.PLAYING && pin != null) {
                    guarded(pin, this::work);
                }
                if (state == PlayState.PLAYING) {
                    long _ = changed.awaitNanos(STEP_NANOS);
                } else {
                    changed.await();
                }
            }
        } catch (InterruptedException e) {
            // Nobody has this thread but the player: somebody ends all threads there are.
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void work(MidiPin playing) {
        feed.feed(playing);
        if (feed.isOver(playing, TAIL_100NS)) {
            SongFeed.silence(playing);
            state = PlayState.ENDED;
            changed.signalAll();
        }
    }

    private void begin(MidiPin playing) {
        try {
            if (playing.state() == KsState.RUN && playing.queued() > 0) {
                playing.stop();
            }
            playing.run();
            feed.attach(playing);
            feed.feed(playing);
            problem = null;
            state = PlayState.PLAYING;
        } catch (PortClsException e) {
            lose(e);
            throw e;
        }
    }

    /** Ends what plays: the notes, and what waits. True when it did play. */
    private boolean leave() {
        if (state != PlayState.PLAYING || pin == null) {
            return false;
        }
        guarded(
                pin,
                playing -> {
                    feed.look(playing);
                    SongFeed.hush(playing);
                });
        return state == PlayState.PLAYING;
    }

    /**
     * Waits until the device has the last messages: a pin that is closed throws away what waits.
     */
    private void drain() {
        if (pin == null || state == PlayState.IDLE || state == PlayState.LOST) {
            return;
        }
        try {
            boolean _ = pin.awaitDrained(DRAIN_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (PortClsException e) {
            lose(e);
        }
    }

    private void lose(PortClsException e) {
        problem = e;
        state = PlayState.LOST;
        changed.signalAll();
    }

    private interface Deed {
        void with(MidiPin pin);
    }

    private void guarded(MidiPin playing, Deed deed) {
        try {
            deed.with(playing);
        } catch (PortClsException e) {
            lose(e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the player is closed; make a new one");
        }
    }

    private void locked(Runnable deed) {
        lock.lock();
        try {
            deed.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package portcls.shell.play;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiPin;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.diag.Counter;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.text.Texts;
import portcls.song.Song;
import portcls.song.play.SongFeed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Plays a song on a filter from its start to its last sound. When the driver is pulled out it waits
 * for a newer one and goes on where the song stood.
 *
 * <p>For one thread; interrupting that ends the song, without a note that hangs.
 */
final class Player {
    /** How long the last notes ring, 100 ns. */
    static final long TAIL_100NS = ReferenceTime.seconds(2);

    /** How long it waits for a device that went. */
    static final Duration RETURN_LIMIT = Duration.ofSeconds(10);

    private static final int STILL_STEPS = 500;
    private static final int DRAIN_STEPS = 250;
    private static final int SETTLE_STEPS = 3;
    private static final String LATE = "midi.late";

    private final House house;
    private final Stage stage;
    private final Song song;
    private final Pace pace;
    private final Progress progress;
    private final InstantSource clock;
    private final SongFeed feed;
    private long lateBefore;

    Player(House house, Stage stage, Song song, Pace pace, Progress progress, InstantSource clock) {
        this.house = house;
        this.stage = stage;
        this.song = song;
        this.pace = pace;
        this.progress = progress;
        this.clock = clock;
        this.feed = new SongFeed(song);
    }

    /**
     * Plays it.
     *
     * @throws CommandException when it cannot begin
     */
    Outcome play(FilterEntry device) throws CommandException {
        FilterEntry current = device;
        MidiPin pin = start(current);
        try {
            while (!perform(pin)) {
                lateBefore += late(pin);
                Removal removal = removal(pin, current);
                closeQuietly(pin);
                pin = null;
                current = awaitReturn(current, removal);
                pin = start(current);
                Duration gap = Duration.between(removal.time(), clock.instant());
                progress.say(
                        "back     "
                                + current.id()
                                + " with "
                                + current.driver()
                                + "; the song goes on at "
                                + Texts.minutes(feed.position())
                                + ", gap "
                                + Math.max(0, gap.toMillis())
                                + " ms");
            }
            long late = allLate(pin);
            silence(pin);
            return outcome(ExitStatus.OK, late, "");
        } catch (InterruptedException e) {
            long late = allLate(pin);
            hush(pin);
            return outcome(ExitStatus.INTERRUPTED, late, "");
        } catch (CommandException | PortClsException e) {
            long late = allLate(pin);
            hush(pin);
            return outcome(ExitStatus.FAILED, late, Texts.message(e));
        } finally {
            progress.clear();
            closeQuietly(pin);
        }
    }

    private MidiPin start(FilterEntry device) throws CommandException {
        MidiPin pin = stage.open(device);
        try {
            pin.run();
            feed.attach(pin);
            return pin;
        } catch (RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    /** True when the song is over, false when the device went. */
    private boolean perform(MidiPin pin) throws InterruptedException, CommandException {
        int still = 0;
        long before = Long.MIN_VALUE;
        while (true) {
            try {
                if (pin.removal().isPresent()) {
                    return false;
                }
                feed.feed(pin);
                if (feed.isOver(pin, TAIL_100NS)) {
                    return true;
                }
                stage.look(pin, feed.position(), progress);
                progress.update(feed.position(), feed.notes(), lateBefore + late(pin));
                long now = pin.now();
                still = now == before ? still + 1 : 0;
                before = now;
            } catch (PortClsException e) {
                if (e.status() == Status.DEVICE_REMOVED) {
                    return false;
                }
                throw e;
            }
            if (still > STILL_STEPS) {
                throw new CommandException(
                        "the clock of the stream stands still at "
                                + Texts.exactMinutes(feed.position())
                                + "; `why "
                                + pin.filter().id()
                                + "` says more");
            }
            pace.step();
        }
    }

    private FilterEntry awaitReturn(FilterEntry gone, Removal removal)
            throws InterruptedException, CommandException {
        progress.say(
                "gone     "
                        + gone.id()
                        + " at "
                        + Texts.minutes(feed.position())
                        + ": "
                        + removal.message()
                        + "; waiting "
                        + RETURN_LIMIT.toSeconds()
                        + " s for it to come back");
        boolean back = house.await(() -> successor(gone).isPresent(), RETURN_LIMIT);
        Optional<FilterEntry> successor = back ? successor(gone) : Optional.empty();
        return successor.orElseThrow(
                () ->
                        new CommandException(
                                gone.id()
                                        + " did not come back within "
                                        + RETURN_LIMIT.toSeconds()
                                        + " s; `why "
                                        + gone.device()
                                        + "` says more"));
    }

    private Optional<FilterEntry> successor(FilterEntry gone) {
        return house.filters().stream()
                .filter(
                        entry ->
                                entry.id().equals(gone.id())
                                        && entry.isThere()
                                        && entry.filter() != gone.filter())
                .findFirst();
    }

    private Removal removal(MidiPin pin, FilterEntry device) {
        return pin.removal()
                .or(device.filter()::removal)
                .orElseGet(
                        () ->
                                new Removal(
                                        RemovalReason.SURPRISE,
                                        "it went without a word",
                                        clock.instant()));
    }

    /** Ends all notes in the stream's own time. */
    private void silence(MidiPin pin) throws InterruptedException {
        try {
            SongFeed.silence(pin);
            drain(pin);
        } catch (PortClsException e) {
            if (e.status() != Status.DEVICE_REMOVED) {
                throw e;
            }
        }
    }

    private void drain(MidiPin pin) throws InterruptedException {
        for (int step = 0; step < DRAIN_STEPS && pin.queued() > 0; step++) {
            pace.step();
        }
        for (int step = 0; step < SETTLE_STEPS; step++) {
            pace.step();
        }
    }

    /** Ends all notes at once: what waits is thrown away. */
    private void hush(@Nullable MidiPin pin) {
        if (pin == null || pin.removal().isPresent()) {
            return;
        }
        try {
            SongFeed.hush(pin);
            drain(pin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (PortClsException e) {
            if (e.status() != Status.DEVICE_REMOVED) {
                progress.say("The notes could not be ended: " + Texts.message(e));
            }
        }
    }

    /** Messages of the song that came late: asked before the notes are ended, which is at once. */
    private long allLate(@Nullable MidiPin pin) {
        return lateBefore + (pin == null ? 0 : late(pin));
    }

    private Outcome outcome(ExitStatus status, long late, String problem) {
        long position = status == ExitStatus.OK ? song.duration100ns() : feed.position();
        return new Outcome(status, position, feed.events(), feed.notes(), late, problem);
    }

    /** Messages of a stream that came late. */
    private static long late(MidiPin pin) {
        long sum = 0;
        for (Counter counter : pin.counters()) {
            sum += LATE.equals(counter.id()) ? counter.value() : 0;
        }
        return sum;
    }

    private static void closeQuietly(@Nullable MidiPin pin) {
        if (pin != null) {
            try {
                pin.close();
            } catch (PortClsException e) {
                System.getLogger(Player.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
            }
        }
    }
}

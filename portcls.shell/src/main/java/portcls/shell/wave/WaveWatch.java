package portcls.shell.wave;

import portcls.api.client.Gap;
import portcls.api.client.Removal;
import portcls.api.client.WavePin;
import portcls.api.diag.Counter;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.StatusLine;
import portcls.shell.text.Texts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Tells how a stream goes: where it stands, and when its device goes and comes back.
 *
 * <p>For one thread.
 */
final class WaveWatch {
    /** How long a stream of a command waits for its driver. */
    static final Duration HOLD = Duration.ofSeconds(5);

    private static final String LATENCY = "wave.latency";
    private static final double MICROS = 1000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final House house;
    private final WavePin pin;
    private final LongSupplier frames;
    private final long total;
    private final StatusLine line;
    private boolean gone;
    private int told;

    /**
     * Watches a stream.
     *
     * @param frames how far it is
     * @param total how far it will go; {@link Long#MAX_VALUE} = not known
     */
    WaveWatch(House house, WavePin pin, LongSupplier frames, long total, Console console) {
        this.house = house;
        this.pin = pin;
        this.frames = frames;
        this.total = total;
        line = new StatusLine(console, System::nanoTime);
    }

    /** Looks, and says what is new. */
    void look() {
        if (pin.isHeld() && !gone) {
            gone = true;
            String why =
                    pin.filter().removal().map(Removal::message).orElse("its driver was let go");
            line.say(
                    "gone     "
                            + pin.filter().id()
                            + " at "
                            + time(frames.getAsLong())
                            + ": "
                            + why
                            + "; waiting "
                            + HOLD.toSeconds()
                            + " s for it to come back");
        }
        List<Gap> gaps = pin.gaps();
        for (; told < gaps.size(); told++) {
            tell(gaps.get(told));
        }
        line.update(this::progress);
    }

    /** Looks once more, and takes the line away that was rewritten. */
    void last() {
        look();
        line.clear();
    }

    /** What a stream has lost, and how late it is. */
    static String summary(WavePin pin) {
        double latency = pin.removal().isEmpty() ? latencyMillis(pin) : Double.NaN;
        return Texts.count(pin.glitches(), "glitch", "glitches")
                + ", "
                + Texts.count(pin.lostFrames(), "frame")
                + " lost, "
                + Texts.count(pin.gaps().size(), "gap")
                + (Double.isNaN(latency) ? "" : ", latency " + Texts.millis(latency));
    }

    /** Latency through buffer and device; NaN = not known. */
    private static double latencyMillis(WavePin pin) {
        OptionalLong micros =
                pin.counters().stream()
                        .filter(counter -> counter.id().equals(LATENCY))
                        .mapToLong(Counter::value)
                        .max();
        return micros.isPresent() ? micros.getAsLong() / MICROS : Double.NaN;
    }

    private void tell(Gap gap) {
        String id = pin.filter().id();
        if (!gone) {
            line.say("gone     " + id + " at " + time(gap.frame()) + ": " + gap.cause().message());
        }
        gone = false;
        line.say(
                "back     "
                        + id
                        + driver(id)
                        + " after "
                        + Texts.millis(gap.duration().toNanos() / NANOS_PER_MILLI)
                        + "; gap "
                        + Texts.count(gap.frames(), "frame")
                        + skipped(gap.skipped()));
    }

    private String driver(String id) {
        return house.filters().stream()
                .filter(entry -> entry.id().equals(id))
                .map(FilterEntry::driver)
                .findFirst()
                .map(driver -> " with " + driver)
                .orElse("");
    }

    private static String skipped(long frames) {
        if (frames == 0) {
            return "";
        }
        return frames > 0
                ? ", " + frames + " of the sound left out"
                : ", " + -frames + " of the sound played again";
    }

    private String progress() {
        return String.format(
                Locale.ROOT,
                "  %s%s   %s   %d lost",
                time(frames.getAsLong()),
                total == Long.MAX_VALUE ? "" : " / " + time(total),
                Texts.count(pin.glitches(), "glitch", "glitches"),
                pin.lostFrames());
    }

    private String time(long at) {
        return time(at, pin.format().samplesPerSecond());
    }

    /** Frames as minutes and seconds. */
    static String time(long frames, int rate) {
        return Texts.minutes((long) ((double) frames / rate * ReferenceTime.SECOND));
    }
}

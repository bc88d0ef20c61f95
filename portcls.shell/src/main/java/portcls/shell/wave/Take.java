package portcls.shell.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.text.Texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a device sounds like, written to a file while it plays. For one thread. */
public final class Take implements AutoCloseable {
    private static final String BUSY = " is being recorded to ";
    private static final String BUSY_ADVICE = "; end that recording first";

    private final Recording recording;
    private final FileClaim claim;
    private final WavTarget target;
    private final Console console;
    private boolean closed;
    private boolean isGone;

    private Take(Recording recording, FileClaim claim, WavTarget target, Console console) {
        this.recording = recording;
        this.claim = claim;
        this.target = target;
        this.console = console;
    }

    /**
     * Begins.
     *
     * @param target where it goes; when nobody named it, a device that cannot be recorded now is no
     *     failure
     * @return null when the device cannot be recorded
     */
    public static @Nullable Take start(
            House house, FilterEntry device, WavTarget target, Console console)
            throws CommandException {
        Optional<Adapter> adapter = house.adapter(device.device());
        Optional<Recordable> recordable = adapter.flatMap(found -> found.adapt(Recordable.class));
        if (recordable.isEmpty()) {
            String what = device.id() + " cannot be recorded: its sound does not come by here";
            if (target.isNamed()) {
                throw new CommandException(
                        what
                                + ".\n"
                                + "  What to do: leave --wav out, or choose another device with"
                                + " --device.");
            }
            console.print("wav      none: " + what);
            return null;
        }
        if (target.isNamed()) {
            OutFile.check(target.file(), console, "--wav FILE");
        }
        try {
            Take take = begin(recordable.get(), target, console);
            console.print("wav      " + console.shown(take.recording.file()));
            return take;
        } catch (IOException e) {
            boolean busy = Texts.message(e).contains(BUSY);
            String what =
                    busy
                            ? Texts.message(e).replace(BUSY_ADVICE, "")
                            : OutFile.problem(target.file(), console, e);
            if (target.isNamed()) {
                throw new CommandException(
                        Texts.sentence(what)
                                + "\n  What to do: "
                                + (busy
                                        ? "wait until the other one has ended, or leave --wav out."
                                        : "name another file with --wav FILE."),
                        e);
            }
            console.print("wav      none: " + what + "; it plays unrecorded");
            return null;
        }
    }

    private static Take begin(Recordable device, WavTarget target, Console console)
            throws IOException {
        FileClaim claim = target.claim();
        try {
            return new Take(device.record(claim.file()), claim, target, console);
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /** Ends it, which waits until all is written; false when something was lost. */
    public boolean finish() {
        if (console.terminal()) {
            console.out().print("\r\u001b[K  writing " + console.shown(recording.file()));
            console.out().flush();
        }
        boolean good = end();
        if (console.terminal()) {
            console.out().print("\r\u001b[K");
            console.out().flush();
        }
        return good;
    }

    /** Says what was written. */
    public void report() {
        console.print(isGone ? "wav      none: nothing was recorded" : facts(recording.file()));
    }

    @Override
    public void close() {
        end();
    }

    private boolean end() {
        if (closed) {
            return true;
        }
        closed = true;
        try (claim) {
            recording.close();
            isGone = recording.frames() == 0 && target.giveBack(recording.file());
            return true;
        } catch (IOException e) {
            console.warn(console.shown(recording.file()) + " is not whole: " + Texts.message(e));
            return false;
        }
    }

    /** What a file holds that was written, on one line. */
    public static String facts(Path file) {
        String where = "wrote    " + file.toAbsolutePath();
        try {
            return WavFacts.read(file).map(facts -> where + "  " + text(facts)).orElse(where);
        } catch (IOException e) {
            return where + "  (which cannot be read again: " + Texts.message(e) + ")";
        }
    }

    private static String text(WavFacts facts) {
        return String.format(
                Locale.ROOT,
                "%s, %d Hz, %s, peak %s, level %s",
                Texts.seconds((double) facts.frames() / facts.sampleRate()),
                facts.sampleRate(),
                Texts.count(facts.channels(), "channel"),
                Texts.level(facts.peak()),
                Texts.level(facts.rms()));
    }
}

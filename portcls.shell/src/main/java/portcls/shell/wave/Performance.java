package portcls.shell.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.api.time.VirtualClock;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.text.Texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Plays a sound on a wave device.
 *
 * @param house the container
 * @param command that is asked for it
 * @param device as somebody wrote it; empty = the best
 * @param wav where the device writes what it sounds like
 * @param bufferMillis size of the buffer
 * @param fast whether it goes as fast as a clock can be moved
 */
public record Performance(
        House house,
        String command,
        Optional<String> device,
        Optional<Path> wav,
        int bufferMillis,
        boolean fast) {
    /** Size of the buffer that nobody is surprised by, ms: no garbage collector stops that long. */
    public static final int BUFFER_MILLIS = 80;

    /** A larger one serves nobody. */
    public static final int MOST_BUFFER_MILLIS = 5000;

    private static final int PACKETS = 4;
    private static final double NANOS = 1e9;

    /** The stream that a sound wants. */
    interface Opener {
        WavePin open(WaveOpening device, Buffer buffer) throws CommandException;
    }

    /** A sound for a stream. */
    interface Source {
        Sound of(WaveFormat format) throws CommandException;

        /** What is converted for that, for people; empty when nothing is. */
        default String conversion(WaveFormat format) {
            return "";
        }
    }

    /** The buffer of a stream of a command. */
    static Buffer buffer(int millis) {
        return Buffer.ofMillis(millis)
                .packets(PACKETS)
                .hold(WaveWatch.HOLD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Plays it, and says how it went. */
    ExitStatus play(Opener opener, Source source, Console console)
            throws CommandException, InterruptedException {
        if (wav.isPresent()) {
            OutFile.check(wav.get(), console, "--wav FILE");
        }
        WaveDevices devices = new WaveDevices(house, fast);
        Optional<VirtualClock> clock = devices.handClock(command);
        FilterEntry chosen = devices.render(device, console);
        try (WavePin pin = opener.open(WaveOpening.render(chosen), buffer(bufferMillis));
                Sound sound = source.of(pin.format());
                Take take = take(chosen, console)) {
            String conversion = source.conversion(pin.format());
            console.print(
                    "format   " + format(pin) + (conversion.isEmpty() ? "" : "; " + conversion));
            RenderWork work = new RenderWork(pin, sound);
            WaveWatch watch = new WaveWatch(house, pin, work::frames, sound.frames(), console);
            StreamRun run = new StreamRun(pin, work, watch);
            long start = System.nanoTime();
            Ending ending = clock.isPresent() ? run.fast(clock.get()) : run.real();
            String summary = WaveWatch.summary(pin);
            boolean whole = take == null || take.finish();
            report(ending, work.frames(), sound.frames(), pin, summary, start, console);
            if (take != null) {
                take.report();
            }
            return ending.status() == ExitStatus.OK && !whole ? ExitStatus.FAILED : ending.status();
        } catch (IOException e) {
            throw new CommandException("The sound cannot be closed: " + Texts.message(e), e);
        }
    }

    /** Format and buffer of a stream, for people. */
    static String format(WavePin pin) {
        int rate = pin.format().samplesPerSecond();
        return String.format(
                Locale.ROOT,
                "%s, %d packets of %d frames (%s)",
                pin.format().text(),
                pin.packets(),
                pin.packetFrames(),
                Texts.millis(1000.0 * pin.bufferFrames() / rate));
    }

    /** Once it is open: nothing plays on a device that is in use. */
    private @Nullable Take take(FilterEntry chosen, Console console) throws CommandException {
        console.print(
                "plays on "
                        + chosen.id()
                        + " ("
                        + chosen.filter().name()
                        + ", "
                        + chosen.driver()
                        + ")");
        return wav.isEmpty()
                ? null
                : Take.start(house, chosen, new WavTarget(wav.get(), true), console);
    }

    private static void report(
            Ending ending,
            long frames,
            long total,
            WavePin pin,
            String summary,
            long start,
            Console console) {
        boolean over = ending.status() == ExitStatus.OK;
        int rate = pin.format().samplesPerSecond();
        console.print(
                (over ? "played   " : "stopped  at ")
                        + WaveWatch.time(frames, rate)
                        + (over ? "" : " of " + WaveWatch.time(total, rate))
                        + ": "
                        + summary
                        + ", in "
                        + Texts.seconds((System.nanoTime() - start) / NANOS));
        if (!ending.problem().isEmpty()) {
            console.err().println("The sound ended early: " + Texts.sentence(ending.problem()));
            console.err().flush();
        }
    }
}

package portcls.shell.play;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiPin;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.wave.Take;
import portcls.shell.wave.WavTarget;

import java.util.Optional;

/**
 * A stage whose sound is written to a file. The recording begins once the device has taken all that
 * the song needs, so that a song that does not begin leaves no file.
 *
 * <p>For one thread.
 */
final class RecordedStage implements Stage, AutoCloseable {
    private final Stage stage;
    private final House house;
    private final Optional<FilterEntry> heard;
    private final String place;
    private final WavTarget target;
    private final Console console;
    private boolean begun;
    private @Nullable Take take;

    RecordedStage(
            Stage stage,
            House house,
            Optional<FilterEntry> heard,
            String place,
            WavTarget target,
            Console console) {
        this.stage = stage;
        this.house = house;
        this.heard = heard;
        this.place = place;
        this.target = target;
        this.console = console;
    }

    @Override
    public MidiPin open(FilterEntry device) throws CommandException {
        MidiPin pin = opened(device);
        if (begun) {
            return pin;
        }
        try {
            console.print("plays on " + place);
            take = heard.isPresent() ? Take.start(house, heard.get(), target, console) : null;
            begun = true;
            return pin;
        } catch (CommandException | RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    private MidiPin opened(FilterEntry device) throws CommandException {
        try {
            return stage.open(device);
        } catch (PortClsException e) {
            if (e.status() != Status.DEVICE_BUSY) {
                throw e;
            }
            throw new CommandException(
                    device.id()
                            + " is in use already.\n"
                            + "  What to do: end what plays on it (`jobs` lists what this shell"
                            + " does), or choose another device with --device; `devices` lists"
                            + " them.",
                    e);
        }
    }

    @Override
    public void look(MidiPin pin, long position100ns, Progress progress) {
        stage.look(pin, position100ns, progress);
    }

    /** Ends the recording, which waits until all is written; false when something was lost. */
    boolean finish() {
        return take == null || take.finish();
    }

    /** Says what was written. */
    void report() {
        if (take != null) {
            take.report();
        }
    }

    @Override
    public void close() {
        if (take != null) {
            take.close();
        }
    }
}

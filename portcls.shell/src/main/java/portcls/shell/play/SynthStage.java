package portcls.shell.play;

import portcls.api.PortClsException;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiPin;
import portcls.api.dmus.WaveSinkProperty;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.synth.Bank;
import portcls.shell.synth.SynthNode;
import portcls.shell.synth.WaveSink;
import portcls.shell.text.Texts;

import java.util.Optional;

/**
 * A synthesizer that plays to a wave device: instruments are downloaded each time it comes, and it
 * is given back as it was.
 *
 * <p>For one thread.
 */
final class SynthStage implements Stage, AutoCloseable {
    private final Optional<String> output;
    private final Optional<Bank> bank;
    private final Console console;
    private Optional<WaveSink> sink = Optional.empty();
    private Optional<FilterEntry> used = Optional.empty();
    private String before = "";

    /**
     * A stage.
     *
     * @param output id of the wave device that it plays to meanwhile; empty = where it plays anyhow
     */
    SynthStage(Optional<String> output, Optional<Bank> bank, Console console) {
        this.output = output;
        this.bank = bank;
        this.console = console;
    }

    @Override
    public MidiPin open(FilterEntry device) throws CommandException {
        DirectMusicPin pin = device.filter().openDirectMusic();
        try {
            if (used.isEmpty() && output.isPresent()) {
                refuseToMove(device, pin.get(WaveSinkProperty.PLAYING), output.get());
                before = pin.get(WaveSinkProperty.OUTPUT);
            }
            used = Optional.of(device);
            output.ifPresent(id -> pin.set(WaveSinkProperty.OUTPUT, id));
            SynthNode.of(device.filter()).giveVoices(pin);
            if (bank.isPresent()) {
                bank.get().download(pin);
                console.print("bank     " + bank.get().text());
            }
            return pin;
        } catch (CommandException | RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    /** All songs of a synthesizer are heard on one device; a new one does not move the others. */
    private static void refuseToMove(FilterEntry synth, String playing, String wanted)
            throws CommandException {
        if (!playing.isEmpty() && !playing.equals(wanted)) {
            throw new CommandException(
                    synth.id()
                            + " is heard on "
                            + playing
                            + " now, and a synthesizer is heard on one device at a time.\n"
                            + "  What to do: play on --device "
                            + playing
                            + ", too, wait for the end of what plays there, or take another"
                            + " synthesizer (--synth).");
        }
    }

    @Override
    public void look(MidiPin pin, long position100ns, Progress progress) {
        if (sink.isEmpty()) {
            sink = Optional.of(new WaveSink(progress::say));
        }
        sink.get().look(pin, position100ns);
    }

    /**
     * Tells what was not heard, and gives the synthesizer the output back that it had, unless
     * somebody has set another one meanwhile.
     */
    @Override
    public void close() {
        sink.filter(watched -> watched.lost() > 0)
                .ifPresent(
                        watched ->
                                console.print(
                                        "lost     "
                                                + Texts.count(watched.lost(), "frame")
                                                + " of the sound were not heard: the wave device"
                                                + " was away, or the machine too busy\n"
                                                + "  What to do: keep the device plugged in; if it"
                                                + " was there, end other programs that use the"
                                                + " processor."));
        if (output.isEmpty() || used.isEmpty() || !used.get().isThere()) {
            return;
        }
        try (FilterHandle handle = used.get().filter().open()) {
            if (handle.get(WaveSinkProperty.OUTPUT).equals(output.get())) {
                handle.set(WaveSinkProperty.OUTPUT, before);
            }
        } catch (PortClsException e) {
            System.getLogger(SynthStage.class.getName())
                    .log(System.Logger.Level.DEBUG, "output not given back", e);
        }
    }
}

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
    private final FilterEntry wave;
    private final Optional<Bank> bank;
    private final Console console;
    private Optional<WaveSink> sink = Optional.empty();
    private Optional<FilterEntry> used = Optional.empty();
    private String before = "";

    SynthStage(FilterEntry wave, Optional<Bank> bank, Console console) {
        this.wave = wave;
        this.bank = bank;
        this.console = console;
    }

    @Override
    public MidiPin open(FilterEntry device) throws CommandException {
        DirectMusicPin pin = device.filter().openDirectMusic();
        try {
            if (used.isEmpty()) {
                before = pin.get(WaveSinkProperty.OUTPUT);
            }
            used = Optional.of(device);
            pin.set(WaveSinkProperty.OUTPUT, wave.id());
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

    @Override
    public void look(MidiPin pin, long position100ns, Progress progress) {
        if (sink.isEmpty()) {
            sink = Optional.of(new WaveSink(progress::say));
        }
        sink.get().look(pin, position100ns);
    }

    /** Tells what was not heard, and gives the synthesizer the output back that it had. */
    @Override
    public void close() {
        sink.filter(watched -> watched.lost() > 0)
                .ifPresent(
                        watched ->
                                console.print(
                                        "lost     "
                                                + Texts.count(watched.lost(), "frame")
                                                + " of the sound not heard"));
        if (used.isEmpty() || !used.get().isThere()) {
            return;
        }
        try (FilterHandle handle = used.get().filter().open()) {
            handle.set(WaveSinkProperty.OUTPUT, before);
        } catch (PortClsException e) {
            System.getLogger(SynthStage.class.getName())
                    .log(System.Logger.Level.DEBUG, "output not given back", e);
        }
    }
}

package portcls.shell.synth;

import portcls.api.client.DirectMusicPin;
import portcls.api.client.FilterHandle;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.config.ConfigId;
import portcls.shell.config.Configurations;
import portcls.shell.text.Table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code synth}: what a synthesizer can do, how it fares and where it is heard. */
public final class SynthCommand implements Command {
    private static final String DEVICE = "DEVICE";

    private static final String PIDS = "miniport.dmus.";
    private static final String BANK = "bank";

    private final House house;
    private final Configurations configurations;

    public SynthCommand(House house, Configurations configurations) {
        this.house = house;
        this.configurations = configurations;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        "synth",
                        "Shows what a synthesizer can do, how it fares and where it is heard")
                .optional(
                        DEVICE,
                        "id of the synthesizer, or a part of it; else "
                                + Synthesizers.PREFIX
                                + Synthesizers.NAMES.getFirst())
                .note(
                        "It opens a pin to ask it, and closes it again; what belongs to a pin is"
                                + " that of a new one.")
                .note("`play --bank` brings instruments for one song, `config` for all.")
                .example("synth                          # the one that plays songs by itself")
                .example("synth fluidsynth               # another one");
    }

    @Override
    public List<String> candidates(String label) {
        return house.filters().stream()
                .filter(FilterEntry::isSynthesizer)
                .map(FilterEntry::id)
                .toList();
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Synthesizers synthesizers = new Synthesizers(house);
        Optional<String> wanted = arguments.first();
        FilterEntry synth =
                wanted.isPresent()
                        ? synthesizers.named(full(wanted.get()), console)
                        : synthesizers.ofHouse(Optional.empty(), console);
        SynthQuestions questions = new SynthQuestions(synth, this::hasWaveDevice);
        try (FilterHandle handle = synth.filter().open()) {
            List<String> outside = questions.ofFilter(handle);
            int pinId = handle.firstDirectMusicPin(false);
            try (DirectMusicPin pin = handle.openDirectMusic(pinId)) {
                console.print(synth.id() + "  " + synth.filter().name() + ", " + synth.driver());
                console.print(questions.ofPin(handle, pin));
                configuredBank(synth).ifPresent(console::print);
                console.print(outside);
            }
        }
        return ExitStatus.OK;
    }

    /** Instruments that a synthesizer of the house has from its configuration. */
    private Optional<String> configuredBank(FilterEntry synth) throws CommandException {
        if (!synth.id().startsWith(Synthesizers.PREFIX)) {
            return Optional.empty();
        }
        ConfigId id = new ConfigId(PIDS + synth.id().substring(Synthesizers.PREFIX.length()), "");
        Optional<String> set =
                configurations.stored().stream()
                        .filter(stored -> stored.id().equals(id))
                        .flatMap(stored -> Stream.ofNullable(stored.properties().get(BANK)))
                        .map(Object::toString)
                        .filter(bank -> !bank.isBlank())
                        .findFirst();
        return Optional.of(
                SynthQuestions.line(
                        BANK,
                        set.map(Table::printable).orElse("its own")
                                + "; `config "
                                + id
                                + " bank=FILE` in the shell sets another until the container"
                                + " ends, a file load/"
                                + id
                                + ".cfg with bank = FILE for good"));
    }

    private boolean hasWaveDevice(String id) {
        return house.filters().stream()
                .anyMatch(e -> e.isWaveRender() && e.isThere() && e.id().equals(id));
    }

    private static String full(String written) {
        return Synthesizers.NAMES.contains(written) ? Synthesizers.PREFIX + written : written;
    }
}

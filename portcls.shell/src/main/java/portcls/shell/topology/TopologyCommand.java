package portcls.shell.topology;

import portcls.api.PortClsException;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.text.Table;
import portcls.shell.wave.OutFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code topology}: how a device is built inside. */
public final class TopologyCommand implements Command {
    private static final String DEVICE = "DEVICE";
    private static final String DOT = "dot";
    private static final String SVG = "svg";

    private final House house;

    public TopologyCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        "topology",
                        "Draws the way of the sound through a device, with the values of its"
                                + " controls")
                .required(DEVICE, "id of the device, or a part of it")
                .flag(DOT, "in the language of Graphviz")
                .option(SVG, "FILE", "as a picture for a browser")
                .note(
                        "──▶ leads on inside of a filter, ══▶ from one filter to another; … joins"
                                + " or leaves a line that is drawn already.")
                .note("Reading a peak meter takes it back.")
                .example("topology speaker               # lines")
                .example("topology sb16 --svg card.svg   # a picture")
                .example("topology sb16 --dot            # for Graphviz: | dot -Tpdf -o card.pdf");
    }

    @Override
    public List<String> candidates(String label) {
        return label.equals(DEVICE)
                ? house.filters().stream().map(FilterEntry::device).distinct().toList()
                : List.of();
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        Optional<Path> svg = Optional.empty();
        if (arguments.option(SVG).isPresent()) {
            Path file = console.path(arguments.option(SVG).get());
            OutFile.check(file, console, "--svg FILE");
            svg = Optional.of(file);
        }
        // What goes to a program that reads it must be nothing but that.
        Console notices = arguments.has(DOT) && svg.isEmpty() ? console.onlyErrors() : console;
        String device = new MeantDevice(house).device(arguments.first().orElseThrow(), notices);
        Topology topology = house.topology();
        List<Filter> filters = topology.filters(device);
        Sketch sketch = sketch(topology, filters, device);
        if (svg.isPresent()) {
            write(svg.get(), SvgDrawing.lines(sketch), console);
        } else if (arguments.has(DOT)) {
            console.print(DotDrawing.lines(sketch));
        } else {
            console.print(head(sketch));
            console.print(TextDrawing.lines(sketch, console.columns()));
            withoutMixer(device).ifPresent(console::print);
        }
        return ExitStatus.OK;
    }

    private static Sketch sketch(Topology topology, List<Filter> filters, String device)
            throws CommandException {
        try {
            return Sketch.of(topology, filters);
        } catch (PortClsException e) {
            throw new CommandException(
                    device + " went while it was looked at: " + e.getMessage(), e);
        }
    }

    private List<String> head(Sketch sketch) {
        Table table = new Table("FILTER", "KIND", "NAME", "DRIVER");
        for (Filter filter : sketch.filters()) {
            String driver =
                    house.filters().stream()
                            .filter(entry -> entry.id().equals(filter.id()))
                            .map(FilterEntry::driver)
                            .findFirst()
                            .orElse("");
            table.row(filter.id(), filter.kind().key(), filter.name(), driver);
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        return lines;
    }

    private Optional<String> withoutMixer(String device) {
        return house.adapter(device).map(Adapter::withoutMixer).filter(why -> !why.isEmpty());
    }

    private static void write(Path file, List<String> lines, Console console)
            throws CommandException {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw OutFile.failure(file, console, "name another file with --svg FILE.", e);
        }
        console.print("wrote    " + console.shown(file));
    }
}

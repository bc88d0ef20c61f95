package portcls.shell.topology;

import portcls.api.client.Filter;
import portcls.api.ks.DataFlow;
import portcls.shell.command.CommandException;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which filters of a device have streams of a direction.
 *
 * @param filters those of the device, or of the function that was named
 */
record StreamFilters(List<Filter> filters) {
    StreamFilters {
        filters = List.copyOf(filters);
    }

    /** All of them. */
    List<Filter> of(boolean record) {
        return filters.stream().filter(filter -> pins(filter, record).length > 0).toList();
    }

    /**
     * The one that is taken for the device, as by a command that plays on it: waves go before MIDI.
     * Empty when it has none.
     *
     * @throws CommandException when it could be any of several
     */
    Optional<Filter> first(String device, boolean record) throws CommandException {
        List<Filter> all = of(record);
        List<Filter> waves = all.stream().filter(StreamFilters::isWave).toList();
        List<Filter> best = waves.isEmpty() ? all : waves;
        Optional<Filter> found =
                best.size() == 1
                        ? Optional.of(best.getFirst())
                        : best.stream().filter(filter -> filter.id().equals(device)).findFirst();
        if (found.isEmpty() && !best.isEmpty()) {
            throw new CommandException(
                    device
                            + (record ? " records" : " plays")
                            + " with any of these; write its id:\n    "
                            + String.join("\n    ", best.stream().map(Filter::id).toList()));
        }
        return found;
    }

    /** The pins of a filter that programs open in that direction. */
    static int[] pins(Filter filter, boolean record) {
        DataFlow flow = record ? DataFlow.OUT : DataFlow.IN;
        var pins = filter.descriptor().pins();
        return IntStream.range(0, pins.size())
                .filter(pin -> pins.get(pin).isStreaming() && pins.get(pin).dataFlow() == flow)
                .toArray();
    }

    private static boolean isWave(Filter filter) {
        return switch (filter.kind()) {
            case WAVERT, WAVECYCLIC, WAVEPCI -> true;
            case MIDI, DMUS, TOPOLOGY -> false;
        };
    }
}

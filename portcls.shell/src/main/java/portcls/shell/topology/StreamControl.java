package portcls.shell.topology;

import portcls.api.adapter.Adapter;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.ks.DataFlow;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyKey;
import portcls.shell.command.CommandException;
import portcls.shell.command.House;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The control of a kind that the sound of a device passes: of what it plays, or of what it records.
 *
 * @param path to be closed
 * @param control on it
 */
record StreamControl(AudioPath path, AudioControl control) implements AutoCloseable {
    /**
     * Finds it on the way from the first stream of that direction that has one.
     *
     * @param what what the control is, for example {@code volume}
     */
    static StreamControl find(
            House house, String device, boolean record, PropertyKey<?> property, String what)
            throws CommandException, InterruptedException {
        Topology topology = house.topology();
        DataFlow flow = record ? DataFlow.OUT : DataFlow.IN;
        boolean hasStream = false;
        for (Filter filter : topology.filters(device)) {
            List<PinDescriptor> pins = filter.descriptor().pins();
            for (int pin = 0; pin < pins.size(); pin++) {
                if (pins.get(pin).isStreaming() && pins.get(pin).dataFlow() == flow) {
                    hasStream = true;
                    Optional<StreamControl> found = on(topology.path(filter, pin), property);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        throw new CommandException(none(house, device, record, hasStream, what));
    }

    @Override
    public void close() {
        path.close();
    }

    private static Optional<StreamControl> on(AudioPath path, PropertyKey<?> property) {
        Optional<AudioControl> found = Optional.empty();
        try {
            found = path.control(property);
            return found.map(control -> new StreamControl(path, control));
        } finally {
            if (found.isEmpty()) {
                path.close();
            }
        }
    }

    private static String none(
            House house, String device, boolean record, boolean hasStream, String what) {
        String direction = record ? "records" : "plays";
        if (!hasStream) {
            return device
                    + " has nothing that "
                    + direction
                    + (record ? "." : "; for what it records write --record behind it.");
        }
        String why =
                house.adapter(device)
                        .map(Adapter::withoutMixer)
                        .filter(text -> !text.isEmpty())
                        .orElse("no mixer lies on the way from the stream to the jack");
        return String.format(
                Locale.ROOT,
                "%s has no %s for what it %s: %s.%n  What to do: `topology %s` shows the way of the"
                        + " sound.",
                device,
                what,
                direction,
                why,
                device);
    }
}

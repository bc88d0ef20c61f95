package portcls.shell.topology;

import portcls.api.adapter.Adapter;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.DataFlow;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyKey;
import portcls.shell.command.CommandException;
import portcls.shell.command.House;

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
        Optional<StreamControl> found = search(house.topology(), device, record, property);
        if (found.isEmpty()) {
            throw new CommandException(none(house, device, record, property, what));
        }
        return found.get();
    }

    private static Optional<StreamControl> search(
            Topology topology, String device, boolean record, PropertyKey<?> property) {
        for (Filter filter : topology.filters(device)) {
            for (int pin = 0; pin < filter.descriptor().pins().size(); pin++) {
                if (isStream(filter.descriptor().pins().get(pin), record)) {
                    Optional<StreamControl> found = on(topology.path(filter, pin), property);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isStream(PinDescriptor pin, boolean record) {
        return pin.isStreaming() && pin.dataFlow() == (record ? DataFlow.OUT : DataFlow.IN);
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
            House house, String device, boolean record, PropertyKey<?> property, String what)
            throws CommandException, InterruptedException {
        String direction = record ? "records" : "plays";
        boolean hasStream =
                house.topology().filters(device).stream()
                        .flatMap(filter -> filter.descriptor().pins().stream())
                        .anyMatch(pin -> isStream(pin, record));
        if (!hasStream) {
            return device
                    + " has nothing that "
                    + direction
                    + (record ? "." : "; for what it records write --record behind it.");
        }
        if (property.equals(AudioProperty.MUTE) && hasVolume(house, device, record)) {
            String volume = "volume " + device + (record ? " --record" : "");
            return String.format(
                    Locale.ROOT,
                    "%s has no %s for what it %s, but a volume.%n  What to do: `%s 0%%` makes it as"
                            + " quiet as it can be.",
                    device,
                    what,
                    direction,
                    volume);
        }
        String why =
                house.adapter(device)
                        .map(Adapter::withoutMixer)
                        .filter(text -> !text.isEmpty())
                        .orElse("none lies on the way from the stream to the jack");
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

    private static boolean hasVolume(House house, String device, boolean record)
            throws CommandException, InterruptedException {
        Optional<StreamControl> volume =
                search(house.topology(), device, record, AudioProperty.VOLUMELEVEL);
        volume.ifPresent(StreamControl::close);
        return volume.isPresent();
    }
}

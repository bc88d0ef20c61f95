package portcls.shell.topology;

import portcls.api.PortClsException;
import portcls.api.adapter.Adapter;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.PropertyKey;
import portcls.shell.command.CommandException;
import portcls.shell.command.House;
import portcls.shell.device.DeviceNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the control of a kind that somebody means who names a device.
 *
 * @param house the container
 * @param property the kind
 * @param what the kind to people, for example {@code volume}
 * @param record whether what the device records is meant, not what it plays
 */
record ControlSearch(House house, PropertyKey<?> property, String what, boolean record) {
    /**
     * The control that the sound of a device passes; of a device without streams its only one.
     *
     * @param meant id of the device or of a function of it
     */
    StreamControl of(String meant) throws CommandException, InterruptedException {
        Topology topology = house.topology();
        StreamFilters filters = new StreamFilters(topology.filters(meant));
        Optional<Filter> stream = filters.first(meant, record);
        if (stream.isPresent()) {
            Optional<StreamControl> found = on(topology, stream.get());
            if (found.isPresent()) {
                return found.get();
            }
            throw new CommandException(none(stream.get(), meant));
        }
        if (!filters.of(!record).isEmpty()) {
            throw new CommandException(
                    meant
                            + (record
                                    ? " has nothing that records; for what it plays leave --record"
                                            + " out."
                                    : " has nothing that plays; for what it records write --record"
                                            + " behind it."));
        }
        OwnControls own = own(topology, meant);
        return one(own, List.copyOf(own.byName().values()), meant);
    }

    /** The one with a name, or a part of it that no other has. */
    StreamControl named(String meant, String name) throws CommandException, InterruptedException {
        OwnControls own = own(house.topology(), meant);
        List<AudioControl> found = own.meant(name);
        if (found.isEmpty() && !own.byName().isEmpty()) {
            try (own) {
                throw new CommandException(
                        String.format(
                                "%s has no %s \"%s\".%n  What to do: name one of these, or a part"
                                        + " of it:%n%s",
                                meant, what, name, own.list()));
            }
        }
        return one(own, found, meant);
    }

    /** What all streams of a device pass; of a device without streams all that it has. */
    List<StreamControl> all(String device) throws CommandException, InterruptedException {
        Topology topology = house.topology();
        StreamFilters filters = new StreamFilters(topology.filters(device));
        List<StreamControl> all = new ArrayList<>();
        for (Filter filter : filters.of(record)) {
            onThere(topology, filter).ifPresent(all::add);
        }
        if (!record && filters.of(false).isEmpty() && filters.of(true).isEmpty()) {
            OwnControls own = own(topology, device);
            int left = own.byName().size();
            for (AudioControl control : own.byName().values()) {
                left--;
                // They are usable until the last is closed.
                List<AudioPath> paths = left == 0 ? own.paths() : List.of();
                all.add(new StreamControl(control.filter().id(), control, paths));
            }
            if (all.isEmpty()) {
                own.close();
            }
        }
        return all;
    }

    private StreamControl one(OwnControls own, List<AudioControl> found, String meant)
            throws CommandException {
        if (found.size() == 1) {
            AudioControl control = found.getFirst();
            return new StreamControl(control.filter().id(), control, own.paths());
        }
        try (own) {
            throw new CommandException(
                    found.isEmpty()
                            ? meant + " has no " + what + "." + look(meant)
                            : String.format(
                                    "%s has more than one %s that could be meant.%n  What to do:"
                                            + " add --control NAME, or a part of it:%n%s",
                                    meant, what, own.list()));
        }
    }

    private OwnControls own(Topology topology, String meant) {
        return OwnControls.find(
                topology,
                topology.filters(meant),
                topology.filters(DeviceNames.device(meant)),
                property);
    }

    /** The same of a filter that may go meanwhile, and then has none. */
    private Optional<StreamControl> onThere(Topology topology, Filter filter) {
        try {
            return on(topology, filter);
        } catch (PortClsException _) {
            return Optional.empty();
        }
    }

    /** On the way from the first stream of a filter that has one. */
    private Optional<StreamControl> on(Topology topology, Filter filter) {
        for (int pin : StreamFilters.pins(filter, record)) {
            AudioPath path = topology.path(filter, pin);
            Optional<AudioControl> found = Optional.empty();
            try {
                found = path.control(property);
                if (found.isPresent()) {
                    return Optional.of(new StreamControl(filter.id(), found.get(), List.of(path)));
                }
            } finally {
                if (found.isEmpty()) {
                    path.close();
                }
            }
        }
        return Optional.empty();
    }

    private String none(Filter stream, String meant) throws CommandException, InterruptedException {
        String direction = record ? "records" : "plays";
        if (property.equals(AudioProperty.MUTE) && hasVolume(stream)) {
            return String.format(
                    "%s has no %s for what it %s, but a volume.%n  What to do: `volume %s%s 0%%`"
                            + " makes it as quiet as it can be.",
                    stream.id(), what, direction, meant, record ? " --record" : "");
        }
        String why =
                house.adapter(DeviceNames.device(meant))
                        .map(Adapter::withoutMixer)
                        .filter(text -> !text.isEmpty())
                        .orElse("none lies on the way from the stream to the jack");
        String others;
        try (OwnControls own = own(house.topology(), meant)) {
            others = own.byName().isEmpty() ? "" : "\n  Others: --control NAME\n" + own.list();
        } catch (PortClsException _) {
            others = "";
        }
        return stream.id()
                + " has no "
                + what
                + " for what it "
                + direction
                + ": "
                + why
                + "."
                + look(meant)
                + others;
    }

    private boolean hasVolume(Filter stream) throws CommandException, InterruptedException {
        Optional<StreamControl> volume =
                new ControlSearch(house, AudioProperty.VOLUMELEVEL, "volume", record)
                        .on(house.topology(), stream);
        volume.ifPresent(StreamControl::close);
        return volume.isPresent();
    }

    private static String look(String meant) {
        return "\n  What to do: `topology "
                + DeviceNames.device(meant)
                + "` shows the way of the sound.";
    }
}

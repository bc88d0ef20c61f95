package portcls.shell.topology;

import portcls.api.PortClsException;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.ks.DataFlow;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyKey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All controls of a kind that a device has, by name; one of several of the same name has a number
 * behind it.
 *
 * @param byName the controls
 * @param paths that keep them usable; to be closed
 */
record OwnControls(Map<String, AudioControl> byName, List<AudioPath> paths)
        implements AutoCloseable {

    /**
     * Looks for them on the ways from all pins of some filters.
     *
     * @param device all filters of the device; what lies on the way beyond is another's
     */
    static OwnControls find(
            Topology topology, List<Filter> filters, List<Filter> device, PropertyKey<?> property) {
        Set<String> ids = device.stream().map(Filter::id).collect(Collectors.toSet());
        OwnControls found = new OwnControls(new LinkedHashMap<>(), new ArrayList<>());
        Map<Spot, AudioControl> controls = new LinkedHashMap<>();
        for (Filter filter : filters) {
            List<PinDescriptor> pins = filter.descriptor().pins();
            for (int pin = 0; pin < pins.size(); pin++) {
                if (pins.get(pin).isStreaming() || pins.get(pin).dataFlow() == DataFlow.IN) {
                    for (AudioControl control : found.on(topology, filter, pin)) {
                        String id = control.filter().id();
                        if (control.property().equals(property) && ids.contains(id)) {
                            controls.putIfAbsent(new Spot(id, true, control.node()), control);
                        }
                    }
                }
            }
        }
        controls.values().forEach(found::add);
        return found;
    }

    /** Those that are meant: the one of that name, else all that have it in their name. */
    List<AudioControl> meant(String written) {
        String part = written.toLowerCase(Locale.ROOT);
        List<AudioControl> exact = named(name -> name.equals(part));
        return exact.isEmpty() ? named(name -> name.contains(part)) : exact;
    }

    /** Their names with what they say now, one a line. */
    String list() {
        return byName.entrySet().stream()
                .map(it -> "    " + it.getKey() + "  " + ControlText.of(it.getValue()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        paths.forEach(AudioPath::close);
    }

    private List<AudioControl> named(Predicate<String> wanted) {
        return byName.entrySet().stream()
                .filter(it -> wanted.test(it.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void add(AudioControl control) {
        String name = control.name();
        for (int number = 2; byName.containsKey(name); number++) {
            name = control.name() + " #" + number;
        }
        byName.put(name, control);
    }

    /** A filter that goes, or a pin that cannot be followed, has none. */
    private List<AudioControl> on(Topology topology, Filter filter, int pin) {
        try {
            AudioPath path = topology.path(filter, pin);
            paths.add(path);
            return path.controls();
        } catch (PortClsException _) {
            return List.of();
        }
    }
}

package portcls.shell.topology;

import portcls.api.PortClsException;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.ks.DataFlow;
import portcls.api.ks.JackDescription;
import portcls.api.ks.PinDescriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the controls and sockets of some filters say now.
 *
 * @param controls what is said of nodes
 * @param jacks what is said of pins
 */
record Values(Map<Spot, String> controls, Map<Spot, String> jacks) {
    /** Asks every control once; what cannot be asked stays empty. */
    static Values of(Topology topology, List<Filter> filters) {
        Values values = new Values(new HashMap<>(), new HashMap<>());
        for (Filter filter : filters) {
            List<PinDescriptor> pins = filter.descriptor().pins();
            for (int pin = 0; pin < pins.size(); pin++) {
                if (pins.get(pin).dataFlow() == DataFlow.IN || pins.get(pin).isStreaming()) {
                    values.ask(topology, filter, pin);
                }
            }
        }
        return values;
    }

    /** What the control of a node says; empty when it has none. */
    String of(Spot spot) {
        return controls.getOrDefault(spot, "");
    }

    /** What socket a pin is; empty when nothing is known. */
    String jack(Spot spot) {
        return jacks.getOrDefault(spot, "");
    }

    private void ask(Topology topology, Filter filter, int pin) {
        try (AudioPath path = topology.path(filter, pin)) {
            Map<Spot, List<AudioControl>> ofNodes = new HashMap<>();
            for (AudioControl control : path.controls()) {
                Spot spot = new Spot(control.filter().id(), true, control.node());
                if (!controls.containsKey(spot)) {
                    ofNodes.computeIfAbsent(spot, _ -> new ArrayList<>()).add(control);
                }
            }
            ofNodes.forEach((spot, list) -> controls.put(spot, ControlText.of(list)));
            for (AudioPath.End end : path.ends()) {
                describe(end.filter(), end.pinId(), end.jacks());
            }
        } catch (PortClsException _) {
            // It is drawn all the same, without what it cannot tell.
            return;
        }
    }

    private void describe(Filter filter, int pin, List<JackDescription> sockets) {
        String name = filter.descriptor().pins().get(pin).name().name();
        String text = JackText.of(name, sockets);
        if (!text.isEmpty()) {
            jacks.put(new Spot(filter.id(), false, pin), text);
        }
    }
}

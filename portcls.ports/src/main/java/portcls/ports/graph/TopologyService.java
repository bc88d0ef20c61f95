package portcls.ports.graph;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.MixerView;
import portcls.api.client.Pin;
import portcls.api.client.Topology;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The service for clients. */
public final class TopologyService implements Topology {
    private final Wiring wiring;
    private final FilterGraphs graphs = new FilterGraphs();

    public TopologyService(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public List<Filter> filters(String deviceId) {
        return wiring.filters().stream()
                .filter(it -> it.id().equals(deviceId) || it.id().startsWith(deviceId + "/"))
                .sorted(Comparator.comparing(Filter::id))
                .toList();
    }

    @Override
    public Optional<Filter> find(String filterId) {
        return wiring.find(filterId);
    }

    @Override
    public List<Wire> wires() {
        return wiring.wires();
    }

    @Override
    public AudioPath path(Pin pin) {
        requirePresent(pin.filter());
        return new WalkedPath(wiring, graphs, pin.filter(), pin.pinId(), Optional.of(pin));
    }

    @Override
    public AudioPath path(Filter filter, int pinId) {
        requirePresent(filter);
        int pins = filter.descriptor().pins().size();
        if (pinId < 0 || pinId >= pins) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "the filter "
                            + filter.id()
                            + " has pins 0 … "
                            + (pins - 1)
                            + ": pinId="
                            + pinId);
        }
        return new WalkedPath(wiring, graphs, filter, pinId, Optional.empty());
    }

    @Override
    public MixerView mixer(Filter filter) {
        requirePresent(filter);
        return new ParsedMixer(graphs, filter);
    }

    private static void requirePresent(Filter filter) {
        filter.removal()
                .ifPresent(
                        gone -> {
                            throw new PortClsException(
                                    Status.DEVICE_REMOVED,
                                    "the device "
                                            + filter.id()
                                            + " is gone ("
                                            + gone.reason()
                                            + "): "
                                            + gone.message());
                        });
    }
}

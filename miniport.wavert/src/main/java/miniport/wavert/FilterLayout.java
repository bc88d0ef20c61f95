package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEndpoint.Role;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FilterDescriptorBuilder;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveFormat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which pins and nodes stand for the endpoints of an engine. Pin {@code i} is the streaming pin of
 * endpoint {@code i}; the bridge pins follow. An endpoint has a converter (DAC or ADC) and a bridge
 * pin of its own, but a device that mixes has one audio engine node in front of its converter, with
 * its host, offload and loopback pins around it ({@code hardware-offloaded-audio-processing}).
 */
final class FilterLayout {
    /** No such pin, no such node. */
    static final int NONE = -1;

    // Logical pins of the audio engine node.
    private static final int TO_CONVERTER = ConnectionDescriptor.STANDARD_OUT;
    private static final int FROM_HOST = ConnectionDescriptor.STANDARD_IN;
    private static final int FROM_OFFLOAD = 2;
    private static final int TO_LOOPBACK = 3;

    private final List<WaveEndpoint> endpoints;

    /** What has a connector: every host endpoint; offload streams leave where host streams do. */
    private final List<WaveEndpoint> bridges;

    private final int engineNode;
    private final int hostPin;
    private final int offloadPin;
    private final int loopbackPin;

    /** The pin whose connector the mixed sound leaves by. */
    private final int mixedPin;

    /**
     * A layout.
     *
     * @param name name of the device, for errors
     * @param mixes whether the engine has controls of what it plays
     * @throws PortClsException DEVICE_CONFIGURATION_ERROR for endpoints that make no sense
     */
    FilterLayout(String name, List<WaveEndpoint> endpoints, boolean mixes) {
        this.endpoints = List.copyOf(endpoints);
        check(name);
        offloadPin = first(endpoint -> endpoint.role() == Role.OFFLOAD);
        loopbackPin = first(endpoint -> endpoint.role() == Role.LOOPBACK);
        int render =
                first(endpoint -> endpoint.role() == Role.HOST && endpoint.flow() == DataFlow.IN);
        boolean hasNode = offloadPin != NONE || loopbackPin != NONE || mixes && render != NONE;
        hostPin = hasNode ? render : NONE;
        engineNode = hasNode ? 0 : NONE;
        mixedPin = hostPin != NONE ? hostPin : offloadPin;
        bridges = new ArrayList<>();
        for (int pin = 0; pin < endpoints.size(); pin++) {
            if (endpoints.get(pin).role() == Role.HOST || pin == mixedPin) {
                bridges.add(endpoints.get(pin));
            }
        }
    }

    int pinCount() {
        return endpoints.size() + bridges.size();
    }

    boolean isPin(int pin) {
        return pin >= 0 && pin < pinCount();
    }

    /** Whether the pin can be opened; it then is an endpoint's. */
    boolean isStreaming(int pin) {
        return pin >= 0 && pin < endpoints.size();
    }

    /** The endpoint of a streaming pin. */
    WaveEndpoint endpoint(int pin) {
        return endpoints.get(pin);
    }

    /** The endpoint whose connector a bridge pin is. */
    WaveEndpoint connector(int pin) {
        return bridges.get(pin - endpoints.size());
    }

    /** The bridge pin that is this endpoint's connector, or {@link #NONE}. */
    int connectorPin(WaveEndpoint endpoint) {
        for (int i = 0; i < bridges.size(); i++) {
            if (bridges.get(i).name().equals(endpoint.name())) {
                return endpoints.size() + i;
            }
        }
        return NONE;
    }

    /** The audio engine's node, or {@link #NONE}. */
    int engineNode() {
        return engineNode;
    }

    int hostPin() {
        return hostPin;
    }

    int offloadPin() {
        return offloadPin;
    }

    int loopbackPin() {
        return loopbackPin;
    }

    /** What a pin can handle, best first. */
    List<DataRange> ranges(int pin) {
        if (!isStreaming(pin)) {
            return List.of(DataRange.analog());
        }
        WaveEndpoint endpoint = endpoints.get(pin);
        List<DataRange> ranges = new ArrayList<>(endpoint.formats());
        if (!endpoint.preferred().fits(endpoint.formats().getFirst())) {
            ranges.addFirst(exactly(endpoint.preferred()));
        }
        return ranges;
    }

    /**
     * The filter.
     *
     * @param automation properties of the filter itself
     * @param ofStreams properties of each stream
     */
    FilterDescriptor describe(String name, AutomationTable automation, AutomationTable ofStreams) {
        FilterDescriptorBuilder filter = FilterDescriptor.builder(name).automation(automation);
        for (int pin = 0; pin < endpoints.size(); pin++) {
            filter.pin(streamingPin(pin).automation(ofStreams));
        }
        bridges.forEach(endpoint -> filter.pin(bridgePin(endpoint)));
        if (engineNode != NONE) {
            filter.node(NodeDescriptor.of(NodeTypes.AUDIO_ENGINE));
            connectEngine(filter);
        }
        int node = engineNode + 1;
        for (int i = 0; i < bridges.size(); i++) {
            connect(filter, bridges.get(i), node + i, endpoints.size() + i);
        }
        filter.category(Categories.AUDIO);
        if (first(endpoint -> endpoint.flow() == DataFlow.IN) != NONE) {
            filter.category(Categories.RENDER);
        }
        if (first(WaveEndpoint::isCapture) != NONE) {
            filter.category(Categories.CAPTURE);
        }
        return filter.category(Categories.REALTIME).build();
    }

    private PinDescriptor streamingPin(int pin) {
        WaveEndpoint endpoint = endpoints.get(pin);
        return PinDescriptor.streaming(
                        endpoint.flow(), Categories.AUDIO, ranges(pin).toArray(DataRange[]::new))
                .instances(endpoint.maximumStreams(), endpoint.maximumStreams())
                .named(id("pin", endpoint));
    }

    private static PinDescriptor bridgePin(WaveEndpoint endpoint) {
        DataFlow flow = endpoint.isCapture() ? DataFlow.IN : DataFlow.OUT;
        return PinDescriptor.bridge(flow, endpoint.connector(), DataRange.analog())
                .named(id("connector", endpoint));
    }

    private void connect(
            FilterDescriptorBuilder filter, WaveEndpoint endpoint, int converter, int bridge) {
        KsId type = endpoint.isCapture() ? NodeTypes.ADC : NodeTypes.DAC;
        filter.node(NodeDescriptor.of(type).named(id("converter", endpoint)));
        int pin = endpoints.indexOf(endpoint);
        if (endpoint.isCapture()) {
            filter.connect(ConnectionDescriptor.pinToNode(bridge, converter))
                    .connect(ConnectionDescriptor.nodeToPin(converter, pin));
            return;
        }
        boolean mixed = engineNode != NONE && pin == mixedPin;
        filter.connect(
                        mixed
                                ? new ConnectionDescriptor(
                                        engineNode,
                                        TO_CONVERTER,
                                        converter,
                                        ConnectionDescriptor.STANDARD_IN)
                                : ConnectionDescriptor.pinToNode(pin, converter))
                .connect(ConnectionDescriptor.nodeToPin(converter, bridge));
    }

    private void connectEngine(FilterDescriptorBuilder filter) {
        for (int pin = 0; pin < endpoints.size(); pin++) {
            Role role = endpoints.get(pin).role();
            if (pin == hostPin) {
                filter.connect(
                        ConnectionDescriptor.pinToNode(pin, engineNode).intoLogicalPin(FROM_HOST));
            } else if (role == Role.OFFLOAD) {
                filter.connect(
                        ConnectionDescriptor.pinToNode(pin, engineNode)
                                .intoLogicalPin(FROM_OFFLOAD));
            } else if (role == Role.LOOPBACK) {
                filter.connect(
                        new ConnectionDescriptor(
                                engineNode, TO_LOOPBACK, ConnectionDescriptor.FILTER, pin));
            }
        }
    }

    private int first(Predicate<WaveEndpoint> which) {
        for (int i = 0; i < endpoints.size(); i++) {
            if (which.test(endpoints.get(i))) {
                return i;
            }
        }
        return NONE;
    }

    private void check(String name) {
        if (endpoints.isEmpty()) {
            throw wrong(name + " has a wave engine without endpoints; give it at least one");
        }
        Set<String> names = new HashSet<>();
        for (WaveEndpoint endpoint : endpoints) {
            if (!names.add(endpoint.name())) {
                throw wrong(
                        "the endpoints of "
                                + name
                                + " need distinct names: name=\""
                                + endpoint.name()
                                + "\"");
            }
            DataFlow impossible =
                    switch (endpoint.role()) {
                        case HOST -> null;
                        case OFFLOAD -> DataFlow.OUT;
                        case LOOPBACK -> DataFlow.IN;
                    };
            if (endpoint.flow() == impossible) {
                throw wrong(
                        "an offload endpoint takes sound (IN), a loopback endpoint gives it (OUT):"
                                + " name=\""
                                + endpoint.name()
                                + "\", role="
                                + endpoint.role()
                                + ", flow="
                                + endpoint.flow());
            }
        }
    }

    private static PortClsException wrong(String message) {
        return new PortClsException(Status.DEVICE_CONFIGURATION_ERROR, message);
    }

    private static AudioDataRange exactly(WaveFormat format) {
        return new AudioDataRange(
                format.subFormat(),
                FormatIds.SPECIFIER_WAVEFORMATEX,
                format.channels(),
                format.bitsPerSample(),
                format.bitsPerSample(),
                format.samplesPerSecond(),
                format.samplesPerSecond());
    }

    /** A name that stays the same for the same endpoint. */
    private static KsId id(String kind, WaveEndpoint endpoint) {
        byte[] text =
                ("miniport.wavert/" + kind + "/" + endpoint.name())
                        .getBytes(StandardCharsets.UTF_8);
        return new KsId(UUID.nameUUIDFromBytes(text), endpoint.name());
    }
}

package portcls.api.ks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a filter is made of, PCFILTER_DESCRIPTOR ({@code ns-portcls-pcfilter_descriptor}): pins,
 * nodes, the connections between them, its categories and its own properties. Pin id and node id
 * are the index in their list.
 *
 * <p>Most MIDI drivers need one line: {@code FilterDescriptor.midiRender("My synth")}.
 *
 * @param name what people read in a device list
 * @param automation properties of the filter itself
 * @param pins pin factories; the index is the pin id
 * @param nodes nodes; the index is the node id
 * @param connections how data flows between pins and nodes
 * @param categories what the filter is for, see {@link Categories}
 */
public record FilterDescriptor(
        String name,
        AutomationTable automation,
        List<PinDescriptor> pins,
        List<NodeDescriptor> nodes,
        List<ConnectionDescriptor> connections,
        Set<KsId> categories) {
    public FilterDescriptor {
        pins = List.copyOf(pins);
        nodes = List.copyOf(nodes);
        connections = List.copyOf(connections);
        categories =
                java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(categories));
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "a filter needs a name that people can read: name=\"" + name + "\"");
        }
        requireDistinct("pins", "category", pins, PinDescriptor::category, PinDescriptor::name);
        requireDistinct("nodes", "type", nodes, NodeDescriptor::type, NodeDescriptor::name);
        for (ConnectionDescriptor connection : connections) {
            requireEnd(
                    connection.fromNode(),
                    connection.fromPin(),
                    pins.size(),
                    nodes.size(),
                    connection);
            requireEnd(
                    connection.toNode(), connection.toPin(), pins.size(), nodes.size(), connection);
        }
    }

    /** A MIDI output: pin 0 takes MIDI from programs, pin 1 is the cable. */
    public static FilterDescriptor midiRender(String name) {
        return builder(name)
                .pin(PinDescriptor.midiRender())
                .pin(
                        PinDescriptor.bridge(
                                DataFlow.OUT,
                                PinCategories.LEGACY_AUDIO_CONNECTOR,
                                DataRange.midiBus()))
                .connect(ConnectionDescriptor.pinToPin(0, 1))
                .category(Categories.AUDIO)
                .category(Categories.RENDER)
                .build();
    }

    /** A MIDI input: pin 0 gives MIDI to programs, pin 1 is the cable. */
    public static FilterDescriptor midiCapture(String name) {
        return builder(name)
                .pin(PinDescriptor.midiCapture())
                .pin(
                        PinDescriptor.bridge(
                                DataFlow.IN,
                                PinCategories.LEGACY_AUDIO_CONNECTOR,
                                DataRange.midiBus()))
                .connect(ConnectionDescriptor.pinToPin(1, 0))
                .category(Categories.AUDIO)
                .category(Categories.CAPTURE)
                .build();
    }

    /** A MIDI port with both directions: pin 0 output, pin 1 input, pins 2 and 3 their cables. */
    public static FilterDescriptor midi(String name) {
        KsId cable = PinCategories.LEGACY_AUDIO_CONNECTOR;
        return builder(name)
                .pin(PinDescriptor.midiRender())
                .pin(PinDescriptor.midiCapture())
                .pin(
                        PinDescriptor.bridge(DataFlow.OUT, cable, DataRange.midiBus())
                                .named(KsId.of("2fd4a3b2-7b6a-4ad0-9b9e-0d6d1ce1b4a1", "MIDI Out")))
                .pin(
                        PinDescriptor.bridge(DataFlow.IN, cable, DataRange.midiBus())
                                .named(KsId.of("2fd4a3b2-7b6a-4ad0-9b9e-0d6d1ce1b4a2", "MIDI In")))
                .connect(ConnectionDescriptor.pinToPin(0, 2))
                .connect(ConnectionDescriptor.pinToPin(3, 1))
                .category(Categories.AUDIO)
                .category(Categories.RENDER)
                .category(Categories.CAPTURE)
                .build();
    }

    /**
     * An output for music with time stamps: pin 0 takes it from programs, in either form, pin 1 is
     * the cable.
     */
    public static FilterDescriptor directMusicRender(String name) {
        return builder(name)
                .pin(PinDescriptor.directMusicRender())
                .pin(
                        PinDescriptor.bridge(
                                DataFlow.OUT,
                                PinCategories.LEGACY_AUDIO_CONNECTOR,
                                DataRange.midiBus()))
                .connect(ConnectionDescriptor.pinToPin(0, 1))
                .category(Categories.AUDIO)
                .category(Categories.RENDER)
                .build();
    }

    /** Starts a descriptor of any shape. */
    public static FilterDescriptorBuilder builder(String name) {
        return new FilterDescriptorBuilder(name);
    }

    /** The same filter in one more category, for example {@link Categories#SYNTHESIZER}. */
    public FilterDescriptor withCategory(KsId category) {
        Set<KsId> more = new java.util.LinkedHashSet<>(categories);
        more.add(category);
        return new FilterDescriptor(name, automation, pins, nodes, connections, more);
    }

    /**
     * The same filter with every music range of its pins made by {@code technology} ({@code
     * music-technology-guids}).
     */
    public FilterDescriptor withTechnology(KsId technology) {
        List<PinDescriptor> changed =
                pins.stream().map(pin -> pin.withTechnology(technology)).toList();
        return new FilterDescriptor(name, automation, changed, nodes, connections, categories);
    }

    /**
     * The same filter without properties and events of the driver: what may be kept of a filter
     * that is gone.
     */
    public FilterDescriptor withoutAutomation() {
        return new FilterDescriptor(
                name,
                AutomationTable.EMPTY,
                pins.stream().map(pin -> pin.automation(AutomationTable.EMPTY)).toList(),
                nodes.stream().map(node -> node.automation(AutomationTable.EMPTY)).toList(),
                connections,
                categories);
    }

    /** Several pins of equal category, or nodes of equal type, need names that tell them apart. */
    private static <T> void requireDistinct(
            String what,
            String kind,
            List<T> items,
            Function<T, KsId> group,
            Function<T, KsId> name) {
        Set<List<KsId>> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            T item = items.get(i);
            if (!seen.add(List.of(group.apply(item), name.apply(item)))) {
                throw new IllegalArgumentException(
                        what
                                + " of equal "
                                + kind
                                + " need distinct names: give "
                                + what
                                + "["
                                + i
                                + "] a name of its own, "
                                + kind
                                + "="
                                + group.apply(item));
            }
        }
    }

    private static void requireEnd(
            int node, int pin, int pins, int nodes, ConnectionDescriptor connection) {
        boolean good =
                node == ConnectionDescriptor.FILTER
                        ? pin >= 0 && pin < pins
                        : node >= 0 && node < nodes && pin >= 0;
        if (!good) {
            throw new IllegalArgumentException(
                    "a connection names a pin or node that the filter does not have (pins="
                            + pins
                            + ", nodes="
                            + nodes
                            + "): "
                            + connection);
        }
    }
}

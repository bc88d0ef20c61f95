package portcls.bench.topology;

import portcls.api.ks.AutomationTable;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FilterDescriptorBuilder;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.bench.driver.NullMixer;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Mixers of different shapes. */
final class Shapes {
    /** The pin where sound leaves. */
    static final int OUT = 0;

    /** The first pin where sound comes in. */
    static final int IN = 1;

    private Shapes() {}

    /**
     * Nodes one behind the other.
     *
     * @param controls whether each of them is a volume that can be asked
     */
    static List<NullMixer> chain(int filters, int nodes, boolean controls) {
        List<NullMixer> mixers = new ArrayList<>();
        for (int i = 0; i < filters; i++) {
            mixers.add(new NullMixer(volume -> chain(nodes / filters, volume, controls)));
        }
        return mixers;
    }

    /** Sources with a node each, into a SUM. */
    static List<NullMixer> broad(int sources) {
        return List.of(
                new NullMixer(
                        _ -> {
                            FilterDescriptorBuilder filter = begin("Broad mixer");
                            for (int i = 0; i < sources; i++) {
                                in(filter, i);
                                filter.node(node(i, AutomationTable.EMPTY));
                                filter.connect(ConnectionDescriptor.pinToNode(IN + i, i));
                                filter.connect(
                                        ConnectionDescriptor.nodeToNode(i, sources)
                                                .intoLogicalPin(i + 1));
                            }
                            return filter.node(NodeDescriptor.of(NodeTypes.SUM))
                                    .connect(ConnectionDescriptor.nodeToPin(sources, OUT))
                                    .build();
                        }));
    }

    private static FilterDescriptor chain(int nodes, AutomationTable volume, boolean controls) {
        FilterDescriptorBuilder filter = begin("Chain");
        in(filter, 0);
        for (int i = 0; i < nodes; i++) {
            filter.node(node(i, controls ? volume : AutomationTable.EMPTY));
            filter.connect(
                    i == 0
                            ? ConnectionDescriptor.pinToNode(IN, 0)
                            : ConnectionDescriptor.nodeToNode(i - 1, i));
        }
        return filter.connect(ConnectionDescriptor.nodeToPin(nodes - 1, OUT)).build();
    }

    private static FilterDescriptorBuilder begin(String name) {
        return FilterDescriptor.builder(name)
                .pin(PinDescriptor.bridge(DataFlow.OUT, PinCategories.SPEAKER, DataRange.analog()))
                .category(Categories.AUDIO)
                .category(Categories.TOPOLOGY);
    }

    private static void in(FilterDescriptorBuilder filter, int number) {
        filter.pin(
                PinDescriptor.bridge(
                                DataFlow.IN,
                                PinCategories.LEGACY_AUDIO_CONNECTOR,
                                DataRange.analog())
                        .named(name("in", number)));
    }

    private static NodeDescriptor node(int number, AutomationTable table) {
        return NodeDescriptor.of(NodeTypes.VOLUME).named(name("volume", number)).automation(table);
    }

    private static KsId name(String kind, int number) {
        return new KsId(new UUID(kind.hashCode(), number), kind + " " + number);
    }
}
